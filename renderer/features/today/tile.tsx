import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { desksOf } from '../../app/desks.ts';
import { useSession } from '../../app/session.ts';
import { StateMark } from '../../design/state-mark.tsx';
import styles from './tile.module.css';

interface TileProps {
  readonly desk: 'intake' | 'verification' | 'delivery';
  readonly count: number;
  readonly label: string;
  readonly hint: string;
  readonly tone?: 'plain' | 'sure' | 'doubt';
  readonly wide?: boolean;
}

/** One count of the day, and the way to where it is dealt with, for those who may go there. */
export function Tile({ desk, count, label, hint, tone = 'plain', wide = false }: TileProps): ReactNode {
  const { person } = useSession();
  const leads = desksOf(person.role).includes(desk);
  const look = { className: styles.tile, 'data-tone': tone, 'data-wide': wide || undefined };
  const content = (
    <>
      <span className={styles.count}>
        {tone === 'plain' ? null : <StateMark state={tone === 'sure' ? 'sure' : 'doubtful'} />}
        {count}
      </span>
      <span className={styles.words}>
        <strong>{label}</strong>
        {leads ? <span>{hint}</span> : null}
      </span>
    </>
  );
  if (!leads) return <div {...look}>{content}</div>;
  return (
    <Link to={`/${desk}`} {...look}>
      {content}
      <IconChevronRight className={styles.go} size={18} aria-hidden="true" />
    </Link>
  );
}
