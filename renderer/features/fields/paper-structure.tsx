import type { ReactNode } from 'react';
import type { CellView, PaperTableView, PaperView } from '../../../common/contract/views.ts';
import { GroupTitle } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './paper-structure.module.css';

/** The header block and the lists of a paper as they were read: to be looked at, not to be settled. */
export function PaperStructure({ paper }: { readonly paper: PaperView }): ReactNode {
  return (
    <>
      {paper.header.length === 0 ? null : <Header cells={paper.header} />}
      {paper.tables.map((table) => (
        <Table key={table.name} paper={paper} table={table} />
      ))}
    </>
  );
}

/** True when there is something of it to show. */
export function hasStructure(paper: PaperView): boolean {
  return paper.header.length + paper.tables.length > 0;
}

function Header({ cells }: { readonly cells: readonly CellView[] }): ReactNode {
  const { t, headerLabel } = useText();
  return (
    <Group title={t('structure.header')} testId="paper-header">
      <dl className={styles.header}>
        {cells.map((cell) => (
          <div key={cell.key} data-testid={`header-${cell.key}`}>
            <dt>{headerLabel(cell.key)}</dt>
            <dd>
              <Value cell={cell} />
            </dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}

function Table({ paper, table }: { readonly paper: PaperView; readonly table: PaperTableView }): ReactNode {
  const { t, tableTitle, columnLabel } = useText();
  const title = tableTitle(paper.type, table.name);
  return (
    <Group title={title} end={t('structure.rows', { count: table.rows.length })} testId={`table-${table.name}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map((key) => (
              <th key={key} scope="col">
                {columnLabel(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is the paper's and doesn't change
            <tr key={index}>
              {table.columns.map((key) => {
                const cell = row.find((each) => each.key === key);
                return (
                  <td key={key} data-kind={cell?.kind}>
                    {cell === undefined ? '—' : <Value cell={cell} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Group>
  );
}

interface GroupProps {
  readonly title: string;
  readonly end?: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** Takes the focus, so that the keyboard can bring it into view and move a wide list from side to side. */
function Group({ title, end, testId, children }: GroupProps): ReactNode {
  return (
    <div data-testid={testId}>
      <GroupTitle end={end === undefined ? undefined : <span className={styles.count}>{end}</span>}>{title}</GroupTitle>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.body} aria-label={title} tabIndex={0}>
        {children}
      </section>
    </div>
  );
}

function Value({ cell }: { readonly cell: CellView }): ReactNode {
  const { t } = useText();
  const shown = formatFieldValue(cell.value, cell.kind);
  if (!cell.doubtful) return shown;
  return (
    <span className={styles.doubtful} title={t('structure.doubtful')}>
      {shown} <StateMark state="doubtful" size={12} label={t('structure.doubtful')} />
    </span>
  );
}
