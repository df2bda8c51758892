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

/** Thin free runs along rows. */
export function findLevelRuns(axis: Axis, limits: RuleLimits): Run[] {
  const found: Run[] = [];
  const { data, lines, length, acrossStep } = axis;
  for (let line = 0; line < lines; line += 1) {
    let from = -1;
    let last = -1;
    const base = line * acrossStep;
    for (let at = 0; at <= length; at += 1) {
      if (at < length && data[base + at]! < RULE_INK) {
        if (from < 0) from = at;
        last = at;
      } else if (from >= 0 && (at === length || at - last > limits.gap)) {
        if (last - from + 1 >= limits.length) collectFree(axis, limits, line, from, last, found);
        from = -1;
      }
    }
  }
  return found;
}

/** The same for columns, in one sweep over the rows: walking down each column would miss the cache at every step. */
export function findUprightRuns(axis: Axis, limits: RuleLimits): Run[] {
  const found: Run[] = [];
  const { data, lines: width, length: height } = axis;
  const first = new Int32Array(width).fill(-1);
  const last = new Int32Array(width);
  const close = (x: number): void => {
    if (last[x]! - first[x]! + 1 >= limits.length) collectFree(axis, limits, x, first[x]!, last[x]!, found);
    first[x] = -1;
  };
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    for (let x = 0; x < width; x += 1) {
      if (data[from + x]! < RULE_INK) {
        if (first[x]! < 0) first[x] = y;
        last[x] = y;
      } else if (first[x]! >= 0 && y - last[x]! > limits.gap) {
        close(x);
      }
    }
  }
  for (let x = 0; x < width; x += 1) if (first[x]! >= 0) close(x);
  return found;
}

/**
 * Cuts a dark run into the stretches in which at least nine of ten inked columns are thin and free: a leader that
 * follows a word in the same run is found, the word is left out.
 */
function collectFree(axis: Axis, limits: RuleLimits, line: number, from: number, to: number, found: Run[]): void {
  const cost = FREE_SHARE / (1 - FREE_SHARE);
  let start = -1;
  let score = 0;
  let bestScore = 0;
  let bestEnd = -1;
  const close = (): void => {
    if (start >= 0 && bestEnd - start + 1 >= limits.length) found.push({ line, from: start, to: bestEnd });
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
