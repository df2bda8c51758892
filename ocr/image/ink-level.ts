import type { GreyRaster } from './raster.ts';

/** Where print of full strength ends, and how far the level follows paler print: all the way joins letters. */
const USUAL = 150;
const FOLLOW = 0.6;
const LEVEL = { lowest: 135, highest: 195 } as const;
/** Every so many pixels are looked at. */
const STRIDE = 3;

/**
 * The value below which a pixel of a flattened page is ink, by the split that keeps the two sides most alike in
 * themselves (Otsu, A threshold selection method from gray-level histograms, 1979). Faint print lies near white.
 */
export function inkLevel({ data }: GreyRaster): number {
  const counts = new Float64Array(256);
  for (let i = 0; i < data.length; i += STRIDE) counts[data[i]!] = counts[data[i]!]! + 1;
  let total = 0;
  let sum = 0;
  for (let value = 0; value < 256; value += 1) {
    total += counts[value]!;
    sum += value * counts[value]!;
  }
  let [below, belowSum, best, level] = [0, 0, 0, USUAL];
  for (let value = 0; value < 255; value += 1) {
    below += counts[value]!;
    belowSum += value * counts[value]!;
    if (below === 0 || below === total) continue;
    const apart = belowSum / below - (sum - belowSum) / (total - below);
    const spread = below * (total - below) * apart * apart;
    if (spread > best) {
      best = spread;
      level = value + 1;
    }
  }
  const followed = Math.round(USUAL + (level - USUAL) * FOLLOW);
  return Math.min(LEVEL.highest, Math.max(LEVEL.lowest, followed));
}
