import { clearest } from './clear-strip.ts';
import type { Entry } from './entry.ts';
import { findLabels, flatten, type LabelSpec } from './find-labels.ts';
import { cutView, type Row, type Token, type View } from './page-view.ts';

function middle(token: Token): number {
  return token.box[0] + token.box[2] / 2;
}

/** The row whose words head the value columns, with the middle of each head. */
function findHeads(
  view: View,
  heads: readonly (readonly string[])[],
): { readonly row: number; readonly at: readonly number[] } | null {
  for (const [row, { tokens }] of view.rows.entries()) {
    const at = heads.map((wordings) => headPosition(tokens, wordings));
    if (tokens.length <= 14 && at.every((x) => x !== null)) return { row, at: at as number[] };
  }
  return null;
}

/** Middle of the words that make up one of the wordings and nothing else within their cell. */
function headPosition(tokens: readonly Token[], wordings: readonly string[]): number | null {
  for (let from = 0; from < tokens.length; from += 1) {
    if (tokens[from]?.opensSegment !== true) continue;
    for (let to = from; to < Math.min(tokens.length, from + 4); to += 1) {
      const own = tokens.slice(from, to + 1);
      const closed = to + 1 >= tokens.length || tokens[to + 1]?.opensSegment === true;
      if (closed && !own.some((token) => token.colon) && wordings.includes(own.map((token) => token.key).join(''))) {
        return (middle(own[0] as Token) + middle(own.at(-1) as Token)) / 2;
      }
    }
  }
  return null;
}

/** The row is one stretch of words from the left to beyond a position: text under the table, not a row of it. */
function runsAcross(row: Row, x: number): boolean {
  const end = row.tokens.findIndex((token, i) => i > 0 && token.opensSegment);
  const last = row.tokens[end < 0 ? row.tokens.length - 1 : end - 1] as Token;
  return row.box[0] < x && last.box[0] + last.box[2] > x;
}

/** Widest vertical gap between rows whose middles lie between two heights. */
function widestGap(rows: readonly Row[], from: number, to: number): number {
  const edges = rows
    .map((row) => [row.box[1], row.box[1] + row.box[3]] as const)
    .filter(([top, bottom]) => bottom > from && top < to)
    .sort((a, b) => a[0] - b[0]);
  let best = (from + to) / 2;
  let width = 0;
  for (const [i, [top]] of edges.entries()) {
    const above = edges[i - 1]?.[1];
    if (above !== undefined && top - above > width) {
      width = top - above;
      best = (top + above) / 2;
    }
  }
  return best;
}

/**
 * Reads a table whose first column holds the labels and whose others hold one value each (`Thông tin | Vợ | Chồng`).
 * Gives the entries of each value column, or null when no row heads all of the columns or no labels stand left of
 * them.
 *
 * @param heads for each value column, the letters (labelKey) that its head may have
 */
export function findValueTable(
  view: View,
  specs: readonly LabelSpec[],
  heads: readonly (readonly string[])[],
): readonly (readonly Entry[])[] | null {
  const found = findHeads(view, heads);
  if (found === null) return null;
  const positions = [...found.at].sort((a, b) => a - b);
  const zone = view.rows.slice(found.row + 1, found.row + 12).filter((row) => !runsAcross(row, positions[0] ?? 0));
  if (zone.length === 0) return null;
  const margin = Math.min(...zone.map((row) => row.box[0]));
  const starts = positions.map((x, i) => clearest(zone, positions[i - 1] ?? margin, x));
  const edges = [...starts, Number.POSITIVE_INFINITY];
  const below: View = { ...view, rows: view.rows.slice(found.row + 1) };
  const labels = cutView(below, Number.NEGATIVE_INFINITY, edges[0] as number);
  const tokens = flatten(labels);
  const hits = findLabels(labels, specs);
  if (hits.length < 2) return null;
  const columns = edges.slice(0, -1).map((left, i) => cutView(below, left, edges[i + 1] as number));
  const centres = hits.map((hit) => {
    const [open, close] = [tokens[hit.first] as Token, tokens[hit.last] as Token];
    return (open.box[1] + close.box[1] + close.box[3]) / 2;
  });
  const values = columns.flatMap((column) => column.rows);
  const bounds = centres.slice(0, -1).map((y, i) => widestGap(values, y, centres[i + 1] as number));
  const entriesOf = (column: View): readonly Entry[] =>
    hits.map((hit, i) => {
      const top = bounds[i - 1] ?? Number.NEGATIVE_INFINITY;
      const bottom = bounds[i] ?? (centres[i] as number) + 4 * (tokens[hit.first] as Token).box[3];
      const rows = column.rows.filter(
        (row) => row.box[1] + row.box[3] / 2 > top && row.box[1] + row.box[3] / 2 <= bottom,
      );
      return {
        id: hit.id,
        similarity: hit.similarity,
        label: tokens.slice(hit.first, hit.last + 1),
        beside: rows[0]?.tokens ?? [],
        below: rows.slice(1).map((row) => row.tokens),
      };
    });
  const inOrder = found.at.map((x) => positions.indexOf(x));
  return inOrder.map((position) => entriesOf(columns[position] as View));
}
