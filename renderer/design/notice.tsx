import type { ReactNode } from 'react';
import type { MarkState } from './mark-state.ts';
import styles from './notice.module.css';
import { StateMark } from './state-mark.tsx';

interface NoticeProps {
  readonly tone: 'plain' | 'doubt' | 'wrong' | 'sure';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly testId?: string;
  readonly state?: string;
}

const MARKS: Readonly<Record<NoticeProps['tone'], MarkState>> = {
  plain: 'waiting',
  doubt: 'doubtful',
  wrong: 'wrong',
  sure: 'sure',
};

/** A card that says what happened and carries the ways out. */
export function Notice({ tone, title, children, actions, testId, state }: NoticeProps): ReactNode {
  return (
    <div className={styles.notice} data-tone={tone} data-testid={testId} data-state={state}>
      <StateMark state={MARKS[tone]} />
      <div className={styles.text}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children}
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
