import type { ReactNode } from 'react';
import type { CitizenView } from '../../../common/contract/views.ts';
import { errorWords } from '../../connection/station-errors.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { GroupTitle } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { SourceTag } from '../fields/source-tag.tsx';
import styles from './citizen-list.module.css';

const MARKS: Readonly<Record<CitizenView['population'], MarkState>> = {
  waiting: 'waiting',
  match: 'sure',
  differs: 'doubtful',
  'not-found': 'doubtful',
  deceased: 'wrong',
  cancelled: 'wrong',
};

/** Citizens whom the papers name, and what the population database says of each. */
export function CitizenList({ citizens }: { readonly citizens: readonly CitizenView[] }): ReactNode {
  const { t, language } = useText();
  if (citizens.length === 0) return null;
  return (
    <section aria-label={t('intake.citizens')} className={styles.section}>
      <GroupTitle>{t('intake.citizens')}</GroupTitle>
      {citizens.map((citizen) => (
        <div key={citizen.citizenId} className={styles.citizen} data-testid="citizen" data-state={citizen.population}>
          <span className={styles.name}>{citizen.name}</span>
          <span className={styles.number}>
            {formatFieldValue(citizen.citizenId, 'citizenId')} <SourceTag source={citizen.source} />
          </span>
          <span
            className={styles.population}
            title={citizen.waitingFor === null ? undefined : errorWords(citizen.waitingFor, language)}
          >
            <StateMark state={MARKS[citizen.population]} size={14} /> {t(`population.${citizen.population}`)}
          </span>
        </div>
      ))}
    </section>
  );
}
