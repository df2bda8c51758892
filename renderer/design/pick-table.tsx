import { Table, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './pick-table.module.css';

export interface PickColumn {
  readonly title: string;
  readonly width?: string | number;
  readonly kind?: 'quiet' | 'end';
}

interface PickTableProps {
  readonly label: string;
  /** The first holds each row's state. */
  readonly columns: readonly PickColumn[];
  readonly children: ReactNode;
}

/** Rows of which one is picked and shown beside. */
export function PickTable({ label, columns, children }: PickTableProps): ReactNode {
  return (
    <section className={styles.card} aria-label={label}>
      <Table verticalSpacing={0} horizontalSpacing={10} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title, width, kind }) => (
              <Table.Th key={title} w={width} className={(kind === 'end' && styles.end) || ''}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </section>
  );
}

interface PickRowProps {
  readonly current: boolean;
  readonly testId: string;
  readonly state: string;
  readonly onPick: () => void;
  /** Mark and words of the state: the row's button for the keyboard. */
  readonly button: ReactNode;
  /** Below the button. */
  readonly progress?: ReactNode;
  /** Of the columns after the first, by their titles. */
  readonly cells: readonly { readonly column: string; readonly kind?: 'quiet' | 'end'; readonly text: string }[];
}

/** The picked row scrolls into view, whoever picked it. */
export function PickRow({ current, testId, state, onPick, button, progress, cells }: PickRowProps): ReactNode {
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) element.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <Table.Tr
      ref={element}
      className={styles.row ?? ''}
      data-current={current || undefined}
      data-testid={testId}
      data-state={state}
      onClick={onPick}
    >
      <Table.Td>
        <UnstyledButton className={styles.pick} aria-pressed={current}>
          {button}
        </UnstyledButton>
        {progress}
      </Table.Td>
      {cells.map(({ column, kind, text }) => (
        <Table.Td key={column} className={styles[kind ?? 'cut'] ?? ''}>
          {text}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
