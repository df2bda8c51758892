import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CareState } from '../../../common/contract/care.ts';
import { client } from '../../connection/station-client.ts';
import { errorWords } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import type { MarkState } from '../../design/mark-state.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { formatBytes, formatNumber, formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { BackupForm } from './backup-form.tsx';
import styles from './care.module.css';
import { isOld, startFacts } from './care-words.ts';
import { CheckPart } from './check-part.tsx';
import { noteCare, useCare } from './use-care.ts';

/** How the data are kept safe; for the administrator. */
export function CareSection(): ReactNode {
  const { t } = useText();
  const care = useCare();
  if (care.data === undefined) {
    return care.isError ? (
      <ErrorNotice error={care.error} onRetry={() => void care.refetch()} />
    ) : (
      <Waiting>{t('app.loading')}</Waiting>
    );
  }
  const state = care.data;
  return (
    <div className={styles.parts}>
      <section className={styles.part} aria-label={t('care.backup')}>
        <h3>{t('care.backup')}</h3>
        <LastBackup state={state} />
        <BackupForm key={`${state.backup.folder} ${state.backup.at} ${state.backup.keep}`} backup={state.backup} />
        <p className={styles.hint}>{t('care.key')}</p>
      </section>
      <div className={styles.column}>
        <section className={styles.part} aria-label={t('care.check')}>
          <h3>{t('care.check')}</h3>
          <CheckPart state={state} />
        </section>
        <section className={styles.part} aria-label={t('care.start')}>
          <h3>{t('care.start')}</h3>
          <LastStart start={state.start} />
        </section>
      </div>
    </div>
  );
}

function LastBackup({ state }: { readonly state: CareState }): ReactNode {
  const { t, language } = useText();
  const { backup, running } = state;
  const now = new Date();
  const order = useOrder(() => client.care.backUpNow(), { onDone: noteCare });
  const { last, error, nextAt } = backup;
  const mark: MarkState =
    running?.kind === 'backup'
      ? 'working'
      : error !== null || last === null || isOld(last.at, now)
        ? 'doubtful'
        : 'sure';
  const title = (): string => {
    if (running?.kind === 'backup') return t('care.runningBackup', numbersOf(running));
    if (error !== null) return t('care.failed');
    if (last === null) return t('care.never');
    return t(isOld(last.at, now) ? 'care.old' : 'care.last', { when: formatWhen(last.at, now) });
  };
  return (
    <div className={styles.fact} data-testid="care-backup" data-state={mark}>
      <StateMark state={mark} size={20} />
      <div>
        <p className={styles.title}>{title()}</p>
        {error === null ? null : <p className={styles.hint}>{errorWords(error, language)}</p>}
        {last === null ? (
          <p className={styles.hint}>{t('care.neverHint')}</p>
        ) : (
          <p className={styles.hint}>
            {t('care.lastHint', {
              dossiers: formatNumber(last.dossiers, language),
              files: formatNumber(last.files, language),
              size: formatBytes(last.bytes, language),
            })}
            {nextAt === null ? null : ` · ${t('care.next', { when: formatWhen(nextAt, now) })}`}
          </p>
        )}
        {last !== null && last.missing > 0 ? (
          <p className={styles.hint}>{t('care.lastMissing', { files: formatNumber(last.missing, language) })}</p>
        ) : null}
      </div>
      <Button
        size="sm"
        variant="light"
        disabled={backup.folder === null || running !== null}
        loading={order.isPending}
        onClick={() => order.mutate(undefined)}
      >
        {t('care.backUpNow')}
      </Button>
    </div>
  );
}

function numbersOf({ done, total }: NonNullable<CareState['running']>): { done: number; total: number } {
  return { done, total };
}

function LastStart({ start }: { readonly start: CareState['start'] }): ReactNode {
  const { t } = useText();
  return (
    <div data-testid="care-start">
      <div className={styles.fact}>
        <StateMark state={start.clean ? 'sure' : 'doubtful'} size={20} />
        <p className={styles.title}>
          {t(start.clean ? 'care.startClean' : 'care.startUnclean')} · {formatWhen(start.at, new Date())}
        </p>
      </div>
      <ul className={styles.facts}>
        {startFacts(start, t).map(({ mark, words }) => (
          <li key={words}>
            <StateMark state={mark} size={15} />
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
