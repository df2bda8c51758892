import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatVietnameseDate, isRealDate } from '../../../../common/domain/dates.ts';
import { normaliseFieldValue } from '../../../../common/domain/field-value.ts';

const KINDS = ['personName', 'citizenId', 'date', 'gender', 'area', 'text'] as const;

describe('a keyed value', () => {
  it('that was normalised once stays as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.string({ unit: 'grapheme' }), (kind, text) => {
        const value = normaliseFieldValue(kind, text);
        if (value !== null) expect(normaliseFieldValue(kind, value)).toBe(value);
      }),
    );
  });

  it('is NFC with single spaces and never empty', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.string({ unit: 'grapheme' }), (kind, text) => {
        const value = normaliseFieldValue(kind, ` ${text}\u00a0 `);
        if (value === null) return;
        expect(value).toBe(value.normalize('NFC').trim());
        expect(value).not.toMatch(/\s\s|^$/);
      }),
    );
  });

  it('of a date comes from every way that papers print it', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-').map(Number);
        expect(normaliseFieldValue('date', iso)).toBe(iso);
        expect(normaliseFieldValue('date', formatVietnameseDate(iso))).toBe(iso);
        expect(normaliseFieldValue('date', `${day}-${month}-${year}`)).toBe(iso);
        expect(normaliseFieldValue('date', `ngày ${day} tháng ${month} năm ${year}`)).toBe(iso);
        expect(isRealDate(iso)).toBe(true);
      }),
    );
  });

  it.each([
    ['personName', 'nguyễn  thị hằng', 'nguyễn thị hằng'],
    ['personName', "H'Hen Niê", "H'Hen Niê"],
    ['personName', 'Nguyễn 2', null],
    ['citizenId', '001 185 900 117', '001185900117'],
    ['citizenId', '012345678', '012345678'],
    ['citizenId', '00118590011', null],
    ['date', '1985', '1985'],
    ['date', '30/02/2020', null],
    ['date', '2020-02-30', null],
    ['gender', 'NỮ', 'Nữ'],
    ['gender', 'x', null],
    ['area', '1.250,5', '1250,5'],
    ['area', '120.5', '120,5'],
    ['area', '96 m2', null],
    ['text', ' Số 5,\n phường Sông Hằng ', 'Số 5, phường Sông Hằng'],
    ['text', ' ', null],
  ] as const)('%s "%s"', (kind, text, value) => {
    expect(normaliseFieldValue(kind, text)).toBe(value);
  });
});
