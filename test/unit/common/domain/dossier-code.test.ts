import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeDossierCode, DOSSIER_CODE_PATTERN, parseDossierCode } from '../../../../common/domain/dossier-code.ts';
import { anyDay, hostileText } from './arbitraries.ts';

const anyUnit = fc.oneof(
  fc.stringMatching(/^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/),
  fc.stringMatching(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$/),
);

describe('parseDossierCode', () => {
  it.each([
    ['000.17.22.H56-210531-0001', '000.17.22.H56', '2021-05-31', 1],
    ['H56.25.5-240617-0001', 'H56.25.5', '2024-06-17', 1],
    ['H56-240229-00123', 'H56', '2024-02-29', 123],
    [' G01.899.003.112-260101-999999\n', 'G01.899.003.112', '2026-01-01', 999_999],
  ])('reads %j', (text, unit, date, serial) => {
    expect(parseDossierCode(text)).toEqual({ code: text.trim(), unit, date, serial });
  });

  it.each([
    '',
    '000.17.22.H56-210531',
    '000.17.22.H56-210532-0001',
    'H56.25.5-230229-0001',
    'H56.25.5-241317-0001',
    'H56.25.5-240617-001',
    'H56.25.5-240617-0000001',
    'h56.25.5-240617-0001',
    'H56.25.5.1.2-240617-0001',
    '00.17.22.H56-210531-0001',
    'H56.25.5-240617-0001-2',
    'H56.25.5 - 240617 - 0001',
  ])('refuses %j', (text) => {
    expect(parseDossierCode(text)).toBeNull();
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const code = parseDossierCode(text);
        expect(code === null || DOSSIER_CODE_PATTERN.test(code.code)).toBe(true);
      }),
    );
  });
});

describe('composeDossierCode', () => {
  it('writes both styles of unit', () => {
    expect(composeDossierCode({ unit: '000.17.22.H56', date: '2021-05-31', serial: 1 })).toBe(
      '000.17.22.H56-210531-0001',
    );
    expect(composeDossierCode({ unit: 'H56.25.5', date: '2024-06-17', serial: 12_345 })).toBe('H56.25.5-240617-12345');
  });

  it('is undone by parseDossierCode', () => {
    fc.assert(
      fc.property(anyUnit, anyDay('2000-01-01', '2099-12-31'), fc.nat(999_999), (unit, date, serial) => {
        const code = composeDossierCode({ unit, date, serial });
        expect(parseDossierCode(code)).toEqual({ code, unit, date, serial });
      }),
    );
  });

  it.each([
    { unit: 'H5', date: '2024-06-17', serial: 1 },
    { unit: 'H56-1', date: '2024-06-17', serial: 1 },
    { unit: 'H56', date: '2024-02-30', serial: 1 },
    { unit: 'H56', date: '2024', serial: 1 },
    { unit: 'H56', date: '1999-06-17', serial: 1 },
    { unit: 'H56', date: '2024-06-17', serial: -1 },
    { unit: 'H56', date: '2024-06-17', serial: 1.5 },
    { unit: 'H56', date: '2024-06-17', serial: 1_000_000 },
  ])('refuses %j', (parts) => {
    expect(() => composeDossierCode(parts)).toThrow(RangeError);
  });
});
