import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine, EngineSymbol, LineZone, OcrEngine } from '../engines/engine.ts';
import { unionBox } from '../image/boxes.ts';
import { filledGrey, type GreyRaster } from '../image/raster.ts';
import type { VerticalRule } from './remove-rules.ts';
import { wordConfidence } from './words.ts';

/** A row of boxes of equal width, left to right, for one digit each: citizen numbers on forms. */
export interface DigitBoxes {
  readonly cells: readonly Box[];
}

const FEWEST_CELLS = 6;
/** Measures at 300 dpi, in pixels. */
const CELL = { narrowest: 30, widest: 120, tallest: 130, inset: 5, drift: 24 } as const;
/** Darker than this is ink; on a faint print up to so light, by the darkest pixels of the row. */
const INK = { usual: 150, faint: 205 } as const;
const DARKEST = 40;

/** Groups upright rules of the same top and bottom that stand at an even pitch with no other between them. */
export function findDigitBoxes(rules: readonly VerticalRule[], unit: number): readonly DigitBoxes[] {
  const rows: DigitBoxes[] = [];
  for (const level of groupByLevel(rules, unit)) {
    let row: VerticalRule[] = [];
    const close = (): void => {
      if (row.length > FEWEST_CELLS) rows.push({ cells: cellsBetween(row, unit) });
    };
    for (const rule of level) {
      row.push(...lostBetween(row, rule));
      if (row.length > 0 && !continuesRow(row, rule, unit)) {
        close();
        row = row.slice(-1);
        if (!continuesRow(row, rule, unit)) row = [];
      }
      row.push(rule);
    }
    close();
  }
  return rows;
}

/** Rules of about the same top and bottom, left to right. A dotted line through the boxes may cut some sides short. */
function groupByLevel(rules: readonly VerticalRule[], unit: number): readonly VerticalRule[][] {
  const groups: VerticalRule[][] = [];
  for (const rule of rules.toSorted((a, b) => a.x - b.x)) {
    if (rule.bottom - rule.top > CELL.tallest * unit) continue;
    const group = groups.find((candidate) => {
      const last = candidate.at(-1)!;
      return (
        Math.abs(rule.top - last.top) <= CELL.drift * unit && Math.abs(rule.bottom - last.bottom) <= CELL.drift * unit
      );
    });
    if (group === undefined) groups.push([rule]);
    else group.push(rule);
  }
  return groups;
}

/** A side that lies under a seal or was broken: where two boxes fit between a row and the next rule, the one between. */
function lostBetween(row: readonly VerticalRule[], rule: VerticalRule): readonly VerticalRule[] {
  const last = row.at(-1);
  if (last === undefined || row.length < 3) return [];
  const pitch = (last.x - row[0]!.x) / (row.length - 1);
  const gap = rule.x - last.x;
  return Math.abs(gap - 2 * pitch) <= 0.2 * pitch
    ? [{ x: Math.round(last.x + gap / 2), top: rule.top, bottom: rule.bottom }]
    : [];
}

function continuesRow(row: readonly VerticalRule[], rule: VerticalRule, unit: number): boolean {
  const pitch = rule.x - row.at(-1)!.x;
  if (pitch < CELL.narrowest * unit || pitch > CELL.widest * unit) return false;
  const first = row.length > 1 ? row[1]!.x - row[0]!.x : pitch;
  return Math.abs(pitch - first) <= 0.15 * first;
}

function cellsBetween(row: readonly VerticalRule[], unit: number): readonly Box[] {
  const inset = Math.round(CELL.inset * unit);
  return row.slice(1).map((rule, i): Box => {
    const left = row[i]!;
    const top = Math.min(left.top, rule.top) + inset;
    const bottom = Math.max(left.bottom, rule.bottom) - inset;
    return [left.x + inset, top, rule.x - left.x - 2 * inset, bottom - top];
  });
}

/**
 * Takes the digits out of their boxes, sets them close together and reads them as one word: spread out, an engine
 * reads each as a word of its own or loses the line. A box whose digit got lost so is read once more by itself. The
 * boxes are whitened on the page.
 */
export async function readDigitBoxes(
  engine: OcrEngine,
  page: GreyRaster,
  rows: readonly DigitBoxes[],
): Promise<{ readonly page: GreyRaster; readonly lines: readonly EngineLine[] }> {
  if (rows.length === 0) return { page, lines: [] };
  const rest: GreyRaster = { ...page, data: Uint8Array.from(page.data) };
  const lines: EngineLine[] = [];
  for (const row of rows) {
    const level = inkOfRow(page, row.cells);
    const cells = withOuterCell(page, row.cells, level);
    const inked = onOneLevel(
      cells.map((cell) => inkBounds(page, cell, level)).filter((bounds) => bounds !== undefined),
    );
    if (inked.length === 0) continue;
    for (const cell of cells) whiten(rest, cell);
    const digits = await readDigits(engine, page, inked);
    const symbols = digits.flat();
    const text = symbols.map((symbol) => symbol.text).join('');
    if (text === '') continue;
    const certain = wordConfidence(symbols);
    // A digit more or fewer than boxes with ink: something was misread, whatever the engine thinks.
    const confidence = digits.every((own) => own.length === 1) ? certain : certain * 0.4;
    const box = unionBox(inked);
    lines.push({ words: [{ text, box, confidence }], box, confidence });
  }
  return { page: rest, lines };
}

const DIGITS = { characters: '0123456789' } as const;
/** What a digit counts that only showed when it was read by itself. */
const ALONE = 0.75;

/** What was read in each box, one digit when all went well. */
async function readDigits(
  engine: OcrEngine,
  page: GreyRaster,
  inked: readonly Box[],
): Promise<readonly (readonly EngineSymbol[])[]> {
  const { picture, zone, places } = setClose(page, inked);
  const [read = []] = await engine.readLines(picture, [zone], DIGITS);
  const symbols = read.filter((symbol) => symbol.text.trim() !== '');
  if (symbols.length === inked.length) return symbols.map((symbol) => [symbol]);
  const digits: EngineSymbol[][] = inked.map(() => []);
  for (const symbol of symbols) {
    const middle = (symbol.left + symbol.right) / 2;
    const own = places.findIndex(([left, right]) => middle >= left && middle < right);
    digits[own < 0 ? (middle < places[0]![0] ? 0 : inked.length - 1) : own]!.push(symbol);
  }
  for (const [i, own] of digits.entries())
    if (own.length !== 1) digits[i] = await readAlone(engine, page, inked[i]!, own);
  return digits;
}

/** A digit three times over, since an engine makes nothing of a single one; what was read before when that is no use. */
async function readAlone(
  engine: OcrEngine,
  page: GreyRaster,
  box: Box,
  before: EngineSymbol[],
): Promise<EngineSymbol[]> {
  const { picture, zone } = setClose(page, [box, box, box]);
  const [read = []] = await engine.readLines(picture, [zone], DIGITS);
  const digits = read.filter((symbol) => symbol.text.trim() !== '');
  const [first] = digits;
  if (first === undefined || digits.length !== 3 || digits.some((symbol) => symbol.text !== first.text)) return before;
  return [{ ...first, confidence: ALONE * Math.min(...digits.map((symbol) => symbol.confidence)) }];
}

/** Boxes that a citizen number fills. */
const WHOLE = 12;

/** A row that lacks a box of the twelve, because the side at its end wasn't found, with the one that holds ink alone. */
function withOuterCell(page: GreyRaster, cells: readonly Box[], level: number): readonly Box[] {
  const [first, second] = cells;
  if (cells.length !== WHOLE - 1 || first === undefined || second === undefined) return cells;
  const pitch = second[0] - first[0];
  const last = cells.at(-1)!;
  const heights = cells.map((cell) => inkBounds(page, cell, level)?.[3] ?? 0).sort((a, b) => a - b);
  const usual = heights[heights.length >> 1]!;
  const isDigit = ([x, y, width, height]: Box): boolean => {
    if (x < 0 || x + width > page.width) return false;
    const ink = inkBounds(page, [x, y, width, height], level);
    return ink !== undefined && Math.abs(ink[3] - usual) <= 0.2 * usual && ink[0] > x && ink[0] + ink[2] < x + width;
  };
  const before: Box = [first[0] - pitch, first[1], first[2], first[3]];
  const after: Box = [last[0] + pitch, last[1], last[2], last[3]];
  const [isBefore, isAfter] = [isDigit(before), isDigit(after)];
  if (isBefore === isAfter) return cells;
  return isBefore ? [before, ...cells] : [...cells, after];
}

/** Digits of a row are of one height: what reaches over or under most of them is a leader or a stamp. */
function onOneLevel(boxes: readonly Box[]): readonly Box[] {
  const middleOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const top = middleOf(boxes.map((box) => box[1]));
  const bottom = middleOf(boxes.map((box) => box[1] + box[3]));
  const slack = Math.round(0.15 * (bottom - top));
  return boxes.map(([x, y, width, height]): Box => {
    const from = Math.max(y, top - slack);
    const to = Math.min(y + height, bottom + slack);
    return to - from < 0.5 * (bottom - top) ? [x, y, width, height] : [x, from, width, to - from];
  });
}

/** Halfway from the darkest ink of a row to the paper: thin digits of a faint print have no darker pixel. */
function inkOfRow(page: GreyRaster, cells: readonly Box[]): number {
  const counts = new Uint32Array(256);
  for (const [x, y, width, height] of cells) {
    for (let row = y; row < y + height; row += 1) {
      for (const value of page.data.subarray(row * page.width + x, row * page.width + x + width)) counts[value]! += 1;
    }
  }
  let dark = 0;
  for (let sum = counts[0]!; sum < DARKEST && dark < 255; sum += counts[dark]!) dark += 1;
  return Math.max(INK.usual, Math.min(INK.faint, Math.round((dark + 255) / 2)));
}

/** The ink inside a cell; undefined when there is next to none. */
function inkBounds(page: GreyRaster, [x, y, width, height]: Box, level: number): Box | undefined {
  let [x0, y0, x1, y1, count] = [x + width, y + height, x, y, 0];
  for (let py = y; py < y + height; py += 1) {
    for (let px = x; px < x + width; px += 1) {
      if (page.data[py * page.width + px]! >= level) continue;
      count += 1;
      x0 = Math.min(x0, px);
      x1 = Math.max(x1, px);
      y0 = Math.min(y0, py);
      y1 = Math.max(y1, py);
    }
  }
  return count < 12 || y1 - y0 < height * 0.2 ? undefined : [x0, y0, x1 - x0 + 1, y1 - y0 + 1];
}

/** Digits side by side. */
interface Beside {
  readonly picture: GreyRaster;
  readonly zone: LineZone;
  /** Where each stands, with half the space on either side. */
  readonly places: readonly (readonly [left: number, right: number])[];
}

/** The digits side by side on white, with the spaces of ordinary print. */
function setClose(page: GreyRaster, digits: readonly Box[]): Beside {
  const top = Math.min(...digits.map((box) => box[1]));
  const bottom = Math.max(...digits.map((box) => box[1] + box[3]));
  const height = bottom - top;
  const space = Math.max(3, Math.round(height * 0.14));
  const pad = Math.max(8, Math.round(height * 0.35));
  const width = digits.reduce((sum, box) => sum + box[2] + space, 2 * pad);
  const out = filledGrey(width, height + 2 * pad, 255);
  const places: (readonly [number, number])[] = [];
  let at = pad;
  for (const [x, y, w, h] of digits) {
    for (let row = 0; row < h; row += 1) {
      const from = (y + row) * page.width + x;
      out.data.set(page.data.subarray(from, from + w), (pad + y - top + row) * width + at);
    }
    places.push([at - space / 2, at + w + space / 2]);
    at += w + space;
  }
  const box: Box = [pad, pad, width - 2 * pad, height];
  return { picture: out, zone: { box, baseline: [pad + height, pad + height], height, rise: height, drop: 0 }, places };
}

function whiten(page: GreyRaster, [x, y, width, height]: Box): void {
  for (let row = y; row < y + height; row += 1) page.data.fill(255, row * page.width + x, row * page.width + x + width);
}
