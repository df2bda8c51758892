import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatFieldValue,
  formatLongDay,
  formatNumber,
  formatPercent,
  formatProofTime,
  formatWhen,
} from '../../../../renderer/i18n/format.ts';

describe('numbers as their readers write them', () => {
  it('uses the decimal comma in Vietnamese', () => {
    expect(formatNumber(1234.56, 'vi', 1)).toBe('1.234,6');
    expect(formatNumber(1234.56, 'en', 1)).toBe('1,234.6');
  });

  it('counts bytes in decimal units', () => {
    expect(formatBytes(1_412_330, 'vi')).toBe('1,4 MB');
    expect(formatBytes(912_004, 'vi')).toBe('912 kB');
    expect(formatBytes(999, 'vi')).toBe('999 B');
    expect(formatBytes(1_412_330, 'en')).toBe('1.4 MB');
  });

  it('never says that all is sent before it is', () => {
    expect(formatPercent(999, 1000, 'vi')).toBe('99 %');
    expect(formatPercent(1000, 1000, 'vi')).toBe('100 %');
    expect(formatPercent(0, 0, 'vi')).toBe('0 %');
  });
});

describe('times', () => {
  const at = new Date(2026, 10, 21, 16, 46, 2).toISOString();

  it('shortens to the hour on the same day', () => {
    expect(formatWhen(at, new Date(2026, 10, 21, 23, 0))).toBe('16:46');
    expect(formatWhen(at, new Date(2026, 10, 22, 0, 1))).toBe('21/11 16:46');
  });

  it('is exact to the second with its offset where it is a proof', () => {
    expect(formatProofTime(at)).toMatch(/^21\/11\/2026 16:46:02 [+-]\d{2}:\d{2}$/);
  });

  it('names the day', () => {
    expect(formatLongDay('2026-11-21', 'vi')).toBe('Thứ bảy 21/11/2026');
    expect(formatLongDay('2026-11-21', 'en')).toBe('Saturday 21/11/2026');
  });
});

describe('formatFieldValue', () => {
  it('writes each kind as people do', () => {
    expect(formatFieldValue('2022-09-07', 'date')).toBe('07/09/2022');
    expect(formatFieldValue('1951', 'date')).toBe('1951');
    expect(formatFieldValue('001222900117', 'citizenId')).toBe('001 222 900 117');
    expect(formatFieldValue('012345678', 'citizenId')).toBe('012345678');
    expect(formatFieldValue('120,5', 'area')).toBe('120,5 m²');
    expect(formatFieldValue('Tổ 4', 'text')).toBe('Tổ 4');
  });
});
