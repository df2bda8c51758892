import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  formatVietnameseDate,
  isoDate,
  isRealDate,
  parseVietnameseDate,
  yearOf,
} from '../../../../common/domain/dates.ts';
import { anyDay, hostileText } from './arbitraries.ts';

describe('parseVietnameseDate', () => {
  it.each([
    ['05/09/2022', '2022-09-05'],
    ['5/9/2022', '2022-09-05'],
    ['05-09-2022', '2022-09-05'],
    ['05.09.2022', '2022-09-05'],
    [' 05 / 09 / 2022 ', '2022-09-05'],
    ['0 5 / 0 9 / 2 0 2 2', '2022-09-05'],
    ['05 09 2022', '2022-09-05'],
    ['05/09/2022.', '2022-09-05'],
    ['ngày 05 tháng 9 năm 2022', '2022-09-05'],
    ['Ngày 5 tháng 09 năm 2022.', '2022-09-05'],
    ['Hà Nội, ngày 05 tháng 9 năm 2022', '2022-09-05'],
    ['ngày …05… tháng …9… năm …2022…', '2022-09-05'],
    ['ngày..05..tháng..9..năm..2022', '2022-09-05'],
    ['NGÀY 05 THÁNG 9 NĂM 2022', '2022-09-05'],
    ['ngay 05 thang 9 nam 2022', '2022-09-05'],
    ['ngày\u00A005 tháng\n9 năm 2022', '2022-09-05'],
    ['Ngày, tháng, năm: 05/09/2022', '2022-09-05'],
    ['Ngày, tháng, năm sinh: 05/09/2022', '2022-09-05'],
    ['2. Ngày, tháng, năm sinh: 05/09/2022', '2022-09-05'],
    ['Ngày, tháng, năm / Date, month, year: 05/09/2022', '2022-09-05'],
    ['05/09/2022 (ngày năm tháng chín năm hai nghìn không trăm hai mươi hai)', '2022-09-05'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('reads %j', (text, iso) => {
    expect(parseVietnameseDate(text)).toBe(iso);
    expect(parseVietnameseDate(text.normalize('NFD'))).toBe(iso);
  });

  it.each([
    ['1950', '1950'],
    ['Năm sinh: 1950', '1950'],
    ['Sinh năm 1950', '1950'],
    ['Ngày, tháng, năm sinh: 1950', '1950'],
    ['2. Ngày, tháng, năm sinh: 1950', '1950'],
    ['…/…/1950', '1950'],
    ['00/00/1950', '1950'],
    ['ngày …… tháng …… năm 1950', '1950'],
    ['1 9 5 0', '1950'],
  ])('reads the year alone in %j', (text, year) => {
    expect(parseVietnameseDate(text)).toBe(year);
  });

  it.each([
    '',
    '31/02/2020',
    '29/02/2023',
    '29/02/2100',
    '31/04/2020',
    '00/09/2022',
    '05/13/2022',
    'ngày 31 tháng 9 năm 2022',
    '05/09/22',
    '05/2022',
    'tháng 9 năm 2022',
    '05/09-2022',
    '2022-09-05',
    '05/09/20222',
    '105/09/2022',
    '05/09/1234',
    '9999',
    '12345',
    'không thời hạn',
    'Số 5/9, ngõ 2022',
    '01/01/2020 - 31/12/2021',
    '05/09/2022, ngày 6 tháng 9 năm 2022',
  ])('has no date for %j', (text) => {
    expect(parseVietnameseDate(text)).toBeNull();
  });

  it('looks for no date in the text of a page', () => {
    expect(parseVietnameseDate(`${'x'.repeat(390)} 05/09/2022`)).toBeNull();
  });

  it('reads back what formatVietnameseDate writes, in every style of print', () => {
    fc.assert(
      fc.property(anyDay(), fc.constantFrom('/', '-', '.'), fc.constantFrom('', ' '), (day, separator, space) => {
        const [year = '', month = '', date = ''] = day.split('-');
        expect(parseVietnameseDate(formatVietnameseDate(day))).toBe(day);
        expect(parseVietnameseDate([date, month, year].join(space + separator + space))).toBe(day);
        expect(parseVietnameseDate([Number(date), Number(month), year].join(separator))).toBe(day);
        expect(parseVietnameseDate(`ngày ${date} tháng ${Number(month)} năm ${year}`)).toBe(day);
        expect(parseVietnameseDate(formatVietnameseDate(year))).toBe(year);
      }),
    );
  });

  it('gives a real date or null for any text at all', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const iso = parseVietnameseDate(text);
        expect(iso === null || isRealDate(iso)).toBe(true);
      }),
    );
  });

  it('has no date for any day that the calendar has not', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), fc.integer({ min: 1900, max: 2100 }), (day, month, year) => {
        const exists = new Date(Date.UTC(year, month - 1, day));
        const real =
          exists.getUTCFullYear() === year && exists.getUTCMonth() === month - 1 && exists.getUTCDate() === day;
        fc.pre(!(day === 0 && month === 0));
        expect(parseVietnameseDate(`${day}/${month}/${year}`) !== null).toBe(real);
      }),
    );
  });
});

describe('isRealDate', () => {
  it('agrees with the calendar of the machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1850, max: 2399 }), fc.nat(14), fc.nat(33), (year, month, day) => {
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const time = new Date(`${iso}T00:00:00Z`);
        const real = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
        expect(isRealDate(iso)).toBe(real);
        expect(isoDate(year, month, day)).toBe(real ? iso : null);
      }),
    );
  });

  it('takes a year alone within bounds and no other form', () => {
    expect([isRealDate('1850'), isRealDate('2399')]).toEqual([true, true]);
    for (const text of ['1849', '2400', '', '2022-9-5', '2022-09', '05/09/2022', '2022-09-05T00:00', ' 2022']) {
      expect(isRealDate(text)).toBe(false);
    }
  });
});

describe('formatVietnameseDate', () => {
  it('writes days and years as forms print them and leaves other text', () => {
    expect(formatVietnameseDate('2022-09-05')).toBe('05/09/2022');
    expect(formatVietnameseDate('1950')).toBe('1950');
    expect(formatVietnameseDate('không thời hạn')).toBe('không thời hạn');
  });
});

describe('yearOf', () => {
  it('takes the year of either form', () => {
    expect([yearOf('2022-09-05'), yearOf('1950'), yearOf('x'), yearOf('2022-02-30')]).toEqual([2022, 1950, null, null]);
  });
});

describe('addMonths', () => {
  it('keeps the day, or takes the last one of a shorter month', () => {
    expect(addMonths('2025-01-15', 6)).toBe('2025-07-15');
    expect(addMonths('2025-08-31', 6)).toBe('2026-02-28');
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2025-11-30', 6)).toBe('2026-05-30');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addMonths('2025-12-31', 12)).toBe('2026-12-31');
  });

  it('has no answer for a year alone or an impossible day', () => {
    expect([addMonths('2025', 6), addMonths('2025-02-30', 6)]).toEqual([null, null]);
  });
});
