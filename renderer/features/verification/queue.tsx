import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { DossierSummary } from '../../../common/contract/views.ts';
import { GroupTitle, Panel } from '../../design/panel.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './queue.module.css';

interface QueueProps {
  readonly dossiers: readonly DossierSummary[];
  readonly currentId: string | undefined;
}

/** Dossiers that wait, oldest first, each with how many fields want eyes. Arrows walk, Enter opens. */
export function Queue({ dossiers, currentId }: QueueProps): ReactNode {
  const { t } = useText();
  const list = useRef<HTMLUListElement>(null);
  const some = dossiers.length > 0;
  useEffect(() => {
    // Whoever arrives with the keyboard can press Enter at once.
    if (currentId === undefined && some) {
      const first = list.current?.querySelector<HTMLElement>('a:not([data-mine])') ?? list.current?.querySelector('a');
      first?.focus();
    }
  }, [currentId, some]);
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    const entries = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    event.preventDefault();
    event.stopPropagation();
    entries[Math.min(entries.length - 1, Math.max(0, at + step))]?.focus();
  };
  return (
    <Panel side="left" label={t('verify.queue', { count: dossiers.length })}>
      <GroupTitle>{t('verify.queue', { count: dossiers.length })}</GroupTitle>
      <ul className={styles.list} ref={list} onKeyDown={onKey}>
        {dossiers.map((dossier) => (
          <li key={dossier.id}>
            <Entry dossier={dossier} current={dossier.id === currentId} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Entry({ dossier, current }: { readonly dossier: DossierSummary; readonly current: boolean }): ReactNode {
  const { t, either } = useText();
  const procedure = either(dossier.procedureName, dossier.procedureNameEn);
  return (
    <Link
      to="/verification/$dossierId"
      params={{ dossierId: dossier.id }}
      className={styles.entry}
      data-testid={`queue-${dossier.code}`}
      data-mine={dossier.mine || undefined}
      data-current={current || undefined}
      aria-current={current || undefined}
    >
      <span className={styles.words}>
        <strong>{dossier.citizenName ?? dossier.code}</strong>
        <span>
          {procedure} · {formatWhen(dossier.createdAt, new Date())}
        </span>
        {dossier.mine ? (
          <span className={styles.mine}>
            <IconLock size={13} aria-hidden="true" /> {t('verify.mine')}
          </span>
        ) : null}
      </span>
      <span
        className={styles.count}
        data-none={dossier.doubtfulFields === 0 || undefined}
        title={t('verify.doubtful', { count: dossier.doubtfulFields })}
      >
        <span aria-hidden="true">{dossier.doubtfulFields === 0 ? '✓' : dossier.doubtfulFields}</span>
        <span className="visually-hidden">{t('verify.doubtful', { count: dossier.doubtfulFields })}</span>
      </span>
    </Link>
  );
}
