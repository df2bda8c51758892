import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATION_ERROR_CODES } from '../../../../common/contract/errors.ts';
import { failureKind, lastDue } from '../../../../main/backend/services/delivery/delivery-policy.ts';
import { retryDelayMs } from '../../../../main/backend/services/retry-delay.ts';

describe('failureKind', () => {
  test('wrong credentials stop the batch, a refusal concerns one dossier, a dropped line passes', () => {
    expect(failureKind('portal-refused-credentials')).toBe('stops-batch');
    expect(failureKind('portal-refused-dossier')).toBe('refused');
    expect(failureKind('portal-conflict')).toBe('refused');
    for (const code of [
      'portal-unreachable',
      'portal-interrupted',
      'portal-not-genuine',
      'portal-error',
      'portal-hash-differs',
    ] as const) {
      expect(failureKind(code)).toBe('passes');
    }
  });

  test('every code of the closed list has an answer', () => {
    for (const code of STATION_ERROR_CODES) expect(['stops-batch', 'passes', 'refused']).toContain(failureKind(code));
  });
});

describe('retryDelayMs', () => {
  test('grows, never passes 15 minutes, never falls below half of its step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const delay = retryDelayMs(attempts, random);
          expect(delay).toBeGreaterThanOrEqual(2_500);
          expect(delay).toBeLessThanOrEqual(15 * 60_000);
          expect(retryDelayMs(attempts + 1, random)).toBeGreaterThanOrEqual(delay);
        },
      ),
    );
  });
});

describe('lastDue', () => {
  test('is today after the hour and yesterday before it, on Vietnam’s clock', () => {
    expect(lastDue('16:45', new Date('2026-11-21T16:45:00+07:00'))?.toISOString()).toBe('2026-11-21T09:45:00.000Z');
    expect(lastDue('16:45', new Date('2026-11-21T16:44:59+07:00'))?.toISOString()).toBe('2026-11-20T09:45:00.000Z');
    expect(lastDue(null, new Date())).toBeNull();
  });

  test('lies in the day before now, whatever the hour', () => {
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (now, hour, minute) => {
        const sendAt = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const due = lastDue(sendAt, now)!;
        expect(now.getTime() - due.getTime()).toBeGreaterThanOrEqual(0);
        expect(now.getTime() - due.getTime()).toBeLessThan(24 * 3_600_000);
      }),
    );
  });
});
