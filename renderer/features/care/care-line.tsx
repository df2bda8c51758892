import type { ReactNode } from 'react';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './care.module.css';
import { careLine } from './care-words.ts';
import { useCare } from './use-care.ts';

/** One line for everybody: whether the data would survive this machine. */
export function CareLine(): ReactNode {
  const { t } = useText();
  const { data } = useCare();
  if (data === undefined) return null;
  const { mark, words } = careLine(data, t, new Date());
  return (
    <span className={styles.line} data-testid="care-line" data-state={mark}>
      <StateMark state={mark} size={16} />
      {words}
    </span>
  );
}
