import type { Rotation } from '../../common/domain/reading.ts';
import type { Raster } from './raster.ts';

/** How the content lies on an input: turned clockwise by a right angle, then run clockwise by a small one. */
export interface Lie {
  readonly rotation: Rotation;
  /** Degrees, positive = clockwise. */
  readonly skewDegrees: number;
}

/** Angles below this move no pixel of an A4 page at 300 dpi by more than one. */
const NEGLIGIBLE_DEGREES = 0.02;

/**
 * Undoes the turn and the skew in one pass (bilinear). The result has the size of the turned input; what lies outside
 * it is lost and what comes in from outside has the colour of the input's border.
 */
export function straighten(raster: Raster, lie: Lie): Raster {
  const quarter = lie.rotation === 90 || lie.rotation === 270;
  const width = quarter ? raster.height : raster.width;
  const height = quarter ? raster.width : raster.height;
  const level = Math.abs(lie.skewDegrees) < NEGLIGIBLE_DEGREES;
  if (level && lie.rotation === 0) return raster;
  // A point of the output, relative to its centre, lies at R(rotation + skew) of it relative to the input's centre.
  const angle = ((lie.rotation + (level ? 0 : lie.skewDegrees)) * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const cx = (raster.width - 1) / 2;
  const cy = (raster.height - 1) / 2;
  const ux = (width - 1) / 2;
  const uy = (height - 1) / 2;
  const data = new Uint8Array(width * height * raster.channels);
  const sample = level ? copyNearest : raster.channels === 1 ? sampleGrey : sampleRgb;
  const border = borderColour(raster);
  for (let v = 0; v < height; v += 1) {
    const x0 = cx - ux * cos - (v - uy) * sin;
    const y0 = cy - ux * sin + (v - uy) * cos;
    sample(raster, data, v * width * raster.channels, width, x0, y0, cos, sin, border);
  }
  return { width, height, channels: raster.channels, data };
}

type RowSampler = (
  raster: Raster,
  out: Uint8Array,
  offset: number,
  count: number,
  x0: number,
  y0: number,
  dx: number,
  dy: number,
  border: readonly number[],
) => void;

const copyNearest: RowSampler = (raster, out, offset, count, x0, y0, dx, dy) => {
  const { data, width, channels } = raster;
  let o = offset;
  for (let i = 0; i < count; i += 1) {
    const p = (Math.round(y0 + i * dy) * width + Math.round(x0 + i * dx)) * channels;
    for (let c = 0; c < channels; c += 1) out[o++] = data[p + c]!;
  }
};

const sampleGrey: RowSampler = (raster, out, offset, count, x0, y0, dx, dy, border) => {
  const { data, width, height } = raster;
  const stepX = Math.round(dx * 65536);
  const stepY = Math.round(dy * 65536);
  let sx = Math.round(x0 * 65536);
  let sy = Math.round(y0 * 65536);
  const fill = border[0]!;
  for (let o = offset; o < offset + count; o += 1, sx += stepX, sy += stepY) {
    const x = sx >> 16;
    const y = sy >> 16;
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) {
      out[o] = x >= 0 && y >= 0 && x < width && y < height ? data[y * width + x]! : fill;
      continue;
    }
    const fx = (sx >> 8) & 255;
    const fy = (sy >> 8) & 255;
    const p = y * width + x;
    const top = data[p]! * (256 - fx) + data[p + 1]! * fx;
    const bottom = data[p + width]! * (256 - fx) + data[p + width + 1]! * fx;
    out[o] = (top * (256 - fy) + bottom * fy + 32768) >> 16;
  }
};

const sampleRgb: RowSampler = (raster, out, offset, count, x0, y0, dx, dy, border) => {
  const { data, width, height } = raster;
  const stepX = Math.round(dx * 65536);
  const stepY = Math.round(dy * 65536);
  let sx = Math.round(x0 * 65536);
  let sy = Math.round(y0 * 65536);
  const stride = width * 3;
  for (let i = 0, o = offset; i < count; i += 1, o += 3, sx += stepX, sy += stepY) {
    const x = sx >> 16;
    const y = sy >> 16;
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) {
      const inside = x >= 0 && y >= 0 && x < width && y < height;
      const p = y * stride + x * 3;
      for (let c = 0; c < 3; c += 1) out[o + c] = inside ? data[p + c]! : border[c]!;
      continue;
    }
    const fx = (sx >> 8) & 255;
    const fy = (sy >> 8) & 255;
    const p = y * stride + x * 3;
    const w00 = (256 - fx) * (256 - fy);
    const w10 = fx * (256 - fy);
    const w01 = (256 - fx) * fy;
    const w11 = fx * fy;
    const q = p + stride;
    out[o] = (data[p]! * w00 + data[p + 3]! * w10 + data[q]! * w01 + data[q + 3]! * w11 + 32768) >> 16;
    out[o + 1] = (data[p + 1]! * w00 + data[p + 4]! * w10 + data[q + 1]! * w01 + data[q + 4]! * w11 + 32768) >> 16;
    out[o + 2] = (data[p + 2]! * w00 + data[p + 5]! * w10 + data[q + 2]! * w01 + data[q + 5]! * w11 + 32768) >> 16;
  }
};

/** Median of the outermost pixels, by channel: paper white for a scan, the desk for a photograph. */
function borderColour(raster: Raster): readonly number[] {
  const { width, height, channels, data } = raster;
  const median: number[] = [];
  for (let c = 0; c < channels; c += 1) {
    const histogram = new Uint32Array(256);
    let total = 0;
    const count = (x: number, y: number): void => {
      const value = data[(y * width + x) * channels + c]!;
      histogram[value] = histogram[value]! + 1;
      total += 1;
    };
    for (let x = 0; x < width; x += 4) {
      count(x, 0);
      count(x, height - 1);
    }
    for (let y = 0; y < height; y += 4) {
      count(0, y);
      count(width - 1, y);
    }
    let seen = 0;
    let value = 0;
    while (value < 255 && seen + histogram[value]! < total / 2) {
      seen += histogram[value]!;
      value += 1;
    }
    median.push(value);
  }
  return median;
}
