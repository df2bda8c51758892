import { IconFolderOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DossierSummary } from '../../../common/contract/views.ts';
import { station } from '../../connection/station-client.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import type { MarkState } from '../../design/mark-state.ts';
import { GroupTitle, Panel } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { type Text, useText } from '../../i18n/use-text.ts';
import styles from './dossier-list.module.css';

/** Dossiers in capture or returned, those to correct first. */
export function DossierList(): ReactNode {
  const { t } = useText();
  const list = useQuery(station.intake.list.queryOptions());
  const dossiers = [...(list.data ?? [])].sort(
    (a, b) => Number(b.state === 'returned') - Number(a.state === 'returned'),
  );
  return (
    <Panel side="left" label={t('intake.inWork')}>
      <GroupTitle>
        {t('intake.inWork')}
        {dossiers.length > 0 ? ` · ${dossiers.length}` : ''}
      </GroupTitle>
      {list.isError && list.data === undefined ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Waiting>{t('app.loading')}</Waiting>
      ) : dossiers.length === 0 ? (
        <div className={styles.empty}>
          <EmptyState icon={<IconFolderOpen size={26} />} title={t('intake.listEmpty')}>
            {t('intake.listEmptyHint')}
          </EmptyState>
        </div>
      ) : (
        <ul className={styles.list}>
          {dossiers.map((dossier) => (
            <li key={dossier.id}>
              <Entry dossier={dossier} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Entry({ dossier }: { readonly dossier: DossierSummary }): ReactNode {
  const text = useText();
  const { t, either } = text;
  return (
    <Link
      to="/intake/$dossierId"
      params={{ dossierId: dossier.id }}
      className={styles.entry}
      data-testid={`dossier-${dossier.code}`}
      data-state={dossier.state}
    >
      <StateMark state={markOf(dossier)} />
      <span className={styles.words}>
        <strong>{dossier.citizenName ?? either(dossier.procedureName, dossier.procedureNameEn)}</strong>
        <span>
          {dossier.citizenName === null ? dossier.code : either(dossier.procedureName, dossier.procedureNameEn)}
        </span>
        <span className={styles.state} data-returned={dossier.state === 'returned' || undefined}>
          {stateWords(dossier, text)}
        </span>
      </span>
      <time className={styles.time} dateTime={dossier.updatedAt} title={t('today.at')}>
        {formatWhen(dossier.updatedAt, new Date())}
      </time>
    </Link>
  );
}

function markOf(dossier: DossierSummary): MarkState {
  if (dossier.pagesReading > 0) return 'working';
  if (dossier.state === 'returned' || dossier.openFindings > 0) return 'doubtful';
  return dossier.papers > 0 ? 'sure' : 'waiting';
}

function stateWords(dossier: DossierSummary, { t }: Text): string {
  if (dossier.state === 'returned') return t('dossierState.returned');
  if (dossier.pagesReading > 0) return t('intake.reading', { count: dossier.pagesReading });
  const papers = t('intake.papers', { count: dossier.papers });
  return dossier.openFindings > 0 ? `${papers} · ${t('intake.toCheck', { count: dossier.openFindings })}` : papers;
}
