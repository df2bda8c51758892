import type { Entry } from './entry.ts';
import type { Row, Token, View } from './page-view.ts';

/** A value cell counts as started where a wide gap lies before its first word. */
interface Cell {
  readonly entry: Entry;
  readonly label: Token;
}

/** Fewer aligned values than this may be chance. */
const LEAST_ROWS = 4;
/** Space between cells is clearly wider than between the lines of one. */
const CLEARLY_WIDER = 1.25;

/** Left edge of the column in which most values start after a gap; null when they don't line up. */
function valueColumn(cells: readonly Cell[], width: number): number | null {
  const starts = cells.flatMap(({ entry }) => {
    const first = entry.beside[0];
    return first?.opensSegment === true ? [first.box[0]] : [];
  });
  if (starts.length < LEAST_ROWS) return null;
  const near = (x: number): number => starts.filter((other) => Math.abs(other - x) < 0.012 * width).length;
  const x = starts.reduce((best, start) => (near(start) > near(best) ? start : best));
  return near(x) >= LEAST_ROWS && near(x) >= 0.7 * starts.length ? x : null;
}

function middle(box: Token['box']): number {
  return box[1] + box[3] / 2;
}

/** Height at which one cell ends and the next begins: the clearly widest gap between the lines of both; else null. */
function boundary(lines: readonly Row[]): number | null {
  const gaps = lines.slice(1).map((line, i) => {
    const above = lines[i] as Row;
    return { size: line.box[1] - (above.box[1] + above.box[3]), at: (line.box[1] + above.box[1] + above.box[3]) / 2 };
  });
  const sizes = gaps.map((gap) => gap.size).sort((a, b) => b - a);
  const [widest = 0, second] = sizes;
  if (second === undefined || widest < Math.max(1, second) * CLEARLY_WIDER) return null;
  return gaps.find((gap) => gap.size === widest)?.at ?? null;
}

/**
 * Forms printed as a table of labels and values: a value of several lines stands centred beside its label, so lines
 * above the label's own height are its too. Where values line up in a column and the space between cells tells them
 * apart, lines go to the label of their cell; entries of other layouts come back as they are.
 */
export function regroupTable(entries: readonly Entry[], view: View): readonly Entry[] {
  const width = view.pages.values().next().value?.width ?? 0;
  const cells: readonly Cell[] = entries.flatMap((entry) => {
    const label = entry.label[0];
    return label === undefined ? [] : [{ entry, label }];
  });
  const x = valueColumn(cells, width);
  if (x === null) return entries;
  const inColumn = cells.filter(({ label }) => label.box[0] < x - 0.05 * width);
  // A label in the value column means that the column is no column of values.
  if (cells.some(({ label }) => label.box[0] >= x - 0.02 * width && label.box[0] < x + 0.02 * width)) return entries;
  const replaced = new Map<Entry, Entry>();
  for (const [i, { entry, label }] of inColumn.entries()) {
    const next = inColumn[i + 1];
    const previous = inColumn[i - 1];
    const top = previous === undefined ? null : edgeBetween(view, x, previous.label, label);
    const bottom = next === undefined ? null : edgeBetween(view, x, label, next.label);
    if (top === null && bottom === null) continue;
    const lines = valueLines(view, x, label.page).filter((line) => {
      const y = middle(line.box);
      return y > (top ?? middle(label.box) - label.box[3]) && y < (bottom ?? next?.label.box[1] ?? y);
    });
    const [beside, ...below] = lines.map((line) => line.tokens);
    if (beside !== undefined) replaced.set(entry, { ...entry, beside, below });
  }
  return entries.map((entry) => replaced.get(entry) ?? entry);
}

/** Lines of the value column of one page. */
function valueLines(view: View, x: number, page: number): readonly Row[] {
  return view.rows.flatMap((row) => {
    const tokens = row.page === page ? row.tokens.filter((token) => token.box[0] >= x - token.box[3]) : [];
    const [first] = tokens;
    const last = tokens.at(-1);
    if (first === undefined || last === undefined) return [];
    const heights = tokens.map((token) => token.box[1]);
    const bottoms = tokens.map((token) => token.box[1] + token.box[3]);
    const top = Math.min(...heights);
    return [
      {
        tokens,
        page,
        box: [first.box[0], top, last.box[0] + last.box[2] - first.box[0], Math.max(...bottoms) - top] as const,
      },
    ];
  });
}

/** The edge between the cells of two labels, one under the other; null when the lines between show none. */
function edgeBetween(view: View, x: number, upper: Token, lower: Token): number | null {
  if (upper.page !== lower.page) return null;
  const lines = valueLines(view, x, upper.page).filter((line) => {
    const y = middle(line.box);
    return y > middle(upper.box) - upper.box[3] && y < middle(lower.box) + lower.box[3];
  });
  return boundary(lines);
}
