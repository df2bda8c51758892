import type { ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly side: 'left' | 'right';
  readonly label: string;
  readonly children: ReactNode;
}

/** A column beside the paper, with its own scrolling. */
export function Panel({ side, label, children }: PanelProps): ReactNode {
  return (
    <section className={styles.panel} data-side={side} aria-label={label}>
      {children}
    </section>
  );
}

/** The small heading of a group in a panel. */
export function GroupTitle({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }): ReactNode {
  return (
    <h2 className={styles.title}>
      <span>{children}</span>
      {end}
    </h2>
  );
}
