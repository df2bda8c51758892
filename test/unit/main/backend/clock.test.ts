import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay, spanOfDay } from '../../../../main/backend/services/clock.ts';

describe('the day in Vietnam', () => {
  it.each([
    ['2026-11-20T16:59:59.999Z', '2026-11-20'],
    ['2026-11-20T17:00:00.000Z', '2026-11-21'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
  ])('of %s is %s', (instant, day) => {
    expect(localDay(new Date(instant))).toBe(day);
  });

  it('begins and ends at the same instants that belong to it', () => {
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const { from, until } = spanOfDay(localDay(instant));
        expect(from <= instant.toISOString() && instant.toISOString() < until).toBe(true);
        expect(localDay(new Date(from))).toBe(localDay(instant));
        expect(localDay(new Date(until))).not.toBe(localDay(instant));
      }),
    );
  });
});
