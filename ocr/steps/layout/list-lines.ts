import { clearest } from './clear-strip.ts';
import { type CellRow, columnOf, type ListColumn } from './list-cells.ts';
import type { Row, Token, View } from './page-view.ts';

/** Space between words of one cell, in heights of a letter; cells stand farther apart. */
const WORD_SPACE = 0.5;
/** Lines that a head may take up. */
const HEAD_LINES = 4;
/** Rows of a list stand closer than this many heights of a letter. */
const ROW_SPACE = 3.6;
/** Lines of one row stand closer than this many heights. */
const LINE_SPACE = 2;

/** One head of a column: which one, and where it stands. */
interface Head {
  readonly column: ListColumn;
  readonly left: number;
  readonly right: number;
}

interface HeadBlock {
  readonly heads: readonly Head[];
  /** Row after the last one of the heads. */
  readonly next: number;
}

/** Words that stand over each other or close together form a column. */
function clusters(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const token of tokens.toSorted((a, b) => a.box[0] - b.box[0])) {
    if (token.box[0] - right < WORD_SPACE * token.box[3]) found.at(-1)?.push(token);
    else found.push([token]);
    right = Math.max(right, token.box[0] + token.box[2]);
  }
  return found.map((cluster) => cluster.toSorted((a, b) => a.row - b.row || a.box[0] - b.box[0]));
}

function headsOf(rows: readonly Row[], columns: readonly ListColumn[]): readonly Head[] {
  const found = clusters(rows.flatMap((row) => row.tokens)).flatMap((cluster): Head[] => {
    const column = columnOf(cluster, columns);
    if (column === null) return [];
    const right = Math.max(...cluster.map(({ box }) => box[0] + box[2]));
    return [{ column, left: Math.min(...cluster.map(({ box }) => box[0])), right }];
  });
  const keys = found.map((head) => head.column.key);
  return new Set(keys).size === keys.length ? found : [];
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
      if (best === null || heads.length > best.heads.length) best = { heads, next: to };
    }
  }
  return best;
}

function middle(row: Row): number {
  return row.box[1] + row.box[3] / 2;
}

function orderIn(cell: readonly Token[] | undefined): number | null {
  const match = /^\(?(\d{1,2})[.)]?$/u.exec(cell?.map((token) => token.text).join('') ?? '');
  return match === null ? null : Number(match[1]);
}

/** Lines under the heads that stand as close as rows of a list do. */
function bodyOf(view: View, block: HeadBlock): readonly Row[] {
  const found: Row[] = [];
  let above = view.rows[block.next - 1] as Row;
  for (const row of view.rows.slice(block.next)) {
    const height = Math.max(...above.tokens.map((token) => token.box[3]));
    if (row.page !== above.page || row.box[1] - (above.box[1] + above.box[3]) > ROW_SPACE * height) break;
    found.push(row);
    above = row;
  }
  return found;
}

/**
 * The list's rows by the columns that its words keep, where no rules were found: cells hold words whose middle lies in
 * the strip under their head, and lines go to the nearest one that fills most columns or has the row's number.
 * Null when no lines name the columns.
 */
export function cellsOfLines(view: View, columns: readonly ListColumn[]): readonly CellRow[] | null {
  const block = findHeads(view, columns);
  if (block === null) return null;
  const body = bodyOf(view, block);
  const edges = block.heads.slice(1).map((head, i) => {
    const before = block.heads[i] as Head;
    return clearest(body, (before.left + before.right) / 2, (head.left + head.right) / 2);
  });
  const cellsIn = (tokens: readonly Token[]): ReadonlyMap<string, readonly Token[]> => {
    const cells = new Map<string, Token[]>();
    for (const token of tokens) {
      const at = edges.findLastIndex((edge) => token.box[0] + token.box[2] / 2 >= edge) + 1;
      const { key } = (block.heads[at] as Head).column;
      cells.set(key, [...(cells.get(key) ?? []), token]);
    }
    return cells;
  };
  const orderKey = columns.find((column) => column.kind === 'order')?.key ?? '';
  const lines = body.map((row) => ({ row, cells: cellsIn(row.tokens) }));
  const most = Math.max(0, ...lines.map(({ cells }) => cells.size));
  const anchors: typeof lines = [];
  let last = 0;
  let end = lines.length;
  for (const [at, line] of lines.entries()) {
    const order = orderIn(line.cells.get(orderKey));
    if (order !== null && order <= last) {
      // The next numbered item of the form, not a row.
      end = at;
      break;
    }
    if (order === null && line.cells.size < Math.max(2, most * 0.6)) continue;
    anchors.push(line);
    last = order ?? last + 1;
  }
  const rows = anchors.map(() => [] as Token[]);
  for (const { row } of lines.slice(0, end)) {
    const distances = anchors.map((anchor) => Math.abs(middle(anchor.row) - middle(row)));
    const nearest = distances.indexOf(Math.min(...distances));
    if ((distances[nearest] ?? 0) <= LINE_SPACE * row.box[3]) rows[nearest]?.push(...row.tokens);
  }
  return rows.map(cellsIn);
}
