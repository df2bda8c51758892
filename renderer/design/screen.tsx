import type { ReactNode } from 'react';
import styles from './screen.module.css';

interface ScreenProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Pills at the right of the head. */
  readonly status?: ReactNode;
  /** Left part of the foot: the lesser actions. */
  readonly footStart?: ReactNode;
  /** Right part of the foot; the one main action stands last. */
  readonly footEnd?: ReactNode;
  readonly children: ReactNode;
}

/** Head of 52, foot of 56, the work between. */
export function Screen({ title, subtitle, status, footStart, footEnd, children }: ScreenProps): ReactNode {
  return (
    <main className={styles.screen}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {subtitle === undefined ? null : <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        <div className={styles.status}>{status}</div>
      </header>
      <div className={styles.body}>{children}</div>
      <footer className={styles.foot}>
        <div className={styles.group}>{footStart}</div>
        <div className={styles.group}>{footEnd}</div>
      </footer>
    </main>
  );
}
