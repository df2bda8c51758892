import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine, LineZone, OcrEngine } from '../engines/engine.ts';
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
const INK = 150;

/** Groups upright rules of the same top and bottom that stand at an even pitch with no other between them. */
export function findDigitBoxes(rules: readonly VerticalRule[], unit: number): readonly DigitBoxes[] {
  const rows: DigitBoxes[] = [];
  for (const level of groupByLevel(rules, unit)) {
    let row: VerticalRule[] = [];
    const close = (): void => {
      if (row.length > FEWEST_CELLS) rows.push({ cells: cellsBetween(row, unit) });
    };
    for (const rule of level) {
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
 * reads each as a word of its own or loses the line. The boxes are whitened on the page.
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
    const inked = row.cells.map((cell) => inkBounds(page, cell)).filter((bounds) => bounds !== undefined);
    if (inked.length === 0) continue;
    for (const cell of row.cells) whiten(rest, cell);
    const { picture, zone } = setClose(page, inked);
    const [read = []] = await engine.readLines(picture, [zone], { characters: '0123456789' });
    const symbols = read.filter((symbol) => symbol.text.trim() !== '');
    const text = symbols.map((symbol) => symbol.text).join('');
    if (text === '') continue;
    const certain = wordConfidence(symbols);
    // A digit more or fewer than boxes with ink: something was misread, whatever the engine thinks.
    const confidence = text.length === inked.length ? certain : certain * 0.4;
    const box = unionBox(inked);
    lines.push({ words: [{ text, box, confidence }], box, confidence });
  }
  return { page: rest, lines };
}

/** The ink inside a cell; undefined when there is next to none. */
function inkBounds(page: GreyRaster, [x, y, width, height]: Box): Box | undefined {
  let [x0, y0, x1, y1, count] = [x + width, y + height, x, y, 0];
  for (let py = y; py < y + height; py += 1) {
    for (let px = x; px < x + width; px += 1) {
      if (page.data[py * page.width + px]! >= INK) continue;
      count += 1;
      x0 = Math.min(x0, px);
      x1 = Math.max(x1, px);
      y0 = Math.min(y0, py);
      y1 = Math.max(y1, py);
    }
  }
  return count < 12 || y1 - y0 < height * 0.2 ? undefined : [x0, y0, x1 - x0 + 1, y1 - y0 + 1];
}

/** The digits side by side on white, with the spaces of ordinary print. */
function setClose(page: GreyRaster, digits: readonly Box[]): { readonly picture: GreyRaster; readonly zone: LineZone } {
  const top = Math.min(...digits.map((box) => box[1]));
  const bottom = Math.max(...digits.map((box) => box[1] + box[3]));
  const height = bottom - top;
  const space = Math.max(3, Math.round(height * 0.14));
  const pad = Math.max(8, Math.round(height * 0.35));
  const width = digits.reduce((sum, box) => sum + box[2] + space, 2 * pad);
  const out = filledGrey(width, height + 2 * pad, 255);
  let at = pad;
  for (const [x, y, w, h] of digits) {
    for (let row = 0; row < h; row += 1) {
      const from = (y + row) * page.width + x;
      out.data.set(page.data.subarray(from, from + w), (pad + y - top + row) * width + at);
    }
    at += w + space;
  }
  const box: Box = [pad, pad, width - 2 * pad, height];
  return { picture: out, zone: { box, baseline: [pad + height, pad + height], height, rise: height, drop: 0 } };
}

function whiten(page: GreyRaster, [x, y, width, height]: Box): void {
  for (let row = y; row < y + height; row += 1) page.data.fill(255, row * page.width + x, row * page.width + x + width);
}
