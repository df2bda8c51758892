import { findLabels, flatten, type LabelHit, type LabelSpec } from './find-labels.ts';
import { cutView, type Token, type View } from './page-view.ts';

/** A page whose left and right half ask the same of two people. */
export interface PairedColumns {
  readonly left: View;
  readonly right: View;
  /** The label on the left is the first of the pair. */
  readonly inOrder: boolean;
  /** Rows that show the division. */
  readonly rows: number;
}

/**
 * Finds the division of a page on which two people's answers stand side by side: rows in which the same question is
 * asked twice, or one of the two roles left and the other right. Null when they don't.
 *
 * @param roles ids of the two people's own labels
 * @param ignored ids that may stand twice in a row of one person
 */
export function findPairedColumns(
  view: View,
  specs: readonly LabelSpec[],
  roles: readonly [first: string, second: string],
  ignored: readonly string[] = [],
): PairedColumns | null {
  const tokens = flatten(view);
  const hits = findLabels(view, specs);
  const width = view.pages.values().next().value?.width ?? 0;
  const margin = Math.min(...hits.map((hit) => (tokens[hit.first] as Token).box[0])) + 0.1 * width;
  const starts: number[] = [];
  let inOrder: boolean | null = null;
  let shownAt = Number.POSITIVE_INFINITY;
  for (const [i, hit] of hits.entries()) {
    const opening = tokens[hit.first] as Token;
    // In a table with a column of labels the first of the two stands right of that column.
    if (opening.box[0] > margin) continue;
    for (const other of hits.slice(i + 1)) {
      const second = tokens[other.first] as Token;
      if (second.row !== opening.row) break;
      const each = roles.includes(hit.id) && roles.includes(other.id) && hit.id !== other.id;
      if (!each && !isTwice(hit, other, ignored)) continue;
      starts.push(second.box[0]);
      if (!each || inOrder !== null) continue;
      inOrder = hit.id === roles[0];
      shownAt = opening.row;
    }
  }
  if (starts.length === 0) return null;
  // Signatures at the foot may stand elsewhere: most rows decide.
  const usual = starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 2)] as number;
  // Over signatures the two may stand the other way round: a role whose fellow's label was lost higher up decides.
  const lone = hits.find((hit) => {
    const { box, row } = tokens[hit.first] as Token;
    const opens = box[0] <= margin || Math.abs(box[0] - usual) < 0.05 * width;
    return roles.includes(hit.id) && !hit.soft && opens && row < shownAt;
  });
  if (lone !== undefined) inOrder = (lone.id === roles[0]) === (tokens[lone.first] as Token).box[0] <= margin;
  const x = Math.min(...starts.filter((start) => Math.abs(start - usual) < 0.05 * width)) - 0.01 * width;
  return {
    left: cutView(view, Number.NEGATIVE_INFINITY, x),
    right: cutView(view, x, Number.POSITIVE_INFINITY),
    inOrder: inOrder ?? true,
    rows: starts.length,
  };
}

function isTwice(hit: LabelHit, other: LabelHit, ignored: readonly string[]): boolean {
  return hit.id === other.id && hit.wording === other.wording && !ignored.includes(hit.id);
}
