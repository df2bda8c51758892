import type { FieldKind } from '../../../common/domain/document-types.ts';
import type { PageReading, TableGrid } from '../../../common/domain/reading.ts';
import { editDistance } from '../../repair/edit-distance.ts';
import { labelKey, type Token, type View } from './page-view.ts';

/** A column of a list: the wordings of its head as printed; `tick` = a cross, a tick or a count of copies. */
export interface ListColumn {
  readonly key: string;
  readonly kind: FieldKind | 'tick' | 'order';
  readonly heads: readonly string[];
  /** Closed list of values. */
  readonly vocabulary?: readonly string[];
}

/** Words of one row of a list by column key. */
export type CellRow = ReadonlyMap<string, readonly Token[]>;

/** Letters of a head that may be wrong. */
const HEAD_TOLERANCE = 0.28;

/** The column that a head names and the share of its letters that are wrong; null when too many are for any column. */
export function columnOf(
  head: readonly Token[],
  columns: readonly ListColumn[],
): { readonly column: ListColumn; readonly wrong: number } | null {
  const read = labelKey(head.map((token) => token.text).join(' '));
  if (read === '') return null;
  let best: { readonly column: ListColumn; readonly wrong: number } | null = null;
  for (const column of columns) {
    for (const wording of column.heads.map(labelKey)) {
      const wrong = editDistance(read, wording) / Math.max(read.length, wording.length);
      if (wrong <= HEAD_TOLERANCE && (best === null || wrong < best.wrong)) best = { column, wrong };
    }
  }
  return best;
}

/** Words in reading order: top to bottom, then left to right. */
function inOrder(tokens: readonly Token[]): readonly Token[] {
  return tokens.toSorted((a, b) => a.row - b.row || a.box[0] - b.box[0]);
}

function bandOf(edges: readonly number[], at: number): number {
  return edges.findLastIndex((edge) => at >= edge);
}

/** Words by row and column of a ruled grid. */
function spread(grid: TableGrid, tokens: readonly Token[]): readonly (readonly (readonly Token[])[])[] {
  const [, top, , height] = grid.box;
  const rows = [top, ...grid.rows, top + height];
  const cells: Token[][][] = rows.slice(1).map(() => grid.columns.slice(1).map(() => []));
  for (const token of tokens) {
    const row = bandOf(rows, token.box[1] + token.box[3] / 2);
    const column = bandOf(grid.columns, token.box[0] + token.box[2] / 2);
    cells[row]?.[column]?.push(token);
  }
  return cells.map((row) => row.map(inOrder));
}

/** A list's part in one grid. */
interface Part {
  readonly rows: readonly CellRow[];
  /** What each of the grid's columns is; null for one that its head doesn't tell. */
  readonly named: readonly (ListColumn | null)[];
}

function namedBy(head: readonly (readonly Token[])[], columns: readonly ListColumn[]): Part['named'] | null {
  const named = head.map((cell) => columnOf(cell, columns)?.column ?? null);
  return named.filter((column) => column !== null).length < Math.max(2, columns.length / 2) ? null : named;
}

function underNames(rows: readonly (readonly (readonly Token[])[])[], named: Part['named']): readonly CellRow[] {
  return rows.map(
    (row) => new Map(row.flatMap((cell, i) => (named[i] == null ? [] : [[named[i].key, cell] as const]))),
  );
}

/** Rows under a head that names at least half of the columns, in one ruled grid; null when there is no such head. */
function partOf(grid: TableGrid, tokens: readonly Token[], columns: readonly ListColumn[]): Part | null {
  const cells = spread(grid, tokens);
  for (const [at, head] of cells.entries()) {
    const named = namedBy(head, columns);
    if (named !== null) return { rows: underNames(cells.slice(at + 1), named), named };
  }
  return null;
}

/** How far the columns of a list may stand apart from one page to the next, as a share of the page's width. */
const SAME_COLUMN = 0.03;
/** What stands over the rest of a list on the next page, and under its first part, as shares of the page's height. */
const [TOP_MARGIN, FOOT] = [0.2, 0.7];

/** The rows of a list that the next page carries on: a grid at its top with the same columns, with or without heads. */
function carriedOn(
  from: { readonly page: PageReading; readonly grid: TableGrid; readonly named: Part['named'] },
  next: PageReading | undefined,
  tokens: readonly Token[],
  columns: readonly ListColumn[],
): readonly CellRow[] {
  const { page, grid, named } = from;
  if (grid.box[1] + grid.box[3] < FOOT * page.height) return [];
  const [rest] = (next?.tables ?? []).toSorted((a, b) => a.box[1] - b.box[1]);
  if (next === undefined || rest === undefined || rest.box[1] > TOP_MARGIN * next.height) return [];
  const isAlike =
    rest.columns.length === grid.columns.length &&
    rest.columns.every((left, i) => Math.abs(left / next.width - grid.columns[i]! / page.width) < SAME_COLUMN);
  if (!isAlike) return [];
  const cells = spread(rest, tokens);
  return underNames(namedBy(cells[0] ?? [], columns) === null ? cells : cells.slice(1), named);
}

/** The list's rows where rules of a table were found on one of the pages; null without any that has its head. */
export function cellsOfGrids(
  pages: readonly PageReading[],
  view: View,
  columns: readonly ListColumn[],
): readonly CellRow[] | null {
  const tokens = view.rows.flatMap((row) => row.tokens);
  const onPage = (page: PageReading | undefined): readonly Token[] =>
    tokens.filter((token) => token.page === page?.index);
  for (const [at, page] of pages.entries()) {
    for (const grid of page.tables ?? []) {
      const part = partOf(grid, onPage(page), columns);
      if (part === null || part.rows.length === 0) continue;
      const next = pages[at + 1];
      return [...part.rows, ...carriedOn({ page, grid, named: part.named }, next, onPage(next), columns)];
    }
  }
  return null;
}
