import { type GreyRaster, isGrey, type Raster } from './raster.ts';

/** A grey picture at half its size, each pixel the mean of four; an odd last row or column is left out. */
export function halve({ width, height, data }: GreyRaster): GreyRaster {
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const out = new Uint8Array(w * h);
  const right = width > 1 ? 1 : 0;
  const below = height > 1 ? width : 0;
  for (let y = 0, o = 0; y < h; y += 1) {
    let p = 2 * y * width;
    for (let x = 0; x < w; x += 1, o += 1, p += 2) {
      out[o] = (data[p]! + data[p + right]! + data[p + below]! + data[p + below + right]! + 2) >> 2;
    }
  }
  return { width: w, height: h, channels: 1, data: out };
}

/**
 * A grey copy of half the size for a quick look: of a colour picture each pixel is made of two of its four, of one the
 * red and green, of the other the green and blue.
 */
export function halveToGrey(raster: Raster): GreyRaster {
  if (isGrey(raster)) return halve(raster);
  const { width, height, data } = raster;
  const w = Math.max(1, width >> 1);
  const h = Math.max(1, height >> 1);
  const out = new Uint8Array(w * h);
  const over = (width > 1 ? 3 : 0) + (height > 1 ? width * 3 : 0);
  for (let y = 0, o = 0; y < h; y += 1) {
    let p = 2 * y * width * 3;
    for (const end = o + w; o < end; o += 1, p += 6) {
      out[o] = (data[p]! + data[p + 1]! + data[p + over + 1]! + data[p + over + 2]! + 2) >> 2;
    }
  }
  return { width: w, height: h, channels: 1, data: out };
}
