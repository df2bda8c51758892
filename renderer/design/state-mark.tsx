import type { ReactNode } from 'react';
import type { MarkState } from './mark-state.ts';
import styles from './state-mark.module.css';

interface StateMarkProps {
  readonly state: MarkState;
  /** Words for it, where no text beside it says the same. */
  readonly label?: string;
  readonly size?: number;
}

/** ✓ in a disc, ! in a triangle, × in an octagon, a hollow ring, a turning ring, a dash in a disc. */
export function StateMark({ state, label, size = 18 }: StateMarkProps): ReactNode {
  const shape = {
    className: styles[state],
    width: size,
    height: size,
    viewBox: '0 0 20 20',
    focusable: false,
  } as const;
  if (label === undefined) {
    return (
      <svg {...shape} aria-hidden="true">
        {SHAPES[state]}
      </svg>
    );
  }
  return (
    <svg {...shape} role="img" aria-label={label}>
      {SHAPES[state]}
    </svg>
  );
}

const stroke = { fill: 'none', stroke: 'var(--mark-ink)', strokeWidth: 2.1, strokeLinecap: 'round' } as const;

const SHAPES: Readonly<Record<MarkState, ReactNode>> = {
  sure: (
    <>
      <circle cx="10" cy="10" r="9.5" fill="currentColor" />
      <path d="M5.8 10.4l2.8 2.8 5.6-6" {...stroke} strokeLinejoin="round" />
    </>
  ),
  doubtful: (
    <>
      <path d="M10 1.2 19.4 18a.6.6 0 0 1-.5.9H1.1a.6.6 0 0 1-.5-.9z" fill="currentColor" />
      <path d="M10 7.2v5.2" {...stroke} />
      <circle cx="10" cy="15.6" r="1.25" fill="var(--mark-ink)" />
    </>
  ),
  wrong: (
    <>
      <path d="M6 .8h8L19.2 6v8L14 19.2H6L.8 14V6z" fill="currentColor" />
      <path d="M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4" {...stroke} />
    </>
  ),
  waiting: <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  working: (
    <>
      <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2.4" />
      <path d="M10 2a8 8 0 0 1 8 8" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
    </>
  ),
  excused: (
    <>
      <circle cx="10" cy="10" r="8.6" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.4 2" />
      <path d="M6.5 10h7" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
};
