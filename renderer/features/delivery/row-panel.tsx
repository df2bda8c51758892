import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import { client } from '../../connection/station-client.ts';
import { errorWords } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { Notice } from '../../design/notice.tsx';
import { GroupTitle } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ReasonDialog } from '../intake/reason-dialog.tsx';
import { refreshLists } from '../intake/use-dossier-orders.ts';
import { DELIVERY_MARKS, rowWords } from './delivery-words.ts';
import { ReceiptView } from './receipt-view.tsx';
import styles from './row-panel.module.css';

/** The chosen dossier: its receipt, or why there is none yet and what to do. */
export function RowPanel({ row }: { readonly row: DeliveryRow }): ReactNode {
  const text = useText();
  const { t, either } = text;
  return (
    <>
      <div className={styles.head}>
        <StateMark state={DELIVERY_MARKS[row.state]} size={22} />
        <div>
          <strong>{row.citizenName ?? either(row.procedureName, row.procedureNameEn)}</strong>
          <span>
            {row.code} · {rowWords(row, text)}
          </span>
        </div>
      </div>
      {row.state === 'delivered' ? <ReceiptView dossierId={row.dossierId} /> : null}
      {row.state === 'waiting' && row.error === null ? (
        <p className={styles.hint}>{t('delivery.waitingHint')}</p>
      ) : null}
      {row.state === 'sending' ? <p className={styles.hint}>{t('delivery.sendingHint')}</p> : null}
      {row.state !== 'delivered' && row.error !== null ? <Failure row={row} /> : null}
    </>
  );
}

function Failure({ row }: { readonly row: DeliveryRow }): ReactNode {
  const { t, language } = useText();
  const [reopening, setReopening] = useState(false);
  const retry = useOrder(() => client.delivery.retry({ dossierId: row.dossierId }), {
    onDone: () => {
      refreshLists();
      sayDone(t('delivery.retried', { code: row.code }));
    },
  });
  const reopen = useOrder((reason: string) => client.delivery.reopen({ dossierId: row.dossierId, reason }), {
    onDone: () => {
      refreshLists();
      sayDone(t('delivery.reopened', { code: row.code }));
      setReopening(false);
    },
  });
  if (row.error === null) return null;
  const refused = row.state === 'refused';
  return (
    <section aria-label={t('delivery.whatHappened')}>
      <GroupTitle>{t('delivery.whatHappened')}</GroupTitle>
      <div className={styles.failure}>
        <Notice
          tone={refused ? 'wrong' : 'doubt'}
          title={errorWords(row.error, language)}
          testId="delivery-error"
          state={row.error.code}
          actions={
            <>
              {refused ? (
                <Button size="compact-md" variant="filled" onClick={() => setReopening(true)}>
                  {t('delivery.reopen')}
                </Button>
              ) : null}
              <Button
                size="compact-md"
                loading={retry.isPending}
                onClick={() => retry.mutate(undefined)}
                data-testid="retry"
              >
                {t('delivery.retry')}
              </Button>
            </>
          }
        >
          {row.error.detail === undefined || !refused ? null : (
            <p className={styles.detail}>{t('app.details', { detail: row.error.detail })}</p>
          )}
          {row.attempts > 0 ? <p className={styles.detail}>{t('delivery.attempts', { count: row.attempts })}</p> : null}
        </Notice>
      </div>
      {reopening ? (
        <ReasonDialog
          title={t('delivery.reopenTitle')}
          hint={t('delivery.reopenHint')}
          submit={t('delivery.reopen')}
          busy={reopen.isPending}
          onSubmit={(reason) => reopen.mutate(reason)}
          onClose={() => setReopening(false)}
        />
      ) : null}
    </section>
  );
}
