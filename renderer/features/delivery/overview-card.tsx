import type { ReactNode } from 'react';
import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
import { formatBytes, formatNumber } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { overviewShares } from './delivery-words.ts';
import styles from './overview-card.module.css';

const PARTS = ['delivered', 'sending', 'waiting', 'held', 'attention'] as const;
/** Along the bar; what waits is what is left of it. */
const BAR = ['delivered', 'sending', 'attention'] as const;

interface OverviewCardProps {
  readonly overview: DeliveryOverview;
  readonly rows: readonly DeliveryRow[];
}

/** The batch in four numbers and one bar. */
export function OverviewCard({ overview, rows }: OverviewCardProps): ReactNode {
  const { t, language } = useText();
  const shares = overviewShares(overview, rows);
  const all = overview.delivered > 0 && overview.sending + overview.waiting + overview.attention === 0;
  return (
    <section className={styles.card} aria-label={t('delivery.progressLabel')}>
      <div className={styles.top}>
        <dl className={styles.counts}>
          {PARTS.filter((part) => part !== 'held' || overview.held > 0).map((part) => (
            <div
              key={part}
              data-part={part}
              data-none={overview[part] === 0 || undefined}
              data-testid={`count-${part}`}
            >
              <dd>{formatNumber(overview[part], language)}</dd>
              <dt>{t(`delivery.${part}`)}</dt>
            </div>
          ))}
        </dl>
        <div className={styles.bytes}>
          <strong>{all ? t('delivery.doneAll') : null}</strong>
          <span>
            {t('delivery.bytes', {
              sent: formatBytes(overview.bytesSent, language),
              total: formatBytes(overview.bytes, language),
            })}
          </span>
        </div>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('delivery.progressLabel')}
        aria-valuenow={Math.round(shares.delivered)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        {BAR.map((part) => (
          <span key={part} data-part={part} style={{ width: `${shares[part]}%` }} />
        ))}
      </div>
    </section>
  );
}
