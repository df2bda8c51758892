import { toBitmap } from '../image/bitmap.ts';
import { findBlobs } from '../image/blobs.ts';
import type { GreyRaster } from '../image/raster.ts';
import { NOTHING_LEFT_OUT, type Without } from '../optional-steps.ts';
import { type DigitBoxes, findDigitBoxes } from './digit-boxes.ts';
import { eraseCrossings, eraseRuns } from './erase-rules.ts';
import {
  type Axis,
  findLevelRuns,
  findUprightRuns,
  joinRuns,
  RULE_INK,
  type RuleLimits,
  type Run,
} from './find-rules.ts';
import { removeLeaders } from './remove-leaders.ts';
import { removeSpecks } from './remove-specks.ts';
import { findTables, type TableBand } from './tables.ts';

/** A straight vertical rule; table cells end there. */
export interface VerticalRule {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** A straight level rule. */
export interface LevelRule {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

export interface WithoutRules {
  readonly page: GreyRaster;
  readonly verticalRules: readonly VerticalRule[];
  readonly tables: readonly TableBand[];
  /** Rows of boxes for one digit each. */
  readonly digitBoxes: readonly DigitBoxes[];
}

/** Measures at 300 dpi, in pixels. */
const SHAPE = {
  gap: 7,
  /** Shortest rule; words have no thin stroke as long. */
  length: 90,
  /** Shortest vertical rule: taller than any letter of a title. */
  verticalLength: 120,
  /** Shortest side of a box for one digit, whose ends touch level rules. */
  boxHeight: 50,
  thickness: 7,
  margin: 3,
} as const;

/**
 * Removes ruled lines, frames and dotted leaders, which cost more words than anything else on clean forms. Where a
 * letter crosses a rule the ink stays. Vertical rules, tables and boxes for digits are reported. On a bilevel page
 * specks go too.
 */
export function removeRules(
  page: GreyRaster,
  dpi: number,
  bilevel = false,
  without: Without = NOTHING_LEFT_OUT,
): WithoutRules {
  const unit = dpi / 300;
  const { width, height } = page;
  const limits = scaledLimits(unit);
  const rows: Axis = { data: page.data, lines: height, length: width, alongStep: 1, acrossStep: width };
  const ink = toBitmap(page, RULE_INK);
  const levelRuns = findLevelRuns(rows, ink, limits);
  const levels = joinRuns(levelRuns, limits.thickness);
  const columns: Axis = { data: page.data, lines: width, length: height, alongStep: width, acrossStep: 1 };
  const uprightLimits = { ...limits, gap: Math.max(2, limits.gap >> 1), length: Math.round(SHAPE.boxHeight * unit) };
  const tall = Math.round(SHAPE.verticalLength * unit);
  const freeRuns = findUprightRuns(columns, ink, uprightLimits);
  const evenRows = findDigitBoxes(joinRuns(freeRuns, limits.thickness).map(toVerticalRule), unit);
  const uprightRuns = freeRuns.filter(
    (run) =>
      run.to - run.from + 1 >= tall ||
      standsBetween(run, levels, limits.thickness) ||
      // No word has as many tall strokes at an even pitch, whether the rules above and below them were found or not.
      evenRows.some((row) => isBetweenCells(row, toVerticalRule(run), limits.thickness)),
  );
  const uprights = joinRuns(uprightRuns, limits.thickness);
  const data = page.data.slice();
  eraseRuns(data, rows, levelRuns, limits);
  eraseRuns(data, columns, uprightRuns, uprightLimits);
  eraseCrossings(data, page, levels, uprights, limits.thickness);
  const cleared: GreyRaster = { width, height, channels: 1, data };
  const blobs = findBlobs(cleared, RULE_INK);
  if (!without.has('leaders')) removeLeaders(data, width, height, blobs, dpi);
  if (bilevel && !without.has('specks')) removeSpecks(data, width, blobs, dpi);
  const verticalRules = uprights.map(toVerticalRule);
  const levelRules = levels.map((rule) => ({ y: rule.line, left: rule.from, right: rule.to }));
  const digitBoxes = findDigitBoxes(verticalRules, unit);
  const ofTables = verticalRules.filter((rule) => !digitBoxes.some((row) => isSideOf(row, rule)));
  return { page: cleared, verticalRules, tables: findTables(ofTables, levelRules, unit), digitBoxes };
}

function toVerticalRule({ line, from, to }: Run): VerticalRule {
  return { x: line, top: from, bottom: to };
}

/** True when a rule stands where two of the boxes meet, or at either end of them. */
function isBetweenCells({ cells }: DigitBoxes, { x, top, bottom }: VerticalRule, reach: number): boolean {
  return cells.some(([left, y, width, height]) => {
    const middle = y + height / 2;
    const away = Math.min(Math.abs(x - left), Math.abs(x - left - width));
    return top <= middle && bottom >= middle && away <= 2 * reach && (x < left || x > left + width);
  });
}

/** True when a rule is the side of one of the boxes. */
function isSideOf({ cells }: DigitBoxes, { x, top, bottom }: VerticalRule): boolean {
  const first = cells[0]!;
  const last = cells.at(-1)!;
  const middle = first[1] + first[3] / 2;
  return top <= middle && bottom >= middle && x >= first[0] - first[2] && x <= last[0] + 2 * last[2];
}

function scaledLimits(unit: number): RuleLimits {
  return {
    gap: Math.max(3, Math.round(SHAPE.gap * unit)),
    length: Math.round(SHAPE.length * unit),
    thickness: Math.max(3, Math.round(SHAPE.thickness * unit)),
    margin: Math.max(2, Math.round(SHAPE.margin * unit)),
  };
}

/** True when both ends of an upright run meet level rules, as the sides of a box do. */
function standsBetween(run: Run, levels: readonly Run[], reach: number): boolean {
  const meets = (y: number): boolean =>
    levels.some(
      (rule) => Math.abs(rule.line - y) <= 2 * reach && rule.from - reach <= run.line && rule.to + reach >= run.line,
    );
  return meets(run.from) && meets(run.to);
}
