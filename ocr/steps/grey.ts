import { type GreyRaster, isGrey, type Raster } from '../image/raster.ts';

/** How much red must outweigh green and blue to be ink of a seal and not a tint. */
const BRIGHT_RED = 36;

/**
 * Grey picture in which bright red (seals, overprints) fades towards paper, so that text under a seal stays readable.
 * Only bright reds: dropping a whole channel costs as much on coloured cards as it wins on stamped pages.
 */
export function greyWithoutSeals(raster: Raster): GreyRaster {
  if (isGrey(raster)) return raster;
  const { width, height, data } = raster;
  const out = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < out.length; i += 1, p += 3) {
    const r = data[p]!;
    const g = data[p + 1]!;
    const b = data[p + 2]!;
    out[i] = r - g > BRIGHT_RED && r - b > BRIGHT_RED ? r : (r * 77 + g * 150 + b * 29) >> 8;
  }
  return { width, height, channels: 1, data: out };
}

/** True when nearly every pixel is close to black or to white, as a photocopier or a fax leaves it. */
export function isBilevel(grey: GreyRaster): boolean {
  let between = 0;
  let seen = 0;
  for (let i = 0; i < grey.data.length; i += 7, seen += 1) {
    const value = grey.data[i]!;
    if (value > 32 && value < 223) between += 1;
  }
  return between < seen * 0.004;
}
