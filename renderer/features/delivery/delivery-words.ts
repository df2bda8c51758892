import type { StationErrorData } from '../../../common/contract/base.ts';
import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
import { STATION_ERROR_CODES, STATION_ERRORS } from '../../../common/contract/errors.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { formatPercent, formatTime } from '../../i18n/format.ts';
import type { Text } from '../../i18n/use-text.ts';

export const DELIVERY_MARKS: Readonly<Record<DeliveryRow['state'], MarkState>> = {
  waiting: 'waiting',
  sending: 'working',
  retrying: 'doubtful',
  held: 'waiting',
  delivered: 'sure',
  refused: 'wrong',
};

/** How one dossier's delivery stands, in a few words. */
export function rowWords(row: DeliveryRow, { t, language }: Text): string {
  switch (row.state) {
    case 'waiting':
      return t('delivery.rowWaiting');
    case 'sending':
      return t('delivery.rowSending', { percent: formatPercent(row.bytesSent, row.bytes, language) });
    case 'retrying':
      return row.nextTryAt === null
        ? t('delivery.rowRetryingSoon')
        : t('delivery.rowRetrying', { time: formatTime(row.nextTryAt) });
    case 'held':
      return row.handedOver === null ? t('delivery.rowHeld') : t('delivery.rowHandedOver');
    case 'delivered':
      return row.acceptedAt === null
        ? t('dossierState.delivered')
        : t('delivery.rowDelivered', { time: formatTime(row.acceptedAt) });
    case 'refused':
      return t('delivery.rowRefused');
  }
}

/** Instant → HH:mm:ss of this machine's clock: what comes within seconds. */
export function clockWords(instant: string): string {
  return `${formatTime(instant)}:${String(new Date(instant).getSeconds()).padStart(2, '0')}`;
}

/** Errors whose detail was written for people: the portal's words, the paper's name. */
const TOLD: ReadonlySet<StationErrorData['code']> = new Set([
  'portal-refused-dossier',
  'portal-conflict',
  'portal-file-too-large',
  'portal-schema-refused',
  'page-file-missing',
  'page-file-altered',
  'file-no-permission',
]);

/** What else is known of a failure, in words a person can use; null when there is nothing. */
export function detailWords(error: StationErrorData, { t, language }: Text): string | null {
  if (error.detail === undefined) return null;
  if (TOLD.has(error.code)) return t('app.details', { detail: error.detail });
  const last = STATION_ERROR_CODES.find((code) => code === error.detail);
  return error.code === 'delivery-deadline' && last !== undefined
    ? t('delivery.lastError', { words: STATION_ERRORS[last][language] })
    : null;
}

/**
 * Parts of the bar as shares of 100, by number of dossiers; of those being sent only as much as has gone out, so that
 * the bar is full only once everything has its receipt.
 */
export function overviewShares(
  overview: DeliveryOverview,
  rows: readonly DeliveryRow[],
): Readonly<Record<'delivered' | 'sending' | 'attention', number>> {
  const total = overview.delivered + overview.sending + overview.waiting + overview.attention;
  const share = (count: number): number => (total === 0 ? 0 : (count / total) * 100);
  const sending = rows.filter((row) => row.state === 'sending');
  const bytes = sending.reduce((sum, row) => sum + row.bytes, 0);
  const gone = bytes === 0 ? 0 : sending.reduce((sum, row) => sum + Math.min(row.bytesSent, row.bytes), 0) / bytes;
  return {
    delivered: share(overview.delivered),
    sending: share(overview.sending) * gone,
    attention: share(overview.attention),
  };
}
