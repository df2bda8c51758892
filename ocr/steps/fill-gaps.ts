import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine, OcrEngine } from '../engines/engine.ts';
import { cropGrey, type GreyRaster } from '../image/raster.ts';
import { insertLine, lineOf } from './lines.ts';
import type { Zoomed } from './zoom.ts';

/** Ink is looked for in cells of this side, at 300 dpi. */
const CELL_AT_300 = 4;
const INK = 150;
/** A line found on the second look must be this certain: signatures and seals lie there too. */
const SECOND_LOOK_CONFIDENCE = 0.6;
const MAX_SECOND_LOOKS = 24;

/**
 * Reads again, as single lines, the bands of ink that no word covers: whole lines get lost in page layout, most often
 * beside large seals and in narrow columns.
 */
export async function fillGaps(
  engine: OcrEngine,
  input: Omit<Zoomed, 'toPage'>,
  lines: readonly EngineLine[],
): Promise<readonly EngineLine[]> {
  const bands = findUncovered(input.page, input.unit, lines);
  let filled = lines;
  for (const band of bands.slice(0, MAX_SECOND_LOOKS)) {
    const pad = Math.max(4, Math.round(10 * input.unit));
    const [x, y, width, height] = band;
    const crop = cropGrey(input.page, x, y, width, height, pad);
    for (const line of await engine.recognise(crop, { layout: 'line' })) {
      const kept = line.words.filter((word) => word.confidence >= SECOND_LOOK_CONFIDENCE);
      if (kept.length === 0 || line.confidence < SECOND_LOOK_CONFIDENCE || !hasWord(kept)) continue;
      const moved = kept.map((word) => ({
        ...word,
        box: [word.box[0] - pad + x, word.box[1] - pad + y, word.box[2], word.box[3]] as const,
      }));
      filled = insertLine(filled, lineOf(moved, line.confidence), input.verticalRules);
    }
  }
  return filled;
}

function hasWord(words: EngineLine['words']): boolean {
  return words.some((word) => /[\p{L}\p{N}]{2}|\p{N}/u.test(word.text));
}

/** Rectangles of ink of the size of text lines outside every word box, top to bottom. */
export function findUncovered(page: GreyRaster, unit: number, lines: readonly EngineLine[]): readonly Box[] {
  const cell = Math.max(2, Math.round(CELL_AT_300 * unit));
  const columns = Math.ceil(page.width / cell);
  const rows = Math.ceil(page.height / cell);
  const ink = new Uint8Array(columns * rows);
  const columnOf = Uint16Array.from({ length: page.width }, (_, x) => Math.floor(x / cell));
  for (let y = 0; y < page.height; y += 1) {
    const from = y * page.width;
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < page.width; x += 1) {
      if (page.data[from + x]! < INK) {
        const at = row + columnOf[x]!;
        if (ink[at]! < 255) ink[at] = ink[at]! + 1;
      }
    }
  }
  for (const line of lines) for (const word of line.words) clear(ink, columns, rows, cell, word.box);
  return joinCells(ink, columns, rows)
    .map((box): Box => [box[0] * cell, box[1] * cell, box[2] * cell, box[3] * cell])
    .filter(([, , width, height]) => {
      return height >= 14 * unit && height <= 90 * unit && width >= 24 * unit && width >= height * 0.8;
    })
    .map(([x, y, width, height]): Box => [x - cell, y - cell, width + 2 * cell, height + 2 * cell]);
}

function clear(ink: Uint8Array, columns: number, rows: number, cell: number, box: Box): void {
  const [x, y, width, height] = box;
  // A little beyond the box: tone marks and descenders stick out of it.
  const reach = height * 0.25;
  const x0 = Math.max(0, Math.floor((x - reach) / cell));
  const x1 = Math.min(columns - 1, Math.floor((x + width + reach) / cell));
  const y0 = Math.max(0, Math.floor((y - reach) / cell));
  const y1 = Math.min(rows - 1, Math.floor((y + height + reach) / cell));
  for (let row = y0; row <= y1; row += 1) ink.fill(0, row * columns + x0, row * columns + x1 + 1);
}

/** Boxes, in cells, around groups of inked cells that lie up to six cells apart in a row and one between rows. */
function joinCells(ink: Uint8Array, columns: number, rows: number): Box[] {
  const reach = 6;
  const smeared = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    let last = -reach - 1;
    for (let column = 0; column < columns; column += 1) {
      if (ink[row * columns + column]! < 2) continue;
      const from = column - last <= reach ? last : column;
      smeared.fill(1, row * columns + from, row * columns + column + 1);
      last = column;
    }
  }
  const boxes: Box[] = [];
  const stack: number[] = [];
  for (let start = 0; start < smeared.length; start += 1) {
    if (smeared[start] !== 1) continue;
    let x0 = columns;
    let x1 = 0;
    let y0 = rows;
    let y1 = 0;
    stack.push(start);
    smeared[start] = 2;
    while (stack.length > 0) {
      const at = stack.pop()!;
      const x = at % columns;
      const y = (at - x) / columns;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const nx = x + dx;
          const ny = y + dy;
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
          if (smeared[ny * columns + nx] === 1) {
            smeared[ny * columns + nx] = 2;
            stack.push(ny * columns + nx);
          }
        }
      }
    }
    boxes.push([x0, y0, x1 - x0 + 1, y1 - y0 + 1]);
  }
  return boxes.sort((a, b) => a[1] - b[1]);
}
