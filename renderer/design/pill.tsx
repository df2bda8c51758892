import type { ReactNode } from 'react';
import styles from './pill.module.css';

export type Tone = 'plain' | 'accent' | 'sure' | 'doubt' | 'wrong';

interface PillProps {
  readonly tone?: Tone;
  readonly small?: boolean;
  readonly icon?: ReactNode;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A short word on a tint: a state in the head, a source beside a value. */
export function Pill({ tone = 'plain', small = false, icon, title, children }: PillProps): ReactNode {
  return (
    <span className={styles.pill} data-tone={tone} data-small={small || undefined} title={title}>
      {icon}
      {children}
    </span>
  );
}
