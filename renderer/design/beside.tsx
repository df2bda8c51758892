import type { ReactNode } from 'react';
import styles from './beside.module.css';
import type { MarkState } from './mark-state.ts';
import { Panel } from './panel.tsx';
import { StateMark } from './state-mark.tsx';

interface BesideProps {
  /** Of the panel. */
  readonly label: string;
  readonly panel: ReactNode;
  readonly children: ReactNode;
}

/** A list with its own scrolling, and a panel beside it that shows the picked one. */
export function Beside({ label, panel, children }: BesideProps): ReactNode {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{children}</div>
      <Panel side="right" label={label}>
        {panel}
      </Panel>
    </div>
  );
}

interface BesideHeadProps {
  readonly state: MarkState;
  readonly title: string;
  readonly children: ReactNode;
}

/** What the panel shows, and how it stands. */
export function BesideHead({ state, title, children }: BesideHeadProps): ReactNode {
  return (
    <div className={styles.head}>
      <StateMark state={state} size={22} />
      <div>
        <strong>{title}</strong>
        <span>{children}</span>
      </div>
    </div>
  );
}
