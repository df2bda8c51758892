import sharp from 'sharp';
import type { Rotation } from '../../common/domain/reading.ts';
import type { Raster } from './raster.ts';

/** How the content lies on an input: turned clockwise by a right angle, then run clockwise by a small one. */
export interface Lie {
  readonly rotation: Rotation;
  /** Degrees, positive = clockwise. */
  readonly skewDegrees: number;
}

/** Angles below this move no pixel of an A4 page at 300 dpi by more than one. */
const NEGLIGIBLE_DEGREES = 0.03;

/**
 * Undoes the turn and the skew. The result has the size of the turned input; what lies outside it is lost and what
 * comes in from outside has the colour of the input's border.
 */
export async function straighten(raster: Raster, lie: Lie): Promise<Raster> {
  const turned = lie.rotation === 0 ? raster : await turnBack(raster, lie.rotation);
  return Math.abs(lie.skewDegrees) < NEGLIGIBLE_DEGREES ? turned : level(turned, lie.skewDegrees);
}

async function turnBack(raster: Raster, rotation: 90 | 180 | 270): Promise<Raster> {
  const { width, height, channels } = raster;
  const { data, info } = await sharp(raster.data, { raw: { width, height, channels }, limitInputPixels: false })
    .rotate(360 - rotation)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { width: info.width, height: info.height, channels, data: bytes };
}

/** Turns the picture about its centre against the skew, by bilinear sampling in 16.16 fixed point. */
function level(raster: Raster, skewDegrees: number): Raster {
  const { width, height, channels } = raster;
  // A point of the output, relative to the centre, lies at R(skew) of it in the input.
  const angle = (skewDegrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const cx = (width - 1) / 2;
  const cy = (height - 1) / 2;
  const data = filled(raster);
  const sample = channels === 1 ? sampleGrey : sampleRgb;
  for (let v = 0; v < height; v += 1) {
    const x0 = cx - cx * cos - (v - cy) * sin;
    const y0 = cy - cx * sin + (v - cy) * cos;
    const [from, to] = insideRange(width, x0, y0, cos, sin, width - 1, height - 1);
    sample(raster, data, v * width, from, to, x0, y0, cos, sin);
  }
  return { width, height, channels, data };
}

/** First and last + 1 step i for which x0 + i dx and y0 + i dy lie within a hair of [0, xEnd) and [0, yEnd). */
function insideRange(
  count: number,
  x0: number,
  y0: number,
  dx: number,
  dy: number,
  xEnd: number,
  yEnd: number,
): readonly [from: number, to: number] {
  const hair = 0.01;
  let from = 0;
  let to = count;
  for (const [start, step, end] of [
    [x0, dx, xEnd],
    [y0, dy, yEnd],
  ] as const) {
    if (Math.abs(step) < 1e-12) {
      if (start < hair || start > end - hair) return [0, 0];
      continue;
    }
    const a = (hair - start) / step;
    const b = (end - hair - start) / step;
    from = Math.max(from, Math.ceil(Math.min(a, b)));
    to = Math.min(to, Math.floor(Math.max(a, b)) + 1);
  }
  return [from, Math.max(from, to)];
}

type RowSampler = (
  raster: Raster,
  out: Uint8Array,
  row: number,
  from: number,
  to: number,
  x0: number,
  y0: number,
  dx: number,
  dy: number,
) => void;

const sampleGrey: RowSampler = ({ data, width }, out, row, from, to, x0, y0, dx, dy) => {
  const stepX = Math.round(dx * 65536);
  const stepY = Math.round(dy * 65536);
  let sx = Math.round((x0 + from * dx) * 65536);
  let sy = Math.round((y0 + from * dy) * 65536);
  for (let o = row + from; o < row + to; o += 1, sx += stepX, sy += stepY) {
    const fx = (sx >> 8) & 255;
    const fy = (sy >> 8) & 255;
    const p = (sy >> 16) * width + (sx >> 16);
    const top = (data[p]! << 8) + (data[p + 1]! - data[p]!) * fx;
    const bottom = (data[p + width]! << 8) + (data[p + width + 1]! - data[p + width]!) * fx;
    out[o] = ((top << 8) + (bottom - top) * fy + 32768) >> 16;
  }
};

const sampleRgb: RowSampler = ({ data, width }, out, row, from, to, x0, y0, dx, dy) => {
  const stepX = Math.round(dx * 65536);
  const stepY = Math.round(dy * 65536);
  let sx = Math.round((x0 + from * dx) * 65536);
  let sy = Math.round((y0 + from * dy) * 65536);
  const stride = width * 3;
  const end = (row + to) * 3;
  for (let o = (row + from) * 3; o < end; o += 3, sx += stepX, sy += stepY) {
    const fx = (sx >> 8) & 255;
    const fy = (sy >> 8) & 255;
    const p = (sy >> 16) * stride + (sx >> 16) * 3;
    const q = p + stride;
    const w11 = fx * fy;
    const w10 = (fx << 8) - w11;
    const w01 = (fy << 8) - w11;
    const w00 = 65536 - w10 - w01 - w11;
    out[o] = (data[p]! * w00 + data[p + 3]! * w10 + data[q]! * w01 + data[q + 3]! * w11 + 32768) >> 16;
    out[o + 1] = (data[p + 1]! * w00 + data[p + 4]! * w10 + data[q + 1]! * w01 + data[q + 4]! * w11 + 32768) >> 16;
    out[o + 2] = (data[p + 2]! * w00 + data[p + 5]! * w10 + data[q + 2]! * w01 + data[q + 5]! * w11 + 32768) >> 16;
  }
};

/** Pixels of the colour of a raster's border. */
function filled(raster: Raster): Uint8Array {
  const { width, height, channels } = raster;
  const border = borderColour(raster);
  const data = new Uint8Array(width * height * channels);
  if (border.every((value) => value === border[0])) return data.fill(border[0]!);
  for (let p = 0; p < data.length; p += channels) for (let c = 0; c < channels; c += 1) data[p + c] = border[c]!;
  return data;
}

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
