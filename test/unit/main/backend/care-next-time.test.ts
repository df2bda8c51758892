import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTime } from '../../../../main/backend/services/care/next-time.ts';

const HOUR_MS = 3_600_000;

describe('the next time of a backup', () => {
  it('is today when the hour is still to come in Vietnam, else tomorrow', () => {
    // 11:59 and 12:00 in Vietnam.
    expect(nextTime('12:00', new Date('2026-11-22T04:59:00Z')).toISOString()).toBe('2026-11-22T05:00:00.000Z');
    expect(nextTime('12:00', new Date('2026-11-22T05:00:00Z')).toISOString()).toBe('2026-11-23T05:00:00.000Z');
    // 03:00 on the 23rd in Vietnam, still the 22nd in UTC.
    expect(nextTime('02:30', new Date('2026-11-22T20:00:00Z')).toISOString()).toBe('2026-11-23T19:30:00.000Z');
  });

  it('is always ahead, within a day, at that time of Vietnam’s clock', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(times, instants, ([hours, minutes], now) => {
        const at = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const next = nextTime(at, now).getTime();
        expect(next).toBeGreaterThan(now.getTime());
        expect(next - now.getTime()).toBeLessThanOrEqual(24 * HOUR_MS);
        expect(new Date(next + 7 * HOUR_MS).toISOString().slice(11, 16)).toBe(at);
      }),
    );
  });
});
