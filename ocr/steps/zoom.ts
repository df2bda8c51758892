import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine } from '../engines/engine.ts';
import { findBlobs } from '../image/blobs.ts';
import { cropGrey, type GreyRaster } from '../image/raster.ts';
import type { DigitBoxes } from './digit-boxes.ts';
import type { VerticalRule } from './remove-rules.ts';
import type { TableBand } from './tables.ts';
import { resizeGrey } from './work-scale.ts';

/** Height in pixels of a usual letter (between x-height and capital) of 13 points at 300 dpi: what engines know best. */
const USUAL_LETTER = 28;
/** Pages whose letters lie within are read as they are: resizing a little only blurs. */
const READABLE = { lowest: 19, highest: 52 } as const;
const MOST_ZOOM = 3;
/** Largest picture given to an engine. */
const MOST_PIXELS = 16_000_000;
const FEWEST_LETTERS = 40;
const INK = 150;

/** The inked part of a page at the size at which it is read. */
export interface Zoomed {
  readonly page: GreyRaster;
  readonly verticalRules: readonly VerticalRule[];
  readonly digitBoxes: readonly DigitBoxes[];
  readonly tables: readonly TableBand[];
  /** Size of a pixel of 300 dpi print: 1 when letters have the usual height. */
  readonly unit: number;
  /** From the zoomed picture back to the page. */
  readonly toPage: (line: EngineLine) => EngineLine;
}

export interface ZoomInput {
  readonly page: GreyRaster;
  readonly dpi: number;
  readonly verticalRules: readonly VerticalRule[];
  readonly digitBoxes: readonly DigitBoxes[];
  readonly tables: readonly TableBand[];
}

/**
 * Brings letters to the size that engines read best. What counts is the letters' height and not the resolution: print
 * on a card is a third of that on a form.
 */
export async function zoomToLetters(input: ZoomInput): Promise<Zoomed> {
  const letter = letterHeight(input.page, input.dpi);
  const part = inkedPart(input.page, input.dpi);
  const factor = zoomFactor(letter, part[2] * part[3]);
  const unit = letter === undefined ? input.dpi / 300 : (letter * factor) / USUAL_LETTER;
  if (factor === 1) return { ...input, unit, toPage: (line) => line };
  const [x, y, width, height] = part;
  const page = await resizeGrey(cropGrey(input.page, x, y, width, height), factor);
  const zoomX = (value: number): number => Math.round((value - x) * factor);
  const zoomY = (value: number): number => Math.round((value - y) * factor);
  const zoomBox = ([bx, by, bw, bh]: Box): Box => [
    zoomX(bx),
    zoomY(by),
    Math.round(bw * factor),
    Math.round(bh * factor),
  ];
  const back = ([bx, by, bw, bh]: Box): Box => [bx / factor + x, by / factor + y, bw / factor, bh / factor];
  return {
    page,
    unit,
    verticalRules: input.verticalRules.map((rule) => ({
      x: zoomX(rule.x),
      top: zoomY(rule.top),
      bottom: zoomY(rule.bottom),
    })),
    digitBoxes: input.digitBoxes.map((row) => ({ cells: row.cells.map(zoomBox) })),
    tables: input.tables.map((table) => ({
      box: zoomBox(table.box),
      columns: table.columns.map(zoomX),
      rows: table.rows.map(zoomY),
    })),
    toPage: (line) => ({
      confidence: line.confidence,
      box: back(line.box),
      words: line.words.map(({ text, confidence, box }) => ({ text, confidence, box: back(box) })),
    }),
  };
}

/** Median height of blobs shaped like letters; undefined when there are too few to tell. */
export function letterHeight(page: GreyRaster, dpi: number): number | undefined {
  const blobs = findBlobs(page, INK);
  const heights: number[] = [];
  for (let i = 0; i < blobs.count; i += 1) {
    const w = blobs.right[i]! - blobs.left[i]! + 1;
    const h = blobs.bottom[i]! - blobs.top[i]! + 1;
    if (h < 5 || w < 3 || h > dpi / 2 || w > dpi * 0.6 || blobs.pixels[i]! < h) continue;
    if (w > h * 3 || h > w * 5) continue;
    heights.push(h);
  }
  if (heights.length < FEWEST_LETTERS) return undefined;
  return heights.sort((a, b) => a - b)[heights.length >> 1];
}

function zoomFactor(letter: number | undefined, pixels: number): number {
  if (letter === undefined || (letter >= READABLE.lowest && letter <= READABLE.highest)) return 1;
  const most = Math.min(MOST_ZOOM, Math.sqrt(MOST_PIXELS / pixels));
  const wanted = USUAL_LETTER / letter;
  return wanted > 1 ? Math.max(1, Math.min(wanted, most)) : wanted;
}

/** The part of a page that holds ink, with a border around it. */
function inkedPart(page: GreyRaster, dpi: number): Box {
  let [x0, y0, x1, y1] = [page.width, page.height, -1, -1];
  for (let y = 0; y < page.height; y += 1) {
    const from = y * page.width;
    let count = 0;
    let first = -1;
    let last = -1;
    for (let x = 0; x < page.width; x += 1) {
      if (page.data[from + x]! >= INK) continue;
      count += 1;
      if (first < 0) first = x;
      last = x;
    }
    if (count < 3) continue;
    y0 = Math.min(y0, y);
    y1 = y;
    x0 = Math.min(x0, first);
    x1 = Math.max(x1, last);
  }
  if (x1 < 0) return [0, 0, page.width, page.height];
  const border = Math.round(dpi / 15);
  const left = Math.max(0, x0 - border);
  const top = Math.max(0, y0 - border);
  return [left, top, Math.min(page.width, x1 + border) - left, Math.min(page.height, y1 + border) - top];
}
