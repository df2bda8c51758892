import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { formatPercent, formatTime } from '../../i18n/format.ts';
import type { Text } from '../../i18n/use-text.ts';

export const DELIVERY_MARKS: Readonly<Record<DeliveryRow['state'], MarkState>> = {
  waiting: 'waiting',
  sending: 'working',
  retrying: 'doubtful',
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
    case 'delivered':
      return row.acceptedAt === null
        ? t('dossierState.delivered')
        : t('delivery.rowDelivered', { time: formatTime(row.acceptedAt) });
    case 'refused':
      return t('delivery.rowRefused');
  }
}

/** Parts of the bar: dossiers by state, in the order of the counts above it, as shares of 100. */
export function overviewShares(
  overview: DeliveryOverview,
): Readonly<Record<'delivered' | 'sending' | 'attention' | 'waiting', number>> {
  const total = overview.delivered + overview.sending + overview.waiting + overview.attention;
  const share = (count: number): number => (total === 0 ? 0 : (count / total) * 100);
  return {
    delivered: share(overview.delivered),
    sending: share(overview.sending),
    attention: share(overview.attention),
    waiting: share(overview.waiting),
  };
}
