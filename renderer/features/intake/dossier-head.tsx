import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { Pill } from '../../design/pill.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './dossier-head.module.css';

export function DossierTitle({
  dossier,
  onBack,
}: {
  readonly dossier: DossierDetail;
  readonly onBack: () => void;
}): ReactNode {
  const { t, either } = useText();
  const procedure = either(dossier.procedureName, dossier.procedureNameEn);
  return (
    <span className={styles.title}>
      <ActionIcon variant="subtle" color="gray" aria-label={t('intake.back')} onClick={onBack}>
        <IconArrowLeft size={19} />
      </ActionIcon>
      {dossier.citizenName === null ? procedure : `${procedure} · ${dossier.citizenName}`}
    </span>
  );
}

export function DossierSubtitle({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useText();
  const parts = [
    dossier.code,
    dossier.procedureCode,
    t('intake.openedAt', { time: formatWhen(dossier.createdAt, new Date()) }),
  ];
  return <span className={styles.subtitle}>{parts.join('  ·  ')}</span>;
}

/** What goes on behind the desk: the population check, and whether all is saved. */
export function DossierStatus({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useText();
  const saving = useIsMutating() > 0;
  return (
    <>
      <PopulationPill dossier={dossier} />
      {dossier.state === 'capturing' ? null : (
        <Pill tone={dossier.state === 'returned' ? 'doubt' : 'accent'}>{t(`dossierState.${dossier.state}`)}</Pill>
      )}
      <Pill tone={saving ? 'plain' : 'sure'}>{saving ? t('app.saving') : t('app.savedHere')}</Pill>
    </>
  );
}

function PopulationPill({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useText();
  const { citizens } = dossier;
  if (citizens.length === 0) return null;
  if (citizens.some((citizen) => citizen.waitingFor !== null)) {
    return <Pill icon={<StateMark state="waiting" size={12} />}>{t('intake.populationOffline')}</Pill>;
  }
  if (citizens.some((citizen) => citizen.population === 'waiting')) {
    return <Pill icon={<StateMark state="working" size={12} />}>{t('intake.populationWaiting')}</Pill>;
  }
  return citizens.every((citizen) => citizen.population === 'match') ? (
    <Pill tone="sure" icon={<StateMark state="sure" size={14} />}>
      {t('intake.populationMatch')}
    </Pill>
  ) : (
    <Pill tone="doubt" icon={<StateMark state="doubtful" size={14} />}>
      {t('intake.populationSome')}
    </Pill>
  );
}
