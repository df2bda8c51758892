import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProcedureView } from '../../../common/contract/station.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './procedure-list.module.css';

interface ProcedureListProps {
  readonly procedures: readonly ProcedureView[];
  readonly current: ProcedureView | undefined;
  readonly onOpen: (procedure: ProcedureView) => void;
}

/** Procedures that match what was typed; a click or Enter opens a dossier under one. */
export function ProcedureList({ procedures, current, onOpen }: ProcedureListProps): ReactNode {
  const { t, either } = useText();
  return (
    <div id="procedures" role="listbox" aria-label={t('intake.pickProcedure')} className={styles.list}>
      {procedures.map((procedure) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above owns the keyboard
        <div
          key={procedure.code}
          id={`procedure-${procedure.code}`}
          role="option"
          tabIndex={-1}
          aria-selected={procedure === current}
          className={styles.entry}
          data-testid={`procedure-${procedure.code}`}
          ref={procedure === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          onClick={() => onOpen(procedure)}
        >
          <span className={styles.name}>
            <strong>{either(procedure.name, procedure.nameEn)}</strong>
            <span>
              {procedure.code} · {procedure.sectorName}
            </span>
          </span>
          <span className={styles.parts}>
            {t('intake.components', { count: procedure.components.length })}
            {' · '}
            {t('intake.required', { count: procedure.components.filter((component) => component.required).length })}
          </span>
          <IconChevronRight size={18} aria-hidden="true" />
        </div>
      ))}
      {procedures.length === 0 ? <p className={styles.none}>{t('intake.searchNone')}</p> : null}
    </div>
  );
}
