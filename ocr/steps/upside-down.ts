import type { OcrEngine } from '../engines/engine.ts';
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

/** The band of full width with the most ink edges; pictures have few. */
function busiestStrip(page: GreyRaster): GreyRaster {
  const { width, height, data } = page;
  const edges = new Float64Array(height + 1);
  for (let y = 0; y < height; y += 1) {
    let count = 0;
    for (let x = 1; x < width; x += 1) {
      if (data[y * width + x]! < INK !== data[y * width + x - 1]! < INK) count += 1;
    }
    edges[y + 1] = edges[y]! + count;
  }
  const tall = Math.min(height, Math.max(120, Math.round(height * STRIP)));
  let best = 0;
  for (let y = 0; y + tall <= height; y += 8) {
    if (edges[y + tall]! - edges[y]! > edges[best + tall]! - edges[best]!) best = y;
  }
  return cropGrey(page, 0, best, width, tall, 10);
}

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
