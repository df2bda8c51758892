import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StateMark } from '../../design/state-mark.tsx';
import styles from './tile.module.css';

interface TileProps {
  readonly to: '/intake' | '/verification' | '/delivery';
  readonly count: number;
  readonly label: string;
  readonly hint: string;
  readonly tone?: 'plain' | 'sure' | 'doubt';
  readonly wide?: boolean;
  readonly last?: boolean;
}

/** One count of the day, and the way to where it is dealt with. */
export function Tile({ to, count, label, hint, tone = 'plain', wide = false, last = false }: TileProps): ReactNode {
  return (
    <Link to={to} className={styles.tile} data-tone={tone} data-wide={wide || undefined} data-last={last || undefined}>
      <span className={styles.count}>
        {tone === 'plain' ? null : <StateMark state={tone === 'sure' ? 'sure' : 'doubtful'} />}
        {count}
      </span>
      <span className={styles.words}>
        <strong>{label}</strong>
        <span>{hint}</span>
      </span>
      <IconChevronRight className={styles.go} size={18} aria-hidden="true" />
    </Link>
  );
}
