import type { StationErrorCode } from '../../../../common/contract/errors.ts';

/** What a failed try means for the dossier and for the batch. */
export type FailureKind =
  /** Nothing can be sent until somebody acts: the batch stops with this one reason. */
  | 'stops-batch'
  /** The line or the portal: this dossier and the rest wait, and go on by themselves. */
  | 'passes'
  /** This dossier alone: it waits for a person, the others go on. */
  | 'refused';

const STOPS_BATCH: ReadonlySet<StationErrorCode> = new Set(['portal-refused-credentials', 'disk-full']);
const REFUSED: ReadonlySet<StationErrorCode> = new Set([
  'portal-refused-dossier',
  'portal-conflict',
  'page-file-missing',
  'procedure-not-found',
]);

/** Codes that neither stop the batch nor speak against the dossier are passing: waiting loses nothing. */
export function failureKind(code: StationErrorCode): FailureKind {
  if (STOPS_BATCH.has(code)) return 'stops-batch';
  return REFUSED.has(code) ? 'refused' : 'passes';
}

const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 15 * 60_000;

/**
 * Wait before the next try in milliseconds: doubles from 5 s to 15 min, spread over 50..100 % of it so that the counters
 * of a province don't all come back in the same second.
 *
 * @param attempts tries made so far, from 1
 * @param random number in 0..1
 */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.round(full * (0.5 + 0.5 * random));
}

const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** YYYY-MM-DD of an instant on Vietnam's clock (+07:00, no daylight saving). */
export function vietnamDay(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/**
 * The latest moment at or before now when the daily batch was due; a batch that was due while the station was off is
 * still due. Null when nothing is scheduled.
 *
 * @param sendAt HH:mm of Vietnam's clock
 */
export function lastDue(sendAt: string | null, now: Date): Date | null {
  if (sendAt === null) return null;
  const today = new Date(`${vietnamDay(now)}T${sendAt}:00+07:00`);
  return today.getTime() <= now.getTime() ? today : new Date(today.getTime() - DAY_MS);
}
