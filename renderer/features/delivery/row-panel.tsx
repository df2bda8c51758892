import type { ReactNode } from 'react';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import type { Command } from '../../commands/command.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { errorWords } from '../../connection/station-errors.ts';
import { BesideHead } from '../../design/beside.tsx';
import { Notice } from '../../design/notice.tsx';
import { GroupTitle } from '../../design/panel.tsx';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { ReasonDialog } from '../intake/reason-dialog.tsx';
import { DELIVERY_MARKS, detailWords, rowWords } from './delivery-words.ts';
import { PrintedReceipt } from './printed-receipt.tsx';
import { ReceiptView } from './receipt-view.tsx';
import styles from './row-panel.module.css';
import { useRowCommands } from './use-row-commands.ts';

/** The chosen dossier: its receipt, or why there is none yet and what to do. */
export function RowPanel({ row }: { readonly row: DeliveryRow }): ReactNode {
  const text = useText();
  const { t, either } = text;
  const commands = useRowCommands(row);
  useCommands(commands.all);
  const { asking } = commands;
  return (
    <>
      <BesideHead
        state={DELIVERY_MARKS[row.state]}
        title={row.citizenName ?? either(row.procedureName, row.procedureNameEn)}
      >
        {row.code} · {rowWords(row, text)}
      </BesideHead>
      {row.state === 'delivered' ? (
        <>
          <div className={styles.acts}>
            <CommandButton command={commands.print} size="compact-md" testId="print-receipt" />
          </div>
          <ReceiptView dossierId={row.dossierId} />
          <PrintedReceipt row={row} />
        </>
      ) : null}
      {row.state === 'waiting' && row.error === null ? (
        <p className={styles.hint}>{t(row.first ? 'delivery.firstHint' : 'delivery.waitingHint')}</p>
      ) : null}
      {row.state === 'sending' ? <p className={styles.hint}>{t('delivery.sendingHint')}</p> : null}
      {row.state === 'held' ? <Held row={row} /> : null}
      {row.state !== 'delivered' && row.error !== null ? <Failure row={row} /> : null}
      <Acts
        row={row}
        commands={[
          commands.release,
          commands.reopen,
          commands.retry,
          commands.hold,
          commands.putFirst,
          commands.handOver,
          commands.replace,
        ]}
      />
      {asking === null ? null : (
        <ReasonDialog
          title={t(`delivery.${asking}Title`)}
          hint={t(`delivery.${asking}Hint`)}
          submit={t(`delivery.${asking}`)}
          danger={asking === 'replace'}
          busy={commands.busy}
          onSubmit={commands.answer}
          onClose={commands.close}
        />
      )}
    </>
  );
}

/** Nothing goes on by itself there. */
const WANTS_A_PERSON: ReadonlySet<DeliveryRow['state']> = new Set(['refused', 'held']);

/** Every way on from where the dossier stands; the first is the likeliest. */
function Acts({ row, commands }: { readonly row: DeliveryRow; readonly commands: readonly Command[] }): ReactNode {
  const { t } = useText();
  const possible = commands.filter((command) => command.when());
  if (possible.length === 0 || row.state === 'delivered') return null;
  return (
    <section aria-label={t('delivery.acts')}>
      <GroupTitle>{t('delivery.acts')}</GroupTitle>
      <div className={styles.acts}>
        {possible.map((command, index) => (
          <CommandButton
            key={command.id}
            command={command}
            size="compact-md"
            {...(index === 0 && WANTS_A_PERSON.has(row.state) ? { variant: 'filled' } : {})}
            testId={command.id.replace('delivery.', '')}
          />
        ))}
      </div>
    </section>
  );
}

function Held({ row }: { readonly row: DeliveryRow }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles.held} data-testid="held">
      <Notice tone="plain" title={t(row.handedOver === null ? 'delivery.heldHint' : 'delivery.handedOverHint')}>
        {row.handedOver === null ? null : (
          <p className={styles.detail}>
            {t('delivery.noteForIt', { time: formatTime(row.handedOver.at), note: row.handedOver.note })}
          </p>
        )}
        {row.heldReason === null ? null : (
          <p className={styles.detail}>{t('delivery.heldReason', { reason: row.heldReason })}</p>
        )}
      </Notice>
    </div>
  );
}

function Failure({ row }: { readonly row: DeliveryRow }): ReactNode {
  const text = useText();
  const { t, language } = text;
  if (row.error === null) return null;
  const refused = row.state === 'refused';
  const detail = detailWords(row.error, text);
  return (
    <section aria-label={t('delivery.whatHappened')}>
      <GroupTitle>{t('delivery.whatHappened')}</GroupTitle>
      <div className={styles.failure}>
        <Notice
          tone={refused ? 'wrong' : 'doubt'}
          title={errorWords(row.error, language)}
          testId="delivery-error"
          state={row.error.code}
        >
          {detail === null ? null : <p className={styles.detail}>{detail}</p>}
          {row.attempts > 0 ? <p className={styles.detail}>{t('delivery.attempts', { count: row.attempts })}</p> : null}
        </Notice>
      </div>
    </section>
  );
}
