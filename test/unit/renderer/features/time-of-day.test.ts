import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeOfDay } from '../../../../renderer/features/delivery/time-of-day.ts';

describe('timeOfDay', () => {
  it('takes times as hands type them', () => {
    for (const typed of ['16:45', '16.45', '16h45', '16g45', '1645', ' 16 : 45 '])
      expect(timeOfDay(typed)).toBe('16:45');
    expect(timeOfDay('7:5')).toBe('07:05');
    expect(timeOfDay('7h')).toBe('07:00');
    expect(timeOfDay('745')).toBe('07:45');
    expect(timeOfDay('7')).toBe('07:00');
  });

  it('refuses what no clock shows', () => {
    for (const typed of ['', '24:00', '16:60', 'chiều', '16:45:00', '-1', '12345']) expect(timeOfDay(typed)).toBeNull();
  });

  it('leaves every time of the day as it is', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(59), (hours, minutes) => {
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        expect(timeOfDay(time)).toBe(time);
      }),
    );
  });
});
