import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRealDate } from '../../../../common/domain/dates.ts';
import { fieldValueOf } from '../../../../renderer/features/fields/field-input.ts';
import { editableFieldValue } from '../../../../renderer/i18n/format.ts';

describe('fieldValueOf', () => {
  it('takes dates as hands write them', () => {
    expect(fieldValueOf('7/9/2022', 'date')).toBe('2022-09-07');
    expect(fieldValueOf('07092022', 'date')).toBe('2022-09-07');
    expect(fieldValueOf('ngày 7 tháng 9 năm 2022', 'date')).toBe('2022-09-07');
    expect(fieldValueOf('1951', 'date')).toBe('1951');
  });

  it('passes on what can’t be a date, for the station to refuse', () => {
    expect(fieldValueOf('31/02/2022', 'date')).toBe('31/02/2022');
  });

  it('takes citizen numbers in groups and areas with their unit', () => {
    expect(fieldValueOf('001 222 900 117', 'citizenId')).toBe('001222900117');
    expect(fieldValueOf('120,5 m²', 'area')).toBe('120,5');
    expect(fieldValueOf('120,5m2', 'area')).toBe('120,5');
  });

  it('stores NFC with single spaces', () => {
    expect(fieldValueOf('  Nguye\u0302\u0303n   Thi\u0323  A ', 'personName')).toBe('Nguyễn Thị A');
  });

  it('gives back every real date that it was shown', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          fc.pre(isRealDate(iso));
          expect(fieldValueOf(editableFieldValue(iso, 'date'), 'date')).toBe(iso);
        },
      ),
    );
  });
});
