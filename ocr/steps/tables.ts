import type { Box } from '../../common/domain/reading.ts';
import type { LevelRule, VerticalRule } from './remove-rules.ts';

/** A part of a table in which the columns stay the same. */
export interface TableBand {
  readonly box: Box;
  /** Places of the upright rules, left to right, the outer ones included. */
  readonly columns: readonly number[];
  /** Places of the level rules between rows, top to bottom. */
  readonly rows: readonly number[];
}

/** Measures at 300 dpi, in pixels. */
const LEAST = { columnWidth: 40, bandHeight: 40 } as const;
const FEWEST_UPRIGHTS = 3;
/** Distance between a rule's end and the rule that it meets. */
const REACH = 20;

/** Frames with two columns at least, closed by level rules. */
export function findTables(
  verticals: readonly VerticalRule[],
  levels: readonly LevelRule[],
  unit: number,
): readonly TableBand[] {
  const reach = REACH * unit;
  return groupTouching(verticals, levels, reach).flatMap((group) =>
    cutIntoBands(mendBreaks(group, levels, reach), levels, unit),
  );
}

/**
 * Joins the pieces of an upright rule that broke where nothing ends it, as faint print does, and lets one that ends in
 * mid-air reach the next level rule. Where a level rule ends it, it really ends: cells are merged there.
 */
function mendBreaks(
  group: readonly VerticalRule[],
  levels: readonly LevelRule[],
  reach: number,
): readonly VerticalRule[] {
  const ys = levels
    .filter((level) => group.some((rule) => rule.x >= level.left - reach && rule.x <= level.right + reach))
    .map((level) => level.y);
  const top = Math.min(...group.map((rule) => rule.top));
  const bottom = Math.max(...group.map((rule) => rule.bottom));
  const above = (y: number): number => Math.max(top, ...ys.filter((level) => level <= y + reach));
  const below = (y: number): number => Math.min(bottom, ...ys.filter((level) => level >= y - reach));
  const mended: VerticalRule[] = [];
  for (const rule of group.toSorted((a, b) => a.top - b.top)) {
    const whole = { x: rule.x, top: above(rule.top), bottom: below(rule.bottom) };
    const before = mended.findIndex(
      (other) => Math.abs(other.x - rule.x) <= reach / 2 && other.bottom >= whole.top - reach,
    );
    if (before < 0) mended.push(whole);
    else mended[before] = { ...mended[before]!, bottom: Math.max(mended[before]!.bottom, whole.bottom) };
  }
  return mended;
}

/** Upright rules that one level rule touches stand in one table. */
function groupTouching(
  verticals: readonly VerticalRule[],
  levels: readonly LevelRule[],
  reach: number,
): readonly VerticalRule[][] {
  let groups: VerticalRule[][] = [];
  const loose = new Set(verticals);
  for (const level of levels) {
    const touched = verticals.filter(
      (rule) =>
        level.y >= rule.top - reach &&
        level.y <= rule.bottom + reach &&
        rule.x >= level.left - reach &&
        rule.x <= level.right + reach,
    );
    if (touched.length < FEWEST_UPRIGHTS) continue;
    for (const rule of touched) loose.delete(rule);
    const joined = groups.filter((group) => group.some((rule) => touched.includes(rule)));
    groups = [...groups.filter((group) => !joined.includes(group)), [...new Set([...joined.flat(), ...touched])]];
  }
  return groups;
}

/** Cuts a table where an upright rule starts or ends. */
function cutIntoBands(group: readonly VerticalRule[], levels: readonly LevelRule[], unit: number): TableBand[] {
  const reach = REACH * unit;
  const cuts = distinct(
    group.flatMap((rule) => [rule.top, rule.bottom]),
    reach,
  );
  const bands: TableBand[] = [];
  for (const [i, bottom] of cuts.slice(1).entries()) {
    const top = cuts[i]!;
    const through = group.filter((rule) => rule.top <= top + reach && rule.bottom >= bottom - reach);
    const columns = distinct(
      through.map((rule) => rule.x),
      LEAST.columnWidth * unit,
    );
    if (columns.length < FEWEST_UPRIGHTS || bottom - top < LEAST.bandHeight * unit) continue;
    const [left, right] = [columns[0]!, columns.at(-1)!];
    const closing = levels.filter((level) => level.left <= left + reach && level.right >= right - reach);
    const closed = [top, bottom].every((y) => closing.some((level) => Math.abs(level.y - y) <= reach));
    if (!closed) continue;
    const rows = rowsBetween(levels, { left, right, top: top + reach, bottom: bottom - reach }, reach);
    bands.push({ box: [left, top, right - left, bottom - top], columns, rows });
  }
  return bands;
}

/** Level rules that, pieces taken together, cover most of a table's width. */
function rowsBetween(
  levels: readonly LevelRule[],
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  reach: number,
): readonly number[] {
  const inside = levels.filter(
    (level) => level.y > top && level.y < bottom && level.right > left && level.left < right,
  );
  return distinct(
    inside.map((level) => level.y),
    reach,
  ).filter((y) => {
    const pieces = inside.filter((level) => level.y >= y && level.y <= y + reach);
    const covered = pieces.reduce((sum, piece) => sum + Math.min(right, piece.right) - Math.max(left, piece.left), 0);
    return covered >= (right - left) * 0.6;
  });
}

/** Sorted values of which those closer than `reach` count as one. */
function distinct(values: readonly number[], reach: number): number[] {
  const result: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    if (result.length === 0 || value - result.at(-1)! > reach) result.push(value);
  }
  return result;
}
