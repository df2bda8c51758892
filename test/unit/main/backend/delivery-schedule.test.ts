import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterPassingFailure, lastDue, pickNext } from '../../../../main/backend/services/delivery/delivery-policy.ts';
import { scheduleStep } from '../../../../main/backend/services/delivery/schedule.ts';

const QUIET = { idleMinutes: null, idleMs: 0, waiting: 3, stopped: false } as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Runs the station's looks at a clock that is set by steps; gives the wall times at which batches began. */
function run(
  start: number,
  looks: readonly { readonly minutes: number; readonly step: number }[],
  sendAt: string,
): number[] {
  const began: number[] = [];
  let wall = start;
  let servedUntil: string | null = new Date(start).toISOString();
  for (const { minutes, step } of looks) {
    wall += minutes * MINUTE + step;
    const decided = scheduleStep({ ...QUIET, sendAt, servedUntil, now: new Date(wall) });
    servedUntil = decided.servedUntil;
    if (decided.start) began.push(wall);
  }
  return began;
}

describe('the hour of the batch', () => {
  test('is kept once a day, whatever the machine', () => {
    const start = Date.parse('2026-11-20T18:00:00+07:00');
    const looks = Array.from({ length: 3 * 24 * 6 }, () => ({ minutes: 10, step: 0 }));
    const began = run(start, looks, '16:45').map((at) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 16));
    expect(began).toEqual(['2026-11-21T16:50', '2026-11-22T16:50', '2026-11-23T16:50']);
  });

  test('is served once when the clock goes back by minutes after it', () => {
    const start = Date.parse('2026-11-21T16:40:00+07:00');
    const looks = [
      { minutes: 6, step: 0 },
      { minutes: 1, step: -15 * MINUTE },
      ...Array.from({ length: 30 }, () => ({ minutes: 1, step: 0 })),
    ];
    expect(run(start, looks, '16:45')).toHaveLength(1);
  });

  test.each([
    DAY,
    30 * DAY,
    9 * 365 * DAY,
  ])('is not missed after a clock that ran %i ms ahead was put right', (ahead) => {
    const start = Date.parse('2026-11-21T10:00:00+07:00');
    const looks = [
      { minutes: 1, step: ahead },
      { minutes: 1, step: -ahead },
      ...Array.from({ length: 60 }, () => ({ minutes: 10, step: 0 })),
    ];
    const rightOnes = run(start, looks, '16:45').filter((at) => at < start + DAY);
    expect(rightOnes).toHaveLength(1);
    expect(rightOnes[0]).toBeGreaterThanOrEqual(Date.parse('2026-11-21T16:45:00+07:00'));
    expect(rightOnes[0]).toBeLessThan(Date.parse('2026-11-21T17:00:00+07:00'));
  });

  test('after any steps of the clock the next due hour is served within a look, and only once', () => {
    const step = fc.oneof(fc.constant(0), fc.integer({ min: -400 * DAY, max: 400 * DAY }));
    const look = fc.record({ minutes: fc.integer({ min: 1, max: 30 }), step });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 40 }), fc.integer({ min: 0, max: 23 }), (looks, hour) => {
        const sendAt = `${String(hour).padStart(2, '0')}:30`;
        const start = Date.parse('2026-11-21T10:00:00+07:00');
        const calm = Array.from({ length: 2 * 24 * 12 }, () => ({ minutes: 5, step: 0 }));
        const calmFrom = looks.reduce((at, { minutes, step: by }) => at + minutes * MINUTE + by, start);
        const began = run(start, [...looks, ...calm], sendAt).slice(-3);
        // The first day may have been served already; the second is, once.
        const firstDue = lastDue(sendAt, new Date(calmFrom))!.getTime() + DAY;
        const inSecond = began.filter((at) => at >= firstDue && at < firstDue + DAY && at > calmFrom + 61 * MINUTE);
        expect(inSecond.length).toBeLessThanOrEqual(1);
        expect(began.some((at) => at >= firstDue - 60 * MINUTE && at < firstDue + 10 * MINUTE)).toBe(true);
      }),
    );
  });

  test('counts as served when nothing waited: what is queued in the evening goes the next day', () => {
    const at = new Date('2026-11-21T16:46:00+07:00');
    const view = { ...QUIET, sendAt: '16:45', servedUntil: '2026-11-20T09:45:00.000Z', waiting: 0, now: at };
    const step = scheduleStep(view);
    expect(step).toEqual({ start: false, servedUntil: at.toISOString() });
    const later = { ...view, waiting: 4, servedUntil: step.servedUntil, now: new Date(at.getTime() + 30 * MINUTE) };
    expect(scheduleStep(later).start).toBe(false);
  });
});

describe('an idle station', () => {
  const view = { ...QUIET, sendAt: null, servedUntil: null, now: new Date('2026-11-21T12:00:00+07:00') };
  test.each([
    ['begins when nobody has done anything for so long', { idleMinutes: 10, idleMs: 600_000 }, true],
    ['not before', { idleMinutes: 10, idleMs: 599_999 }, false],
    ['not when it is not wanted', { idleMinutes: null, idleMs: 9e9 }, false],
    ['not when nothing waits', { idleMinutes: 10, idleMs: 9e9, waiting: 0 }, false],
    [
      'not again and again after something that only a person can mend',
      { idleMinutes: 10, idleMs: 9e9, stopped: true },
      false,
    ],
  ] as const)('%s', (_name, change, start) => {
    expect(scheduleStep({ ...view, ...change }).start).toBe(start);
  });
});

const NOW = new Date('2026-11-21T09:45:00.000Z');
const delivery = (dossierId: string, change: object = {}) => ({
  dossierId,
  state: 'waiting' as const,
  priority: 0,
  sequence: 1,
  nextTryAt: null,
  askedAt: null,
  ...change,
});
const inMs = (ms: number): string => new Date(NOW.getTime() + ms).toISOString();

describe('the next dossier', () => {
  test.each([
    ['in the order of the queue', [delivery('a'), delivery('b')], { dossierId: 'a' }],
    ['what a person asked for before it', [delivery('a'), delivery('b', { askedAt: inMs(0) })], { dossierId: 'b' }],
    [
      'what was never tried before what failed',
      [delivery('a', { state: 'retrying' }), delivery('b')],
      { dossierId: 'b' },
    ],
    [
      'what failed, where it was put first',
      [delivery('a', { state: 'retrying', priority: 1 }), delivery('b')],
      { dossierId: 'a' },
    ],
    ['not before its time', [delivery('a', { state: 'retrying', nextTryAt: inMs(5_000) })], { waitMs: 5_000 }],
    [
      'at once, where a clock put back would make it wait for days',
      [delivery('a', { state: 'retrying', nextTryAt: inMs(3 * DAY) })],
      { dossierId: 'a' },
    ],
    ['none', [], null],
  ])('is %s', (_name, open, expected) => {
    expect(pickNext(open, NOW)).toEqual(expected);
  });
});

describe('patience with one dossier', () => {
  test('ends after days and several tries, and never by a jump of the clock', () => {
    const first = afterPassingFailure({ deadline: null, attempts: 1 }, NOW);
    expect(first).toEqual({ deadline: inMs(3 * DAY), over: false });
    expect(afterPassingFailure({ deadline: first.deadline, attempts: 2 }, new Date(inMs(900 * DAY))).over).toBe(false);
    expect(afterPassingFailure({ deadline: first.deadline, attempts: 9 }, new Date(inMs(3 * DAY))).over).toBe(true);
    const ahead = afterPassingFailure({ deadline: inMs(900 * DAY), attempts: 9 }, NOW);
    expect(ahead).toEqual({ deadline: inMs(3 * DAY), over: false });
  });
});
