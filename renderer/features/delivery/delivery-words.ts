import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
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
