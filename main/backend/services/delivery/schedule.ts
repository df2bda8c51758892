import { lastDue } from './delivery-policy.ts';

/** What decides whether a batch begins by itself. */
export interface ScheduleView {
  /** HH:mm of Vietnam's clock; null = not at an hour. */
  readonly sendAt: string | null;
  /** Minutes without a person's action; null = not when idle. */
  readonly idleMinutes: number | null;
  /** Up to when hours that were due have been served, ISO; null before the first look. */
  readonly servedUntil: string | null;
  readonly now: Date;
  /** Milliseconds since a person last did something here, by a clock that nobody sets. */
  readonly idleMs: number;
  /** Dossiers that wait. */
  readonly waiting: number;
  /** The last batch was stopped by something that only a person can mend. */
  readonly stopped: boolean;
}

export interface ScheduleStep {
  readonly start: boolean;
  /** The mark to keep; equal to the old one when nothing changed. */
  readonly servedUntil: string | null;
}

/** The mark may lie so far ahead of the clock: clocks are set by minutes all the time, and nothing is due twice then. */
const SMALL_STEP_MS = 3_600_000;

/**
 * Whether a batch begins now. An hour is served once, also when nothing waited or the station was off, whatever steps
 * the clock makes: a mark far in the future was set by a wrong clock and is brought back to now.
 */
export function scheduleStep(view: ScheduleView): ScheduleStep {
  const { now, waiting } = view;
  const mark = view.servedUntil === null ? null : Date.parse(view.servedUntil);
  const wrong = mark !== null && (Number.isNaN(mark) || mark > now.getTime() + SMALL_STEP_MS);
  const servedUntil = wrong ? now.toISOString() : view.servedUntil;
  const due = lastDue(view.sendAt, now);
  if (due !== null && !wrong && (mark === null || due.getTime() > mark)) {
    return { start: waiting > 0, servedUntil: now.toISOString() };
  }
  const idle = view.idleMinutes !== null && view.idleMs >= view.idleMinutes * 60_000;
  return { start: idle && waiting > 0 && !view.stopped, servedUntil };
}
