import type { Bitmap } from '../image/bitmap.ts';

/** Darker than this, on a flattened page, is ink. */
export const RULE_INK = 170;

/** Share of a rule's inked columns that must be thin and lie free; at 60 % it eats text. */
const FREE_SHARE = 0.9;

/** The picture seen along rows or along columns. */
export interface Axis {
  readonly data: Uint8Array;
  /** Number of rows (or columns). */
  readonly lines: number;
  readonly length: number;
  /** Index step to the next pixel of the same row (or column). */
  readonly alongStep: number;
  /** Index step to the next row (or column). */
  readonly acrossStep: number;
}

/** In pixels. */
export interface RuleLimits {
  /** Largest hole in a rule: between the dots of a leader. */
  readonly gap: number;
  readonly length: number;
  readonly thickness: number;
  /** Paper that must lie on both sides. */
  readonly margin: number;
}

/** A stretch of one row (or column); a rule is one or several side by side. */
export interface Run {
  readonly line: number;
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

/**
 * Thin free runs along rows. A run of ink with small holes leaves no eight pixels in a row white, so that rows are looked
 * at closely only where enough eights in succession hold ink.
 */
export function findLevelRuns(axis: Axis, ink: Bitmap, limits: RuleLimits): Run[] {
  const found: Run[] = [];
  const add = (run: Run): unknown => found.push(run);
  const { lines, length } = axis;
  const eights = new Uint8Array(ink.words.buffer);
  const perLine = ink.stride * 4;
  const enough = Math.max(1, Math.floor((limits.length - 7) / 8));
  const holes = Math.floor(limits.gap / 8);
  for (let line = 0; line < lines; line += 1) {
    const base = line * perLine;
    let first = -1;
    let last = -1;
    for (let at = base; at < base + perLine; at += 1) {
      if (eights[at] === 0) continue;
      if (first >= 0 && at - last - 1 > holes) {
        if (last - first + 1 >= enough) {
          searchLine(axis, limits, line, (first - base) * 8, Math.min(length, (last - base + 1) * 8), add);
        }
        first = -1;
      }
      if (first < 0) first = at;
      last = at;
    }
    if (first >= 0 && last - first + 1 >= enough) {
      searchLine(axis, limits, line, (first - base) * 8, Math.min(length, (last - base + 1) * 8), add);
    }
  }
  return found;
}

/** Takes a run and the last pixel of the ink that it was cut from. */
type AddRun = (run: Run, until: number) => unknown;

/** The runs of one line between two places, outside of which lies paper wider than a hole. */
function searchLine(axis: Axis, limits: RuleLimits, line: number, begin: number, end: number, add: AddRun): void {
  const { data, acrossStep, alongStep } = axis;
  const base = line * acrossStep;
  let from = -1;
  let last = -1;
  for (let at = begin; at < end; at += 1) {
    if (data[base + at * alongStep]! < RULE_INK) {
      if (from < 0) from = at;
      last = at;
    } else if (from >= 0 && at - last > limits.gap) {
      if (last - from + 1 >= limits.length) collectFree(axis, limits, line, from, last, add);
      from = -1;
    }
  }
  if (from >= 0 && last - from + 1 >= limits.length) collectFree(axis, limits, line, from, last, add);
}

/** The same for columns; rows are put together by the group so that a column is walked only where it can hold a rule. */
export function findUprightRuns(axis: Axis, ink: Bitmap, limits: RuleLimits): Run[] {
  const { lines: width, length: height } = axis;
  const group = Math.max(8, limits.gap + 1);
  const enough = Math.max(1, Math.floor((limits.length - group + 1) / group));
  const { stride, words } = ink;
  const groups = Math.ceil(height / group);
  const inked = new Uint32Array(groups * stride);
  for (let y = 0, at = 0; y < height; y += 1) {
    const base = Math.floor(y / group) * stride;
    for (let w = base; w < base + stride; w += 1, at += 1) inked[w]! |= words[at]!;
  }
  const worth = columnsInked(inked, groups, stride, enough);
  const found: { readonly run: Run; readonly until: number }[] = [];
  for (let x = 0; x < width; x += 1) {
    const bit = 1 << (x & 31);
    if ((worth[x >> 5]! & bit) === 0) continue;
    let first = -1;
    for (let g = 0, at = x >> 5; g <= groups; g += 1, at += stride) {
      if (g < groups && (inked[at]! & bit) !== 0) {
        if (first < 0) first = g;
      } else if (first >= 0) {
        if (g - first >= enough) {
          searchLine(axis, limits, x, first * group, Math.min(height, g * group), (run, until) =>
            found.push({ run, until }),
          );
        }
        first = -1;
      }
    }
  }
  // From top to bottom by where their ink ends: pieces of one rule are joined in this order.
  return found.sort((a, b) => a.until - b.until || a.run.line - b.run.line).map(({ run }) => run);
}

/** Bits of the columns that hold ink in so many successive groups somewhere; 32 columns are looked at at once. */
function columnsInked(inked: Uint32Array, groups: number, stride: number, enough: number): Uint32Array {
  const worth = new Uint32Array(stride);
  // Each pass doubles the number of groups that a word speaks for, the last one fills it up to `enough`.
  const all = inked.slice();
  let span = 1;
  while (span < enough) {
    const step = Math.min(span, enough - span);
    const ahead = step * stride;
    const end = Math.max(0, groups - span - step + 1) * stride;
    for (let i = 0; i < end; i += 1) all[i]! &= all[i + ahead]!;
    span += step;
  }
  const end = Math.max(0, groups - enough + 1) * stride;
  for (let i = 0; i < end; i += 1) worth[i % stride]! |= all[i]!;
  return worth;
}

/**
 * Cuts a dark run into the stretches in which at least nine of ten inked columns are thin and free: a leader that
 * follows a word in the same run is found, the word is left out.
 */
function collectFree(axis: Axis, limits: RuleLimits, line: number, from: number, to: number, add: AddRun): void {
  const cost = FREE_SHARE / (1 - FREE_SHARE);
  let start = -1;
  let score = 0;
  let bestScore = 0;
  let bestEnd = -1;
  const close = (): void => {
    if (start >= 0 && bestEnd - start + 1 >= limits.length) add({ line, from: start, to: bestEnd }, to);
    start = -1;
    score = 0;
    bestScore = 0;
    bestEnd = -1;
  };
  for (let at = from; at <= to; at += 1) {
    if (axis.data[line * axis.acrossStep + at * axis.alongStep]! >= RULE_INK) continue;
    if (thicknessIfFree(axis, limits, line, at) !== undefined) {
      if (start < 0) start = at;
      score += 1;
      if (score >= bestScore) {
        bestScore = score;
        bestEnd = at;
      }
    } else if (start >= 0) {
      score -= cost;
      if (score < 0) close();
    }
  }
  close();
}

/** First and last pixel of the ink across a rule, when it is thin there and has paper on both sides. */
export function thicknessIfFree(
  axis: Axis,
  limits: RuleLimits,
  line: number,
  at: number,
): readonly [first: number, last: number] | undefined {
  const { data, lines, acrossStep, alongStep } = axis;
  const column = at * alongStep;
  let first = line;
  while (first > 0 && data[(first - 1) * acrossStep + column]! < RULE_INK) {
    first -= 1;
    if (line - first >= limits.thickness) return undefined;
  }
  let last = line;
  while (last < lines - 1 && data[(last + 1) * acrossStep + column]! < RULE_INK) {
    last += 1;
    if (last - first >= limits.thickness) return undefined;
  }
  for (let d = 1; d <= limits.margin; d += 1) {
    if (first - d >= 0 && data[(first - d) * acrossStep + column]! < RULE_INK) return undefined;
    if (last + d < lines && data[(last + d) * acrossStep + column]! < RULE_INK) return undefined;
  }
  return [first, last];
}

/** Joins the runs of neighbouring lines and broken pieces of one line into whole rules. */
export function joinRuns(runs: readonly Run[], thickness: number): Run[] {
  const rules: { line: number; from: number; to: number }[] = [];
  for (const run of runs) {
    const near = rules.findLast(
      (rule) => Math.abs(rule.line - run.line) <= thickness && run.from <= rule.to + 60 && run.to >= rule.from - 60,
    );
    if (near === undefined) {
      rules.push({ ...run });
    } else {
      near.from = Math.min(near.from, run.from);
      near.to = Math.max(near.to, run.to);
    }
  }
  return rules;
}
