import type { ReactNode } from 'react';
import styles from './key-caps.module.css';
import { keyCaps } from './keys.ts';

/** A chord drawn as keys; hidden from screen readers, which learn it from aria-keyshortcuts. */
export function KeyCaps({ chord }: { readonly chord: string }): ReactNode {
  return (
    <span className={styles.chord} aria-hidden="true">
      {keyCaps(chord).join(' ')}
    </span>
  );
}
