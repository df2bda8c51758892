import sharp, { type Sharp } from 'sharp';
import type { Rotation } from '../../common/domain/reading.ts';
import type { Random } from './random.ts';

/** What a scanner, copier or camera does to a page. All seeded. */

/** 8-bit RGB, no alpha. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

export async function toRaster(image: Buffer): Promise<Raster> {
  const { data, info } = await sharp(image)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

export function asSharp(raster: Raster): Sharp {
  return sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } });
}

/** The top left part. */
export function cut(raster: Raster, width: number, height: number): Raster {
  if (raster.width < width || raster.height < height) throw new RangeError('nothing to cut from');
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    raster.data.copy(data, y * width * 3, y * raster.width * 3, (y * raster.width + width) * 3);
  }
  return { data, width, height };
}

export async function resize(raster: Raster, factor: number): Promise<Raster> {
  return fromSharp(
    asSharp(raster).resize(Math.round(raster.width * factor), Math.round(raster.height * factor), {
      kernel: 'lanczos3',
      fit: 'fill',
    }),
  );
}

export async function turn(raster: Raster, rotation: Rotation): Promise<Raster> {
  return rotation === 0 ? raster : fromSharp(asSharp(raster).rotate(rotation));
}

/** Clockwise when positive; the canvas keeps its size, corners that come in are paper-white or scanner-lid grey. */
export async function skew(raster: Raster, degrees: number, background = '#ffffff'): Promise<Raster> {
  const turned = await fromSharp(asSharp(raster).rotate(degrees, { background }));
  return fromSharp(
    asSharp(turned).extract({
      left: Math.floor((turned.width - raster.width) / 2),
      top: Math.floor((turned.height - raster.height) / 2),
      width: raster.width,
      height: raster.height,
    }),
  );
}

export async function grey(raster: Raster): Promise<Raster> {
  const { data } = await asSharp(raster).greyscale().raw().toBuffer({ resolveWithObject: true });
  const rgb = Buffer.alloc(data.length * 3);
  for (let index = 0; index < data.length; index += 1) rgb.fill(data[index]!, index * 3, index * 3 + 3);
  return { ...raster, data: rgb };
}

export async function blur(raster: Raster, sigma: number): Promise<Raster> {
  return fromSharp(asSharp(raster).blur(sigma));
}

/** Sensor noise and slightly grey paper, as any flatbed gives. */
export function paperAndNoise(
  raster: Raster,
  random: Random,
  options: { readonly paper: number; readonly noise: number },
): Raster {
  const data = Buffer.from(raster.data);
  const next = fastNoise(random.int(1, 2_000_000_000));
  const gain = options.paper / 255;
  for (let index = 0; index < data.length; index += 3) {
    const shift = (next() - 0.5) * 2 * options.noise;
    for (let channel = 0; channel < 3; channel += 1) {
      data[index + channel] = clamp(data[index + channel]! * gain + shift + (next() - 0.5) * options.noise);
    }
  }
  return { ...raster, data };
}

/** Black and white as an office copier leaves it: hard threshold, specks, a dark edge. */
export async function photocopy(raster: Raster, random: Random): Promise<Raster> {
  const threshold = random.int(140, 175);
  const grey = await asSharp(raster).greyscale().blur(random.between(0.5, 0.9)).raw().toBuffer();
  const data = Buffer.alloc(raster.width * raster.height * 3);
  const next = fastNoise(random.int(1, 2_000_000_000));
  const specks = random.between(0.00005, 0.0004);
  for (let index = 0; index < grey.length; index += 1) {
    let value = grey[index]! + (next() - 0.5) * 26 > threshold ? 255 : 0;
    if (value === 255 && next() < specks) value = 0;
    data.fill(value, index * 3, index * 3 + 3);
  }
  const edge = random.int(0, 26);
  for (let y = 0; y < raster.height; y += 1) {
    const width = edge + Math.round(next() * 3);
    if (edge > 6) data.fill(0, y * raster.width * 3, (y * raster.width + width) * 3);
  }
  return { ...raster, data };
}

/** Corners of the page inside the photograph, clockwise from top left. */
type Quad = readonly (readonly [x: number, y: number])[];

export interface CameraShot {
  readonly raster: Raster;
  /** From page pixels to photograph pixels. */
  readonly map: (x: number, y: number) => readonly [number, number];
}

/** A dim photograph: mild perspective, a table behind, light falling off to one side. */
export function camera(raster: Raster, random: Random): CameraShot {
  const { width, height } = raster;
  const inset = (share: number): number => random.between(0.004, share);
  const quad: Quad = [
    [width * inset(0.045), height * inset(0.04)],
    [width * (1 - inset(0.045)), height * inset(0.04)],
    [width * (1 - inset(0.045)), height * (1 - inset(0.04))],
    [width * inset(0.045), height * (1 - inset(0.04))],
  ];
  const corners: Quad = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const back = homography(quad, corners);
  const data = Buffer.alloc(width * height * 3);
  const table = random.pick([
    [92, 74, 58],
    [70, 72, 78],
    [120, 116, 108],
  ] as const);
  const dark = random.between(0.42, 0.62);
  const lightX = random.between(0.1, 0.9);
  const lightY = random.between(0, 0.5);
  const warm = random.between(0.86, 0.98);
  const next = fastNoise(random.int(1, 2_000_000_000));
  const noise = random.between(5, 11);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const scale = 1 / (back[6]! * x + back[7]! * y + 1);
      const sourceX = (back[0]! * x + back[1]! * y + back[2]!) * scale;
      const sourceY = (back[3]! * x + back[4]! * y + back[5]!) * scale;
      const distance = Math.hypot(x / width - lightX, (y / height - lightY) * 1.2);
      const light = Math.max(dark, 1 - (1 - dark) * distance * 1.25) * 0.92;
      const at = (y * width + x) * 3;
      const grain = (next() - 0.5) * 2 * noise;
      const inside = sourceX >= 0 && sourceY >= 0 && sourceX < width - 1 && sourceY < height - 1;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = inside ? bilinear(raster, sourceX, sourceY, channel) : table[channel]!;
        data[at + channel] = clamp(value * light * (channel === 2 ? warm : 1) + grain);
      }
    }
  }
  const forward = homography(corners, quad);
  return {
    raster: { data, width, height },
    map: (x, y) => {
      const scale = 1 / (forward[6]! * x + forward[7]! * y + 1);
      return [
        (forward[0]! * x + forward[1]! * y + forward[2]!) * scale,
        (forward[3]! * x + forward[4]! * y + forward[5]!) * scale,
      ];
    },
  };
}

function bilinear(raster: Raster, x: number, y: number, channel: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const at = (top * raster.width + left) * 3 + channel;
  const below = at + raster.width * 3;
  const { data } = raster;
  return (
    (data[at]! * (1 - fx) + data[at + 3]! * fx) * (1 - fy) + (data[below]! * (1 - fx) + data[below + 3]! * fx) * fy
  );
}

/** Coefficients h0..h7 of the projective map that takes each corner to its partner. */
function homography(from: Quad, to: Quad): number[] {
  const rows = from.flatMap(([x, y], index) => {
    const [u, v] = to[index]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let column = 0; column < 8; column += 1) {
    const pivot = rows
      .slice(column)
      .reduce(
        (best, row, offset) => (Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? column + offset : best),
        column,
      );
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let other = 0; other < 8; other += 1) {
      if (other === column) continue;
      const factor = rows[other]![column]! / rows[column]![column]!;
      for (let at = column; at < 9; at += 1) rows[other]![at] = rows[other]![at]! - factor * rows[column]![at]!;
    }
  }
  return rows.map((row, index) => row[8]! / row[index]!);
}

async function fromSharp(pipeline: Sharp): Promise<Raster> {
  const { data, info } = await pipeline.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}

/** xorshift: millions of draws a page. */
function fastNoise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
