import type { ReactNode } from 'react';
import styles from './difference-text.module.css';
import { letterDifference } from './letter-difference.ts';

/** A value with what differs from another marked to the letter; underlined too, so that colour isn't alone. */
export function DifferenceText({ text, other }: { readonly text: string; readonly other: string }): ReactNode {
  return (
    <span>
      {letterDifference(text, other).map((piece, index) =>
        piece.differs ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
          <mark key={index} className={styles.mark}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </span>
  );
}
