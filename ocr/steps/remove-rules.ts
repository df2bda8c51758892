import { findBlobs } from '../image/blobs.ts';
import type { GreyRaster } from '../image/raster.ts';
import { removeLeaders } from './remove-leaders.ts';

/** A straight vertical rule; table cells end there. */
export interface VerticalRule {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface WithoutRules {
  readonly page: GreyRaster;
  readonly verticalRules: readonly VerticalRule[];
}

/** Measures at 300 dpi, in pixels. */
const SHAPE = {
  /** Largest hole in a rule: between the dots of a leader. */
  gap: 7,
  /** Shortest rule; words have no thin stroke as long. */
  length: 90,
  /** Shortest vertical rule: taller than any letter of a title. */
  verticalLength: 120,
  /** Shortest side of a box for one digit, whose ends touch level rules. */
  boxHeight: 50,
  thickness: 7,
  /** Paper that must lie on both sides. */
  margin: 3,
} as const;

/** Share of a rule's inked columns that must be thin and lie free; at 60 % it eats text. */
const FREE_SHARE = 0.9;
/** Darker than this, on a flattened page, is ink. */
const INK = 170;

/**
 * Removes ruled lines, frames and dotted leaders, which cost more words than anything else on clean forms. Where a
 * letter crosses a rule the ink stays. Vertical rules are reported.
 */
export function removeRules(page: GreyRaster, dpi: number): WithoutRules {
  const unit = dpi / 300;
  const data = Uint8Array.from(page.data);
  const { width, height } = page;
  const limits = {
    gap: Math.max(3, Math.round(SHAPE.gap * unit)),
    length: Math.round(SHAPE.length * unit),
    thickness: Math.max(3, Math.round(SHAPE.thickness * unit)),
    margin: Math.max(2, Math.round(SHAPE.margin * unit)),
  };
  const rows: Axis = { data: page.data, lines: height, length: width, alongStep: 1, acrossStep: width };
  const runs = findRuns(rows, limits);
  const levels = joinRuns(runs, limits.thickness);
  const columns: Axis = { data: page.data, lines: width, length: height, alongStep: width, acrossStep: 1 };
  const boxHeight = Math.round(SHAPE.boxHeight * unit);
  const uprightLimits = { ...limits, gap: Math.max(2, limits.gap >> 1), length: boxHeight };
  const tall = Math.round(SHAPE.verticalLength * unit);
  const uprightRuns = findUprightRuns(columns, uprightLimits).filter(
    (run) => run.to - run.from + 1 >= tall || standsBetween(run, levels, limits.thickness),
  );
  const uprights = joinRuns(uprightRuns, limits.thickness);
  erase(data, rows, runs, limits);
  erase(data, columns, uprightRuns, uprightLimits);
  eraseCrossings(data, width, height, levels, uprights, limits.thickness);
  const cleared: GreyRaster = { width, height, channels: 1, data };
  removeLeaders(data, width, height, findBlobs(cleared, INK), dpi);
  return {
    page: cleared,
    verticalRules: uprights.map((rule) => ({ x: rule.line, top: rule.from, bottom: rule.to })),
  };
}

/** The picture seen along rows or along columns. */
interface Axis {
  readonly data: Uint8Array;
  /** Number of rows (or columns). */
  readonly lines: number;
  readonly length: number;
  /** Index step to the next pixel of the same row (or column). */
  readonly alongStep: number;
  /** Index step to the next row (or column). */
  readonly acrossStep: number;
}

interface Limits {
  readonly gap: number;
  readonly length: number;
  readonly thickness: number;
  readonly margin: number;
}

interface Run {
  readonly line: number;
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

function findRuns(axis: Axis, limits: Limits): Run[] {
  const found: Run[] = [];
  const { data, lines, length, alongStep, acrossStep } = axis;
  for (let line = 0; line < lines; line += 1) {
    let from = -1;
    let last = -1;
    const base = line * acrossStep;
    for (let at = 0; at <= length; at += 1) {
      if (at < length && data[base + at * alongStep]! < INK) {
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
function findUprightRuns(axis: Axis, limits: Limits): Run[] {
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
      if (data[from + x]! < INK) {
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

/** True when both ends of an upright run meet level rules, as the sides of a box do. */
function standsBetween(run: Run, levels: readonly Run[], reach: number): boolean {
  const meets = (y: number): boolean =>
    levels.some(
      (rule) => Math.abs(rule.line - y) <= 2 * reach && rule.from - reach <= run.line && rule.to + reach >= run.line,
    );
  return meets(run.from) && meets(run.to);
}

/** Where rules cross or meet, neither is thin: the knots that stay behind look like full stops. */
function eraseCrossings(
  out: Uint8Array,
  width: number,
  height: number,
  levels: readonly Run[],
  uprights: readonly Run[],
  thickness: number,
): void {
  for (const upright of uprights) {
    for (const level of levels) {
      const meets =
        level.line >= upright.from - 2 * thickness &&
        level.line <= upright.to + 2 * thickness &&
        upright.line >= level.from - 2 * thickness &&
        upright.line <= level.to + 2 * thickness;
      if (!meets) continue;
      const reach = thickness;
      const x0 = Math.max(0, upright.line - reach);
      const x1 = Math.min(width - 1, upright.line + reach);
      for (let y = Math.max(0, level.line - reach); y <= Math.min(height - 1, level.line + reach); y += 1) {
        out.fill(255, y * width + x0, y * width + x1 + 1);
      }
    }
  }
}

/**
 * Cuts a dark run into the stretches in which at least nine of ten inked columns are thin and free: a leader that
 * follows a word in the same run is found, the word is left out.
 */
function collectFree(axis: Axis, limits: Limits, line: number, from: number, to: number, found: Run[]): void {
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
    if (axis.data[line * axis.acrossStep + at * axis.alongStep]! >= INK) continue;
    if (isFree(axis, limits, line, at)) {
      if (start < 0) start = at;
      score += 1;
      if (score >= bestScore) {
        bestScore = score;
        bestEnd = at;
      }
    } else if (start >= 0) {
      score -= cost;
      if (score < 0) {
        const resume = bestEnd;
        close();
        if (resume > at) at = resume;
      }
    }
  }
  close();
}

/** True when the ink through this pixel is thin across the rule and has paper on both sides. */
function isFree(axis: Axis, limits: Limits, line: number, at: number): boolean {
  const { data, lines, acrossStep, alongStep } = axis;
  const column = at * alongStep;
  let first = line;
  while (first > 0 && data[(first - 1) * acrossStep + column]! < INK) {
    first -= 1;
    if (line - first >= limits.thickness) return false;
  }
  let last = line;
  while (last < lines - 1 && data[(last + 1) * acrossStep + column]! < INK) {
    last += 1;
    if (last - first >= limits.thickness) return false;
  }
  for (let d = 1; d <= limits.margin; d += 1) {
    if (first - d >= 0 && data[(first - d) * acrossStep + column]! < INK) return false;
    if (last + d < lines && data[(last + d) * acrossStep + column]! < INK) return false;
  }
  return true;
}

/** Whitens the free columns of each run over their whole thickness, with the grey edge pixels beside them. */
function erase(out: Uint8Array, axis: Axis, runs: readonly Run[], limits: Limits): void {
  const { data, lines, acrossStep, alongStep } = axis;
  for (const run of runs) {
    for (let at = run.from; at <= run.to; at += 1) {
      const column = at * alongStep;
      const p = run.line * acrossStep + column;
      if (data[p]! >= INK) {
        // Grey halo between dots.
        if (data[p]! < 250 && isFreePaper(axis, limits, run.line, at)) out[p] = 255;
        continue;
      }
      if (!isFree(axis, limits, run.line, at)) continue;
      let first = run.line;
      while (first > 0 && data[(first - 1) * acrossStep + column]! < INK) first -= 1;
      let last = run.line;
      while (last < lines - 1 && data[(last + 1) * acrossStep + column]! < INK) last += 1;
      for (let l = Math.max(0, first - 2); l <= Math.min(lines - 1, last + 2); l += 1)
        out[l * acrossStep + column] = 255;
    }
  }
}

function isFreePaper(axis: Axis, limits: Limits, line: number, at: number): boolean {
  const { data, lines, acrossStep, alongStep } = axis;
  for (let d = 1; d <= limits.margin; d += 1) {
    if (line - d >= 0 && data[(line - d) * acrossStep + at * alongStep]! < INK) return false;
    if (line + d < lines && data[(line + d) * acrossStep + at * alongStep]! < INK) return false;
  }
  return true;
}

/** Joins the runs of neighbouring lines and broken pieces of one line into whole rules. */
function joinRuns(runs: readonly Run[], thickness: number): Run[] {
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
