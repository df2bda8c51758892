import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { station } from '../../connection/station-client.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Screen } from '../../design/screen.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useText } from '../../i18n/use-text.ts';
import { VerificationDesk } from './verification-desk.tsx';
import styles from './verification-screen.module.css';

export interface OpenDossierProps {
  readonly dossierId: string;
  readonly queue: ReactNode;
  /** Goes on to the next dossier that may be verified, or back to the empty queue. */
  readonly onNext: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

/** The chosen dossier of the queue; one's own, or one that has moved on, is shown as such. */
export function OpenDossier({ dossierId, queue, onNext, onStep }: OpenDossierProps): ReactNode {
  const { t } = useText();
  const dossier = useQuery(station.verification.get.queryOptions({ input: { dossierId } }));
  const data = dossier.data;
  if (data !== undefined && !data.mine && data.state === 'verifying') {
    return <VerificationDesk dossier={data} queue={queue} onNext={onNext} onStep={onStep} />;
  }
  return (
    <Screen title={t('verify.title')} subtitle={data?.code ?? t('verify.queueSubtitle')}>
      <div className={styles.start}>
        {queue}
        {data !== undefined ? (
          <EmptyState
            icon={<IconLock size={28} />}
            title={data.mine ? t('verify.mineHint') : t('intake.lookOnly', { state: t(`dossierState.${data.state}`) })}
          />
        ) : dossier.isError ? (
          <ErrorNotice error={dossier.error} onRetry={() => void dossier.refetch()} fill />
        ) : (
          <Waiting>{t('app.loading')}</Waiting>
        )}
      </div>
    </Screen>
  );
}
