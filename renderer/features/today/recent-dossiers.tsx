import { Button, Table } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DossierSummary } from '../../../common/contract/views.ts';
import type { DossierState } from '../../../common/domain/dossier.ts';
import { desksOf } from '../../app/desks.ts';
import { useSession } from '../../app/session.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import type { MarkState } from '../../design/mark-state.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './recent-dossiers.module.css';

const MARKS: Readonly<Record<DossierState, MarkState>> = {
  capturing: 'waiting',
  verifying: 'waiting',
  returned: 'doubtful',
  verified: 'waiting',
  queued: 'waiting',
  delivering: 'working',
  delivered: 'sure',
  purged: 'sure',
  withdrawn: 'excused',
};

/** The last dossiers that something happened to, each leading to the desk where it is. */
export function RecentDossiers({ dossiers }: { readonly dossiers: readonly DossierSummary[] }): ReactNode {
  const { t, either } = useText();
  const now = new Date();
  const navigate = useNavigate();
  const { person } = useSession();
  return (
    <section className={styles.card} aria-label={t('today.recent')}>
      <h2 className={styles.title}>{t('today.recent')}</h2>
      {dossiers.length === 0 ? (
        <EmptyState
          icon={<IconFolderPlus size={28} />}
          title={t('today.empty')}
          action={
            person.role === 'clerk' ? (
              <Button variant="light" onClick={() => void navigate({ to: '/intake' })}>
                {t('today.open')}
              </Button>
            ) : undefined
          }
        >
          {t('today.emptyHint')}
        </EmptyState>
      ) : (
        <Table highlightOnHover verticalSpacing={9} horizontalSpacing={10}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('today.state')}</Table.Th>
              <Table.Th>{t('today.code')}</Table.Th>
              <Table.Th>{t('today.citizen')}</Table.Th>
              <Table.Th>{t('today.procedure')}</Table.Th>
              <Table.Th>{t('today.clerk')}</Table.Th>
              <Table.Th className={styles.end ?? ''}>{t('today.at')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dossiers.map((dossier) => (
              <Table.Tr key={dossier.id}>
                <Table.Td>
                  <span className={styles.state}>
                    <StateMark state={MARKS[dossier.state]} /> {t(`dossierState.${dossier.state}`)}
                  </span>
                </Table.Td>
                <Table.Td>
                  <DeskLink dossier={dossier} />
                </Table.Td>
                <Table.Td>{dossier.citizenName ?? <span className={styles.muted}>{t('today.unnamed')}</span>}</Table.Td>
                <Table.Td>{either(dossier.procedureName, dossier.procedureNameEn)}</Table.Td>
                <Table.Td className={styles.muted ?? ''}>{dossier.capturedBy.displayName}</Table.Td>
                <Table.Td className={styles.end ?? ''}>{formatWhen(dossier.updatedAt, now)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

/** The code, leading to the desk where the dossier is, for those who may sit there. */
function DeskLink({ dossier }: { readonly dossier: DossierSummary }): ReactNode {
  const { person } = useSession();
  const desk = DESK_OF[dossier.state];
  if (!desksOf(person.role).includes(desk)) return <span className={styles.code}>{dossier.code}</span>;
  if (desk === 'delivery') {
    return (
      <Link to="/delivery" search={{ dossier: dossier.id }} className={styles.link}>
        {dossier.code}
      </Link>
    );
  }
  return (
    <Link to={`/${desk}/$dossierId`} params={{ dossierId: dossier.id }} className={styles.link}>
      {dossier.code}
    </Link>
  );
}

const DESK_OF: Readonly<Record<DossierState, 'intake' | 'verification' | 'delivery'>> = {
  capturing: 'intake',
  returned: 'intake',
  withdrawn: 'intake',
  verifying: 'verification',
  verified: 'delivery',
  queued: 'delivery',
  delivering: 'delivery',
  delivered: 'delivery',
  purged: 'delivery',
};
