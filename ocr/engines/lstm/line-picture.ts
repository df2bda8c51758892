import type { Box } from '../../../common/domain/reading.ts';
import type { GreyRaster } from '../../image/raster.ts';

/** A line at the height that the network wants. */
export interface LinePicture {
  readonly width: number;
  /** Row by row, -1 black to 1 white (a little beyond where the print is uneven). */
  readonly values: Float32Array;
  /** Pixels of the page for one of the picture. */
  readonly scale: number;
  /** Page column of the picture's left edge. */
  readonly left: number;
}

/**
 * Cuts a line out of a page, brings it to `height` by averaging and levels black and white the way the model was
 * trained (tesseract, src/lstm/networkio.cpp: quartiles of the dark and light turns along the middle row). What lies
 * outside the page is white.
 *
 * @param box what to cut, at the left end of a line that climbs
 * @param climb pixels that the line lies lower at its right end than at its left
 */
export function cutLine(page: GreyRaster, box: Box, height: number, climb = 0): LinePicture {
  if (Math.abs(climb) >= 2) {
    const level = levelled(page, box, climb);
    return {
      ...cutLine(level, [box[0] - Math.floor(box[0]), box[1] - Math.floor(box[1]), box[2], box[3]], height),
      left: box[0],
    };
  }
  const [x, y, w, h] = box;
  const scale = h / height;
  const width = Math.max(3, Math.round(w / scale));
  const [x0, x1] = [Math.floor(x), Math.ceil(x + w)];
  const tall = rowsOf(page, x0, x1, y, scale, height);
  const wide = x1 - x0;
  const columns = spread(x - x0, scale, width, wide);
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = row * wide;
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      const first = columns.first[column]!;
      const at = columns.at[column]!;
      const count = columns.at[column + 1]! - at;
      for (let i = 0; i < count; i += 1) sum += tall[from + first + i]! * columns.weights[at + i]!;
      values[row * width + column] = sum;
    }
  }
  level(values, width, height);
  return { width, values, scale, left: x };
}

/** The box with its columns moved up so that the line runs level. */
function levelled(page: GreyRaster, [x, y, w, h]: Box, climb: number): GreyRaster {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [width, height] = [Math.ceil(x + w) - x0, Math.ceil(y + h) - y0];
  const data = new Uint8Array(width * height).fill(255);
  for (let column = Math.max(0, -x0); column < width && x0 + column < page.width; column += 1) {
    const shift = y0 + Math.round((climb * column) / width);
    const from = Math.max(0, -shift);
    const to = Math.min(height, page.height - shift);
    for (let row = from; row < to; row += 1) {
      data[row * width + column] = page.data[(row + shift) * page.width + x0 + column]!;
    }
  }
  return { width, height, channels: 1, data };
}

/** Averages page rows into `height` rows over the columns x0..x1. */
function rowsOf(page: GreyRaster, x0: number, x1: number, y: number, scale: number, height: number): Float32Array {
  const wide = x1 - x0;
  const out = new Float32Array(wide * height);
  const top = Math.floor(y);
  const rows = spread(y - top, scale, height, Math.ceil(scale * height) + 2);
  const from = Math.max(0, x0);
  const to = Math.min(page.width, x1);
  for (let row = 0; row < height; row += 1) {
    const at = rows.at[row]!;
    const count = rows.at[row + 1]! - at;
    const line = row * wide;
    for (let i = 0; i < count; i += 1) {
      const weight = rows.weights[at + i]!;
      const source = top + rows.first[row]! + i;
      if (source < 0 || source >= page.height) {
        for (let column = 0; column < wide; column += 1) out[line + column]! += 255 * weight;
        continue;
      }
      const base = source * page.width;
      for (let column = x0; column < from; column += 1) out[line + column - x0]! += 255 * weight;
      for (let column = from; column < to; column += 1) out[line + column - x0]! += page.data[base + column]! * weight;
      for (let column = Math.max(from, to); column < x1; column += 1) out[line + column - x0]! += 255 * weight;
    }
  }
  return out;
}

interface Spread {
  /** First source pixel of every target pixel. */
  readonly first: Int32Array;
  /** Where its weights start; one more than there are pixels. */
  readonly at: Int32Array;
  readonly weights: Float32Array;
}

/** Weights with which source pixels make up each target pixel: by area when shrinking, linear when enlarging. */
function spread(offset: number, scale: number, count: number, limit: number): Spread {
  const first = new Int32Array(count);
  const at = new Int32Array(count + 1);
  const weights: number[] = [];
  for (let i = 0; i < count; i += 1) {
    at[i] = weights.length;
    if (scale >= 1) {
      const from = offset + i * scale;
      const to = Math.min(limit, from + scale);
      const start = Math.min(limit - 1, Math.floor(from));
      first[i] = start;
      for (let s = start; s < to; s += 1)
        weights.push((Math.min(to, s + 1) - Math.max(from, s)) / Math.max(1e-6, to - from));
    } else {
      const middle = Math.max(0, Math.min(limit - 1, offset + (i + 0.5) * scale - 0.5));
      const start = Math.min(limit - 1, Math.floor(middle));
      first[i] = start;
      weights.push(1 - (middle - start));
      if (start + 1 < limit) weights.push(middle - start);
    }
  }
  at[count] = weights.length;
  return { first, at, weights: Float32Array.from(weights) };
}

/** Brings the usual black to -1 and the usual white to 1. */
function level(values: Float32Array, width: number, height: number): void {
  const from = (height >> 1) * width;
  const dark: number[] = [];
  const light: number[] = [];
  for (let x = 1; x + 1 < width; x += 1) {
    const [before, here, after] = [values[from + x - 1]!, values[from + x]!, values[from + x + 1]!];
    if ((here < before && here <= after) || (here <= before && here < after)) dark.push(here);
    if ((here > before && here >= after) || (here >= before && here > after)) light.push(here);
  }
  const black = dark.length === 0 ? 0 : quantile(dark, 0.25);
  const white = light.length === 0 ? 255 : quantile(light, 0.75);
  const half = Math.max(1, (white - black) / 2);
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i]! - black) / half - 1;
}

function quantile(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}
