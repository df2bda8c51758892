import type { Entry } from './entry.ts';
import { findLabels, flatten, type LabelSpec } from './find-labels.ts';
import { cutView, type Row, type Token, type View } from './page-view.ts';

/** Fewer aligned values than this may be chance. */
const LEAST_ROWS = 4;
/** Space between cells is clearly wider than between the lines of one. */
const CLEARLY_WIDER = 1.25;

/** A table of one page: labels left of x, values right of it, between two heights. */
interface FormTable {
  readonly page: number;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Labels of a table with the height that they take up. */
interface LabelCell {
  readonly id: string;
  readonly similarity: number;
  readonly label: readonly Token[];
  readonly top: number;
  readonly bottom: number;
}

/** A table shows by values that start after a gap, most of them at the same place. */
function findTable(entries: readonly Entry[], view: View): FormTable | null {
  const width = view.pages.values().next().value?.width ?? 0;
  const aligned = entries.flatMap((entry) => {
    const [label, first] = [entry.label[0], entry.beside[0]];
    return label !== undefined && first?.opensSegment === true ? [{ label, x: first.box[0] }] : [];
  });
  const near = (x: number): typeof aligned => aligned.filter((other) => Math.abs(other.x - x) < 0.012 * width);
  const best = aligned.reduce<typeof aligned>((most, { x }) => (near(x).length > most.length ? near(x) : most), []);
  const [first] = best;
  if (first === undefined || best.length < LEAST_ROWS || best.length < 0.6 * aligned.length) return null;
  const x = Math.min(...best.map((one) => one.x));
  // Labels in the value column make it a second column of questions.
  const questions = entries.filter(
    ({ label }) => Math.abs((label[0]?.box[0] ?? 0) - x) < 0.02 * width && label.at(-1)?.colon,
  );
  if (questions.length > 1 || best.some(({ label }) => label.box[0] > x - 0.05 * width)) return null;
  const { page, box } = first.label;
  const tops = best.filter(({ label }) => label.page === page).map(({ label }) => label.box[1]);
  const tolerance = 0.012 * width;
  // Cells whose value has no line at the label's height lie between the others or carry the table on.
  const more = entries.flatMap(({ label }) => {
    const [token] = label;
    const row = token === undefined ? undefined : view.rows[token.row];
    return token !== undefined && row !== undefined && fits(row, page, x, tolerance) ? [token.box[1]] : [];
  });
  let bottom = Math.max(...tops);
  for (const y of more.toSorted((a, b) => a - b)) if (y > bottom && y - bottom < 6 * box[3]) bottom = y;
  return { page, x: x - tolerance / 2, top: Math.min(...tops) - 2 * box[3], bottom: bottom + 4 * box[3] };
}

/** Nothing in the row crosses the edge of the value column, and what stands right of it begins there. */
function fits(row: Row, page: number, x: number, tolerance: number): boolean {
  const straddles = row.tokens.some(({ box }) => box[0] < x - tolerance && box[0] + box[2] > x + tolerance);
  const at = row.tokens.findIndex(({ box }) => box[0] >= x - tolerance);
  const [before, first] = [row.tokens[at - 1], row.tokens[at]];
  // Text under the table may have a word begin there by chance.
  const begins = first !== undefined && first.box[0] < x + tolerance && (first.opensSegment || before?.colon !== true);
  return row.page === page && !straddles && (first === undefined || begins);
}

function middle([, y, , height]: Token['box']): number {
  return y + height / 2;
}

/** Lines of the value column, top to bottom. */
function valueLines(view: View, table: FormTable): readonly Row[] {
  const column = cutView(view, table.x, Number.POSITIVE_INFINITY);
  return column.rows.filter((row) => row.page === table.page && inTable(table, row.box));
}

function inTable(table: FormTable, box: Token['box']): boolean {
  return middle(box) > table.top && middle(box) < table.bottom;
}

function labelCells(view: View, table: FormTable, specs: readonly LabelSpec[]): readonly LabelCell[] {
  const column = cutView(view, Number.NEGATIVE_INFINITY, table.x);
  const rows = column.rows.filter((row) => row.page === table.page && inTable(table, row.box));
  const own: View = {
    ...view,
    rows: rows.map((row, i) => ({ ...row, tokens: row.tokens.map((token) => ({ ...token, row: i })) })),
  };
  const tokens = flatten(own);
  return findLabels(own, specs).map((hit) => {
    const label = tokens.slice(hit.first, hit.last + 1);
    const tops = label.map((token) => token.box[1]);
    const bottoms = label.map((token) => token.box[1] + token.box[3]);
    return { id: hit.id, similarity: hit.similarity, label, top: Math.min(...tops), bottom: Math.max(...bottoms) };
  });
}

/** Height at which the upper cell ends: the clearly widest gap between the lines of both, else just over the lower label. */
function edgeBetween(lines: readonly Row[], upper: LabelCell, lower: LabelCell): number {
  const height = (lower.label[0] as Token).box[3];
  const own = lines.filter(({ box }) => middle(box) > upper.top - height && middle(box) < lower.bottom + height);
  const gaps = own.slice(1).map(({ box }, i) => {
    const above = (own[i] as Row).box;
    return { size: box[1] - (above[1] + above[3]), at: (box[1] + above[1] + above[3]) / 2 };
  });
  const [widest = 0, second] = gaps.map((gap) => gap.size).sort((a, b) => b - a);
  const clear = second !== undefined && widest > Math.max(1, second) * CLEARLY_WIDER;
  return (clear ? gaps.find((gap) => gap.size === widest)?.at : undefined) ?? lower.top - 0.25 * height;
}

/**
 * Forms printed as a table of labels and values: labels and values may take several lines, and the shorter of the two
 * stands centred beside the longer, so neither's lines follow each other down the page. Where values line up in a
 * column, labels are read again without the values between their lines, and lines go to the label of their cell.
 * Entries of other layouts come back as they are.
 */
export function regroupTable(entries: readonly Entry[], view: View, specs: readonly LabelSpec[]): readonly Entry[] {
  const table = findTable(entries, view);
  if (table === null) return entries;
  const cells = labelCells(view, table, specs);
  if (cells.length < LEAST_ROWS) return entries;
  const lines = valueLines(view, table);
  const edges = cells.slice(1).map((cell, i) => edgeBetween(lines, cells[i] as LabelCell, cell));
  const regrouped = cells.map(({ id, similarity, label }, i): Entry => {
    const [top, bottom] = [edges[i - 1] ?? table.top, edges[i] ?? table.bottom];
    const own = lines.filter(({ box }) => middle(box) > top && middle(box) <= bottom).map((line) => line.tokens);
    const [beside = [], ...below] = own;
    return { id, similarity, label, beside, below };
  });
  const outside = (entry: Entry): boolean => {
    const label = entry.label[0] as Token;
    return label.page !== table.page || !inTable(table, label.box);
  };
  return [...entries.filter(outside), ...regrouped].sort(byPlace);
}

function byPlace(a: Entry, b: Entry): number {
  const [left, right] = [a.label[0] as Token, b.label[0] as Token];
  return left.page - right.page || left.box[1] - right.box[1];
}
