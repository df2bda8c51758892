import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './waiting.module.css';

/** Says what is going on once a wait is long enough to be felt (300 ms); a short one shows nothing and moves nothing. */
export function Waiting({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.waiting} role="status">
      <Loader size={18} />
      <span>{children}</span>
    </div>
  );
}
