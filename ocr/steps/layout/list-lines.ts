import { clearest } from './clear-strip.ts';
import { type CellRow, columnOf, type ListColumn } from './list-cells.ts';
import type { Row, Token, View } from './page-view.ts';

/** Space between words of one cell, in heights of a letter; cells stand farther apart. */
const WORD_SPACE = 0.7;
/** Lines that a head may take up. */
const HEAD_LINES = 4;
/** Rows of a list stand closer than this many heights of a letter. */
const ROW_SPACE = 3;
/** Lines of one row stand closer than this many heights. */
const LINE_SPACE = 2;
/** Words on either side of an edge that show a row to be running text. */
const FEWEST_RUNNING = 2;
/** Rows that show where the columns part: what follows may no longer belong to the list. */
const SAMPLE_ROWS = 3;
/** Part of the columns that a row's main line fills. */
const MOST = 0.6;

/** One head of a column: which one, and where it stands. */
interface Head {
  readonly column: ListColumn;
  /** Share of its letters that are wrong. */
  readonly wrong: number;
  readonly left: number;
  readonly right: number;
}

interface HeadBlock {
  readonly heads: readonly Head[];
  /** First row of the heads. */
  readonly first: number;
  /** Row after the last one of the heads. */
  readonly next: number;
}

function medianHeight(tokens: readonly Token[]): number {
  const heights = tokens.map((token) => token.box[3]).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}

/** Words that stand over each other or close together form a column. */
function clusters(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [];
  const space = WORD_SPACE * medianHeight(tokens);
  let right = Number.NEGATIVE_INFINITY;
  for (const token of tokens.toSorted((a, b) => a.box[0] - b.box[0])) {
    if (token.box[0] - right < space) found.at(-1)?.push(token);
    else found.push([token]);
    right = Math.max(right, token.box[0] + token.box[2]);
  }
  return found.map((cluster) => cluster.toSorted((a, b) => a.row - b.row || a.box[0] - b.box[0]));
}

/** The head of the numbers is two or three letters, which any slip makes another word. */
function orderColumn(head: readonly Token[], columns: readonly ListColumn[]): ReturnType<typeof columnOf> {
  const letters = head.reduce((sum, token) => sum + token.key.length, 0);
  const column = columns.find(({ kind }) => kind === 'order');
  return letters > 3 || column === undefined ? null : { column, wrong: 1 };
}

function headsOf(rows: readonly Row[], columns: readonly ListColumn[]): readonly Head[] {
  const found = clusters(rows.flatMap((row) => row.tokens)).flatMap((cluster, at): Head[] => {
    const found = columnOf(cluster, columns) ?? (at === 0 ? orderColumn(cluster, columns) : null);
    if (found === null) return [];
    const right = Math.max(...cluster.map(({ box }) => box[0] + box[2]));
    return [{ ...found, left: Math.min(...cluster.map(({ box }) => box[0])), right }];
  });
  const keys = found.map((head) => head.column.key);
  return new Set(keys).size === keys.length ? found : [];
}

/** More columns are better, then heads whose letters are all there: a line of theirs may be still missing. */
function merit(heads: readonly Head[]): number {
  return heads.length - heads.reduce((sum, head) => sum + head.wrong, 0) / (heads.length + 1);
}

/** The lines that name most columns, half of them at least. */
function findHeads(view: View, columns: readonly ListColumn[]): HeadBlock | null {
  let best: HeadBlock | null = null;
  for (let from = 0; from < view.rows.length; from += 1) {
    for (let to = from + 1; to <= Math.min(view.rows.length, from + HEAD_LINES); to += 1) {
      const rows = view.rows.slice(from, to);
      if (rows.some((row) => row.page !== rows[0]?.page)) break;
      const heads = headsOf(rows, columns);
      if (heads.length < Math.max(2, columns.length / 2)) continue;
      if (best === null || merit(heads) > merit(best.heads)) best = { heads, first: from, next: to };
    }
  }
  return best;
}

function middle(row: Row): number {
  return row.box[1] + row.box[3] / 2;
}

/** The number that a row begins with; null without one. */
function orderOf(row: Row): number | null {
  const match = /^\(?(\d{1,2})[.)]?$/u.exec(row.tokens[0]?.text ?? '');
  return match === null ? null : Number(match[1]);
}

/** Rows at the top of a page over which a list may go on: page numbers, marks in corners, heads said again. */
const TOP_ROWS = 5;

/** Where the list goes on over the top of the next page: its next number begins a row there; -1 where it doesn't. */
function nextPageRow(rows: readonly Row[], from: number, last: number): number {
  const page = rows[from]?.page;
  const top = rows.slice(from, from + TOP_ROWS + 1);
  const at = top.findIndex((row) => row.page === page && orderOf(row) === last + 1 && row.tokens.length > 1);
  return last === 0 || at < 0 ? -1 : from + at;
}

/**
 * Lines under the heads that stand as close as rows of a list do, up to an item whose number doesn't carry theirs on;
 * a list that ends its page goes on with its next number on the following one.
 */
function bodyOf(view: View, block: HeadBlock): readonly Row[] {
  const found: Row[] = [];
  let above = view.rows[block.next - 1] as Row;
  let last = 0;
  for (let at = block.next; at < view.rows.length; at += 1) {
    const turns = view.rows[at]?.page !== above.page;
    if (turns) at = nextPageRow(view.rows, at, last);
    const row = view.rows[at];
    if (row === undefined) break;
    const space = row.box[1] - (above.box[1] + above.box[3]);
    // A page number under the list doesn't end it.
    if (!turns && isPageNumber(row) && view.rows[at + 1]?.page !== row.page) continue;
    if (!turns && space > ROW_SPACE * medianHeight(above.tokens)) break;
    const order = orderOf(row);
    if (order !== null && order <= last) break;
    found.push(row);
    above = row;
    last = order ?? last;
  }
  return found;
}

function isPageNumber(row: Row): boolean {
  return (
    row.tokens.length <= 3 &&
    row.tokens.every((token) => /^(?:trang|[-–]?\d{1,3}(?:\/\d{1,3})?[-–]?|[-–])$/iu.test(token.text))
  );
}

/** The row's words run on over an edge between columns: text under the list, not a row of it. */
function runsAcross(row: Row, edges: readonly number[]): boolean {
  return clusters(row.tokens).some((run) =>
    edges.some((edge) => {
      const before = run.filter(({ box }) => box[0] + box[2] / 2 < edge).length;
      return before >= FEWEST_RUNNING && run.length - before >= FEWEST_RUNNING;
    }),
  );
}

function edgesBetween(heads: readonly Head[], rows: readonly Row[]): readonly number[] {
  return heads.slice(1).map((head, i) => {
    const before = heads[i] as Head;
    return clearest(rows, (before.left + before.right) / 2, (head.left + head.right) / 2);
  });
}

function cellsIn(tokens: readonly Token[], heads: readonly Head[], edges: readonly number[]): CellRow {
  const cells = new Map<string, Token[]>();
  for (const token of tokens) {
    const at = edges.findLastIndex((edge) => token.box[0] + token.box[2] / 2 >= edge) + 1;
    const { key } = (heads[at] as Head).column;
    cells.set(key, [...(cells.get(key) ?? []), token]);
  }
  return cells;
}

/**
 * The list's rows by the columns that its words keep, where no rules were found: cells hold words whose middle lies in
 * the strip under their head, and lines go to the nearest one that fills most columns or has the row's number.
 * Null when no lines name the columns.
 */
export function cellsOfLines(view: View, columns: readonly ListColumn[]): readonly CellRow[] | null {
  const block = findHeads(view, columns);
  if (block === null) return null;
  const { heads, first, next } = block;
  const close = bodyOf(view, block);
  const edges = edgesBetween(heads, [...view.rows.slice(first, next), ...close.slice(0, SAMPLE_ROWS)]);
  const end = close.findIndex((row) => runsAcross(row, edges));
  const body = end < 0 ? close : close.slice(0, end);
  const filled = body.map((row) => cellsIn(row.tokens, heads, edges).size);
  const least = Math.max(2, Math.max(0, ...filled) * MOST);
  const anchors = body.filter((row, i) => orderOf(row) !== null || (filled[i] ?? 0) >= least);
  const rows = anchors.map(() => [] as Token[]);
  for (const row of body) {
    const distances = anchors.map((anchor) =>
      anchor.page === row.page ? Math.abs(middle(anchor) - middle(row)) : Number.POSITIVE_INFINITY,
    );
    const nearest = distances.indexOf(Math.min(...distances));
    if ((distances[nearest] ?? 0) <= LINE_SPACE * medianHeight(row.tokens)) rows[nearest]?.push(...row.tokens);
  }
  return rows.map((tokens) => cellsIn(tokens, heads, edges));
}
