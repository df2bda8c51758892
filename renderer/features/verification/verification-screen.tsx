import { IconChecklist, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DossierSummary } from '../../../common/contract/views.ts';
import type { Command } from '../../commands/command.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { station } from '../../connection/station-client.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Screen } from '../../design/screen.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useText } from '../../i18n/use-text.ts';
import { OpenDossier } from './open-dossier.tsx';
import { Queue } from './queue.tsx';
import styles from './verification-screen.module.css';

/** The supervisor's desk: the queue, and one dossier of it, field by field. */
export function VerificationScreen(): ReactNode {
  const { t } = useText();
  const navigate = useNavigate();
  const { dossierId } = useParams({ strict: false });
  const queue = useQuery(station.verification.queue.queryOptions());
  const list = queue.data ?? [];
  const open = (id: string): void => void navigate({ to: '/verification/$dossierId', params: { dossierId: id } });
  const first = list.find((dossier) => !dossier.mine);

  if (queue.data === undefined) {
    return (
      <Screen title={t('verify.title')} subtitle={t('verify.queueSubtitle')}>
        {queue.isError ? (
          <ErrorNotice error={queue.error} onRetry={() => void queue.refetch()} fill />
        ) : (
          <Waiting>{t('app.loading')}</Waiting>
        )}
      </Screen>
    );
  }
  const aside = <Queue dossiers={list} currentId={dossierId} />;
  if (dossierId !== undefined) {
    return (
      <OpenDossier
        key={dossierId}
        dossierId={dossierId}
        queue={aside}
        onNext={() => {
          const next = list.find((dossier) => !dossier.mine && dossier.id !== dossierId);
          if (next === undefined) void navigate({ to: '/verification' });
          else open(next.id);
        }}
        onStep={(by) => {
          const at = list.findIndex((dossier) => dossier.id === dossierId);
          const next = list[at + by];
          if (next !== undefined) open(next.id);
        }}
      />
    );
  }
  return <QueueStart list={list} first={first} aside={aside} onOpen={open} />;
}

interface QueueStartProps {
  readonly list: readonly DossierSummary[];
  readonly first: DossierSummary | undefined;
  readonly aside: ReactNode;
  readonly onOpen: (id: string) => void;
}

/** Before a dossier is open: how many wait, and that Enter opens the first. */
function QueueStart({ list, first, aside, onOpen }: QueueStartProps): ReactNode {
  const { t } = useText();
  const openFirst: Command = {
    id: 'verify.open-first',
    label: t('verify.openFirst'),
    keys: ['Enter'],
    when: () => first !== undefined,
    run: () => (first === undefined ? undefined : onOpen(first.id)),
  };
  useCommands([openFirst]);
  const others = list.filter((dossier) => !dossier.mine).length;
  return (
    <Screen
      title={t('verify.title')}
      subtitle={t('verify.queueSubtitle')}
      footEnd={first === undefined ? null : <CommandButton command={openFirst} variant="filled" size="md" />}
    >
      <div className={styles.start}>
        {aside}
        {list.length === 0 ? (
          <EmptyState icon={<IconChecklist size={28} />} title={t('verify.queueEmpty')}>
            {t('verify.queueEmptyHint')}
          </EmptyState>
        ) : first === undefined ? (
          <EmptyState icon={<IconLock size={28} />} title={t('verify.queueOnlyMine')}>
            {t('verify.mineHint')}
          </EmptyState>
        ) : (
          <EmptyState icon={<IconChecklist size={28} />} title={t('verify.queueStart', { count: others })}>
            {t('verify.queueStartHint')}
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}
