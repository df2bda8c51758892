import type { DeliveryOverview } from '../../../../common/contract/delivery.ts';
import type { StationErrorCode } from '../../../../common/contract/errors.ts';
import type { OpenDelivery } from '../../../../storage/deliveries/reader.ts';
import { localDay } from '../clock.ts';

/** What a failed try means for the dossier and for the batch. */
export type FailureKind =
  /** Nothing can be sent until somebody acts: the batch stops with this one reason. */
  | 'stops-batch'
  /** The line or the portal: this dossier and the rest wait, and go on by themselves. */
  | 'passes'
  /** This dossier alone: it waits for a person, the others go on. */
  | 'refused';

const STOPS_BATCH: ReadonlySet<StationErrorCode> = new Set([
  'portal-refused-credentials',
  'portal-certificate',
  'portal-schema-refused',
  'disk-full',
]);
const REFUSED: ReadonlySet<StationErrorCode> = new Set([
  'portal-refused-dossier',
  'portal-conflict',
  'portal-file-too-large',
  'page-file-missing',
  'page-file-altered',
  'file-no-permission',
  'procedure-not-found',
  'request-invalid',
  'delivery-deadline',
  'wrong-state',
  'dossier-not-found',
]);
/** Nobody else would fare better: the batch waits as a whole. */
const HOLDS_BATCH: ReadonlySet<StationErrorCode> = new Set([
  'portal-unreachable',
  'portal-interrupted',
  'portal-not-genuine',
  'portal-error',
]);
/** Says nothing of the dossier: once the line is back it is tried at once. */
const OF_THE_LINE: ReadonlySet<StationErrorCode> = new Set([
  'portal-unreachable',
  'portal-interrupted',
  'portal-not-genuine',
]);

/** Codes that neither stop the batch nor speak against the dossier are passing: waiting loses nothing. */
export function failureKind(code: StationErrorCode): FailureKind {
  if (STOPS_BATCH.has(code)) return 'stops-batch';
  return REFUSED.has(code) ? 'refused' : 'passes';
}

/** Whether all that waits has to wait with the dossier that met this failure. */
export function holdsBatch(code: StationErrorCode): boolean {
  return HOLDS_BATCH.has(code);
}

/** Whether a failure came of the line alone and counts neither against the dossier nor towards its deadline. */
export function isOfTheLine(code: StationErrorCode): boolean {
  return OF_THE_LINE.has(code);
}

/** What a failure tells of the portal; null when it tells nothing. */
export function portalStateOf(code: StationErrorCode): Exclude<DeliveryOverview['portal'], 'unknown'> | null {
  switch (code) {
    case 'portal-unreachable':
    case 'portal-interrupted':
      return 'unreachable';
    case 'portal-not-genuine':
      return 'not-genuine';
    case 'portal-error':
      return 'failing';
    case 'portal-refused-credentials':
      return 'refused';
    case 'portal-certificate':
      return 'certificate';
    case 'portal-schema-refused':
      return 'outdated';
    default:
      return null;
  }
}

/** No wait between two tries is longer; one that seems so was set by a clock that has since been put back. */
export const LONGEST_WAIT_MS = 3_600_000;

/**
 * The delivery to try next, or how long there is none: what a person asked for first, then what was never tried, then
 * what failed, the one due first. Within each the order of the queue is kept.
 *
 * @param open in the order of the queue
 * @returns null when there is nothing at all
 */
export function pickNext(
  open: readonly OpenDelivery[],
  now: Date,
): { readonly dossierId: string } | { readonly waitMs: number } | null {
  const fresh = open.filter((delivery) => delivery.state === 'waiting');
  const asked = fresh.filter((delivery) => delivery.askedAt !== null);
  const [first] = asked.length > 0 ? asked : fresh;
  const retrying = open
    .filter((delivery) => delivery.state === 'retrying')
    .map((delivery) => ({ delivery, waitMs: waitOf(delivery, now) }))
    .toSorted((left, right) => left.waitMs - right.waitMs);
  const [retry] = retrying;
  if (first !== undefined && asked.length === 0) {
    const ahead = retrying.find(({ delivery, waitMs }) => waitMs <= 0 && delivery.priority > first.priority);
    if (ahead !== undefined) return { dossierId: ahead.delivery.dossierId };
  }
  if (first !== undefined) return { dossierId: first.dossierId };
  if (retry === undefined) return null;
  return retry.waitMs <= 0 ? { dossierId: retry.delivery.dossierId } : { waitMs: retry.waitMs };
}

/** Milliseconds; 0 or less = due. */
function waitOf({ nextTryAt }: OpenDelivery, now: Date): number {
  if (nextTryAt === null) return 0;
  const wait = Date.parse(nextTryAt) - now.getTime();
  return wait > LONGEST_WAIT_MS || Number.isNaN(wait) ? 0 : wait;
}

const DAY_MS = 24 * 3_600_000;
/** So long passing failures of one dossier, with the portal in reach, are left to pass. */
const PATIENCE_MS = 3 * DAY_MS;
/** And never before so many tries: a clock that jumped is no patience. */
const PATIENCE_TRIES = 6;

/**
 * What one more passing failure of a dossier means: a deadline to keep, and whether it is over and a person is asked.
 *
 * @param attempts tries made so far, this one included
 */
export function afterPassingFailure(
  { deadline, attempts }: { readonly deadline: string | null; readonly attempts: number },
  now: Date,
): { readonly deadline: string; readonly over: boolean } {
  const latest = now.getTime() + PATIENCE_MS;
  const known = deadline === null ? Number.NaN : Date.parse(deadline);
  // One set by a clock that ran ahead must not give years.
  if (Number.isNaN(known) || known > latest) return { deadline: new Date(latest).toISOString(), over: false };
  return { deadline: new Date(known).toISOString(), over: now.getTime() >= known && attempts >= PATIENCE_TRIES };
}

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
