import type { OcrEngine } from '../engines/engine.ts';
import { findBlobs } from '../image/blobs.ts';
import { cropGrey, type GreyRaster, turnHalf } from '../image/raster.ts';
import { readRegion } from './read-region.ts';

const INK = 170;

/**
 * Ratio of how sharply lower edges of ink gather on rows to how sharply upper edges do. Latin text stands on a
 * baseline while its upper edges scatter over x-height, ascenders and tone marks: above 1 the page is upright, below 1
 * it is upside down, close to 1 it can't be told. The page must be level and free of rules.
 */
export function baselineRatio(page: GreyRaster): number {
  const { width, height, data } = page;
  let lower = 0;
  let upper = 0;
  for (let y = 1; y < height - 1; y += 1) {
    const from = y * width;
    let low = 0;
    let up = 0;
    for (let x = 0; x < width; x += 1) {
      const p = from + x;
      if (data[p]! >= INK) continue;
      if (data[p + width]! >= INK) low += 1;
      if (data[p - width]! >= INK) up += 1;
    }
    lower += low * low;
    upper += up * up;
  }
  return upper === 0 ? 1 : lower / upper;
}

/** Between these the two directions are told apart by reading. */
const UNDECIDED = { from: 0.92, to: 1.09 } as const;
/** Share of the page's height that is read both ways then. */
const STRIP = 0.06;

/** True when the text of a level page stands on its head. */
export async function isUpsideDown(page: GreyRaster, engine: OcrEngine): Promise<boolean> {
  const ratio = baselineRatio(page);
  if (ratio < UNDECIDED.from) return true;
  if (ratio > UNDECIDED.to || engine.name === 'null') return false;
  const strip = busiestStrip(page);
  const asItIs = await certainty(strip, engine);
  return (await certainty(turnHalf(strip), engine)) > asItIs;
}

/** The band of full width with most letters; the grain of a desk under a photographed page has more ink, but in specks. */
function busiestStrip(page: GreyRaster): GreyRaster {
  const { width, height } = page;
  const blobs = findBlobs(page, INK);
  const letters = new Float64Array(height + 1);
  for (let i = 0; i < blobs.count; i += 1) {
    const w = blobs.right[i]! - blobs.left[i]! + 1;
    const h = blobs.bottom[i]! - blobs.top[i]! + 1;
    if (h < LETTER.lowest * height || h > LETTER.highest * height || w > h * 3 || h > w * 5) continue;
    const middle = (blobs.top[i]! + blobs.bottom[i]!) >> 1;
    letters[middle + 1] = letters[middle + 1]! + w;
  }
  for (let y = 0; y < height; y += 1) letters[y + 1] = letters[y + 1]! + letters[y]!;
  const tall = Math.min(height, Math.max(120, Math.round(height * STRIP)));
  let best = 0;
  for (let y = 0; y + tall <= height; y += 8) {
    if (letters[y + tall]! - letters[y]! > letters[best + tall]! - letters[best]!) best = y;
  }
  return cropGrey(page, 0, best, width, tall, 10);
}

/** Height of letters as a share of a page's: 5 to 40 points on a sheet, print and titles of a card. */
const LETTER = { lowest: 0.004, highest: 0.06 } as const;

/** Sum of letters read, weighted by confidence. */
async function certainty(strip: GreyRaster, engine: OcrEngine): Promise<number> {
  let sum = 0;
  let letters = 0;
  for (const line of await readRegion(engine, strip)) {
    for (const word of line.words) {
      sum += word.confidence * word.text.length;
      letters += word.text.length;
    }
  }
  return letters < 4 ? 0 : sum / letters;
}
