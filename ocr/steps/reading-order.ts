import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine } from '../engines/engine.ts';
import { lineOf } from './lines.ts';
import type { VerticalRule } from './remove-rules.ts';
import type { TableBand } from './tables.ts';

/**
 * Puts lines in the order in which a person reads them: rows from top to bottom, what stands side by side in a row as
 * one line, tables cell by cell.
 */
export function inReadingOrder(
  lines: readonly EngineLine[],
  tables: readonly TableBand[],
  rules: readonly VerticalRule[],
): readonly EngineLine[] {
  const cells = tables.map(() => [] as EngineLine[]);
  const free: EngineLine[] = [];
  for (const line of lines) {
    const table = tables.findIndex((band) => holds(band.box, middleOf(line.box)));
    if (table < 0) free.push(line);
    else cells[table]!.push(line);
  }
  let ordered: readonly EngineLine[] = joinRows(free, rules);
  for (const [i, band] of tables.entries()) {
    const block = byCell(cells[i]!, band, rules);
    if (block.length === 0) continue;
    const after = ordered.findLastIndex((line) => line.box[1] + line.box[3] / 2 < band.box[1]);
    ordered = ordered.toSpliced(after + 1, 0, ...block);
  }
  return ordered;
}

function middleOf([x, y, width, height]: Box): readonly [number, number] {
  return [x + width / 2, y + height / 2];
}

function holds([x, y, width, height]: Box, [px, py]: readonly [number, number]): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height;
}

function byCell(lines: readonly EngineLine[], band: TableBand, rules: readonly VerticalRule[]): readonly EngineLine[] {
  const cells = new Map<string, { row: number; column: number; lines: EngineLine[] }>();
  for (const line of lines) {
    const [x, y] = middleOf(line.box);
    const row = band.rows.filter((rule) => rule < y).length;
    const column = band.columns.filter((rule) => rule < x).length;
    const key = `${row}|${column}`;
    const cell = cells.get(key) ?? { row, column, lines: [] };
    cell.lines.push(line);
    cells.set(key, cell);
  }
  return [...cells.values()]
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .flatMap((cell) => joinRows(cell.lines, rules));
}

/** Lines that stand side by side become one, top to bottom; a rule between them keeps them apart. */
function joinRows(lines: readonly EngineLine[], rules: readonly VerticalRule[]): readonly EngineLine[] {
  const rows: EngineLine[][] = [];
  for (const line of lines.toSorted((a, b) => a.box[1] + a.box[3] / 2 - (b.box[1] + b.box[3] / 2))) {
    const home = rows.findLast((row) => row.every((other) => standBeside(other.box, line.box)) && isLevel(row, line));
    if (home === undefined) rows.push([line]);
    else home.push(line);
  }
  return rows.flatMap((row) => joinRow(row, rules));
}

function standBeside(a: Box, b: Box): boolean {
  return Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]) <= 2;
}

/** On a level with its nearest neighbour in the row. */
function isLevel(row: readonly EngineLine[], line: EngineLine): boolean {
  const distance = ({ box }: EngineLine): number =>
    Math.max(box[0] - (line.box[0] + line.box[2]), line.box[0] - (box[0] + box[2]));
  const { box } = row.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  const overlap = Math.min(box[1] + box[3], line.box[1] + line.box[3]) - Math.max(box[1], line.box[1]);
  return overlap > 0.5 * Math.min(box[3], line.box[3]);
}

function joinRow(row: readonly EngineLine[], rules: readonly VerticalRule[]): readonly EngineLine[] {
  const joined: EngineLine[] = [];
  for (const line of row.toSorted((a, b) => a.box[0] - b.box[0])) {
    const before = joined.at(-1);
    if (before === undefined || isRuleBetween(before.box, line.box, rules)) {
      joined.push(line);
      continue;
    }
    const letters = (one: EngineLine): number => one.words.reduce((sum, word) => sum + word.text.length, 0);
    const [a, b] = [letters(before), letters(line)];
    joined[joined.length - 1] = lineOf(
      [...before.words, ...line.words],
      (before.confidence * a + line.confidence * b) / (a + b),
    );
  }
  return joined;
}

function isRuleBetween(a: Box, b: Box, rules: readonly VerticalRule[]): boolean {
  const y = (Math.max(a[1], b[1]) + Math.min(a[1] + a[3], b[1] + b[3])) / 2;
  return rules.some((rule) => rule.top <= y && rule.bottom >= y && rule.x >= a[0] + a[2] - 4 && rule.x <= b[0] + 4);
}
