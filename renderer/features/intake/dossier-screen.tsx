import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { station } from '../../connection/station-client.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Screen } from '../../design/screen.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useText } from '../../i18n/use-text.ts';
import { DossierDesk } from './dossier-desk.tsx';

/** One dossier at the counter: what must be put right before the citizen leaves? */
export function DossierScreen(): ReactNode {
  const { t } = useText();
  const { dossierId } = useParams({ from: '/intake/$dossierId' });
  const dossier = useQuery(station.intake.get.queryOptions({ input: { dossierId } }));
  if (dossier.data !== undefined) return <DossierDesk key={dossierId} dossier={dossier.data} />;
  return (
    <Screen title={t('intake.title')}>
      {dossier.isError ? (
        <ErrorNotice error={dossier.error} onRetry={() => void dossier.refetch()} fill />
      ) : (
        <Waiting>{t('app.loading')}</Waiting>
      )}
    </Screen>
  );
}
