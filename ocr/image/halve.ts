import type { GreyRaster } from './raster.ts';

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
