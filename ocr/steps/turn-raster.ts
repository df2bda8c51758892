import { type Raster, turnHalf } from '../image/raster.ts';

/** The picture turned clockwise by quarters. */
export function turnRaster(raster: Raster, turn: 0 | 90 | 180 | 270): Raster {
  if (turn === 0) return raster;
  if (turn === 180) return turnHalf(raster);
  const { width, height, channels, data } = raster;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to = turn === 90 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y;
      const from = y * width + x;
      for (let c = 0; c < channels; c += 1) out[to * channels + c] = data[from * channels + c]!;
    }
  }
  return { width: height, height: width, channels, data: out };
}
