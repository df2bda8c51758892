import type { StationErrorCode } from '../../../../common/contract/errors.ts';
import { localDay } from '../clock.ts';

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
  'request-invalid',
]);

/** Codes that neither stop the batch nor speak against the dossier are passing: waiting loses nothing. */
export function failureKind(code: StationErrorCode): FailureKind {
  if (STOPS_BATCH.has(code)) return 'stops-batch';
  return REFUSED.has(code) ? 'refused' : 'passes';
}

const DAY_MS = 24 * 3_600_000;

/**
 * The latest moment at or before now when the daily batch was due; a batch that was due while the station was off is
 * still due. Null when nothing is scheduled.
 *
 * @param sendAt HH:mm of Vietnam's clock
 */
export function lastDue(sendAt: string | null, now: Date): Date | null {
  if (sendAt === null) return null;
  const today = new Date(`${localDay(now)}T${sendAt}:00+07:00`);
  return today.getTime() <= now.getTime() ? today : new Date(today.getTime() - DAY_MS);
}
