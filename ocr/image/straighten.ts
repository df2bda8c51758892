import sharp from 'sharp';
import type { Rotation } from '../../common/domain/reading.ts';
import type { Point } from './boxes.ts';
import type { Raster } from './raster.ts';

/** How the content lies on an input: turned clockwise by a right angle, then run clockwise by a small one. */
export interface Lie {
  readonly rotation: Rotation;
  /** Degrees, positive = clockwise. */
  readonly skewDegrees: number;
}

/** Angles below this move no pixel of an A4 page at 300 dpi by more than two. */
const NEGLIGIBLE_DEGREES = 0.05;

/**
 * Undoes the turn and the skew. The result has the size of the turned input; what lies outside it is lost and what
 * comes in from outside has the colour of the input's border.
 */
export async function straighten(raster: Raster, lie: Lie): Promise<Raster> {
  const turned = lie.rotation === 0 ? raster : await turnBack(raster, lie.rotation);
  return Math.abs(lie.skewDegrees) < NEGLIGIBLE_DEGREES ? turned : level(turned, lie.skewDegrees);
}

/** Where a point of an input lies after it has been straightened. */
export function straightenPoint(
  [x, y]: Point,
  { width, height }: { readonly width: number; readonly height: number },
  { rotation, skewDegrees }: Lie,
): Point {
  const turned: Point =
    rotation === 0
      ? [x, y]
      : rotation === 90
        ? [y, width - x]
        : rotation === 180
          ? [width - x, height - y]
          : [height - y, x];
  if (Math.abs(skewDegrees) < NEGLIGIBLE_DEGREES) return turned;
  const [cx, cy] = rotation % 180 === 0 ? [width / 2, height / 2] : [height / 2, width / 2];
  const angle = (skewDegrees * Math.PI) / 180;
  const [dx, dy] = [turned[0] - cx, turned[1] - cy];
  return [cx + dx * Math.cos(angle) + dy * Math.sin(angle), cy - dx * Math.sin(angle) + dy * Math.cos(angle)];
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
  const data = new Uint8Array(width * height * channels);
  const border = borderColour(raster);
  const sample = channels === 1 ? sampleGrey : sampleRgb;
  for (let v = 0; v < height; v += 1) {
    const x0 = cx - cx * cos - (v - cy) * sin;
    const y0 = cy - cx * sin + (v - cy) * cos;
    const [from, to] = insideRange(width, x0, y0, cos, sin, width - 1, height - 1);
    const row = v * width * channels;
    paint(data, row, row + from * channels, border);
    sample(raster, data, v * width, from, to, x0, y0, cos, sin);
    paint(data, row + to * channels, row + width * channels, border);
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
  // Steps are rounded to 1/65536 of a pixel, which adds up along a row.
  const hair = 0.01 + count / 131072;
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
    const w11 = (fx * fy) >> 8;
    const w10 = fx - w11;
    const w01 = fy - w11;
    const w00 = 256 - fx - w01;
    const q = p + width;
    out[o] = (data[p]! * w00 + data[p + 1]! * w10 + data[q]! * w01 + data[q + 1]! * w11 + 128) >> 8;
  }
};

/** Two pixels side by side are read as two overlapping words; red and blue are mixed in one product, green in another. */
const sampleRgb: RowSampler = ({ data, width }, out, row, from, to, x0, y0, dx, dy) => {
  const pixels = new DataView(data.buffer, data.byteOffset, data.byteLength);
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
    const a = pixels.getInt32(p, true);
    const b = pixels.getInt32(p + 2, true) >>> 8;
    const c = pixels.getInt32(p + stride, true);
    const d = pixels.getInt32(p + stride + 2, true) >>> 8;
    const w11 = (fx * fy) >> 8;
    const w10 = fx - w11;
    const w01 = fy - w11;
    const w00 = 256 - fx - w01;
    const redBlue =
      Math.imul(a & RED_BLUE, w00) +
      Math.imul(b & RED_BLUE, w10) +
      Math.imul(c & RED_BLUE, w01) +
      Math.imul(d & RED_BLUE, w11) +
      HALVES;
    const green =
      ((a >> 8) & 255) * w00 + ((b >> 8) & 255) * w10 + ((c >> 8) & 255) * w01 + ((d >> 8) & 255) * w11 + 128;
    out[o] = redBlue >> 8;
    out[o + 1] = green >> 8;
    out[o + 2] = redBlue >> 24;
  }
};

const RED_BLUE = 0xff00ff;
const HALVES = 0x800080;

/** Fills bytes with a colour, from the start of a pixel on. */
function paint(data: Uint8Array, from: number, to: number, colour: readonly number[]): void {
  if (colour.every((value) => value === colour[0])) {
    data.fill(colour[0]!, from, to);
    return;
  }
  for (let p = from; p < to; p += colour.length) for (let c = 0; c < colour.length; c += 1) data[p + c] = colour[c]!;
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
