import type { GreyRaster, Raster } from './raster.ts';

/** Every so many rows one of a picture, in grey by red and green: what lies along rows is as fine as in the picture. */
export function sampleRows({ width, height, channels, data }: Raster, every: number): GreyRaster {
  const rows = Math.max(1, Math.floor(height / every));
  const out = new Uint8Array(width * rows);
  const first = Math.min(height - 1, every >> 1);
  for (let row = 0, o = 0; row < rows; row += 1) {
    const from = (first + row * every) * width * channels;
    if (channels === 1) {
      out.set(data.subarray(from, from + width), o);
      o += width;
      continue;
    }
    for (let p = from; p < from + width * 3; p += 3, o += 1) {
      out[o] = (data[p]! + data[p + 1]!) >> 1;
    }
  }
  return { width, height: rows, channels: 1, data: out };
}
