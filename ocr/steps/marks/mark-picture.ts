import type { Raster } from '../../image/raster.ts';

/** Marks are large: they are looked for in a small copy of the page. */
const PICTURE_DPI = 75;
const MM_PER_INCH = 25.4;
/** Side of the blocks in which paper is measured: lamps, shadows and yellowed sheets are evened out by them. */
const BLOCK = 16;
/** Share of a block's pixels that are darker than its paper. */
const PAPER_SHARE = 0.8;
/** Least strength of a colour that is no tint of the paper or fringe of the scanner. */
export const COLOURED = 44;
/** Pixels of clear colour that a page with a seal or a blue pen has at least. */
const COLOURED_PIXELS = 60;
/** Share of pixels with any tint that a colour scan has at least. */
const TINTED = 0.02;

/** A small copy of a page in planes of ink: 0 = paper, 255 = as strong as can be. */
export interface MarkPicture {
  readonly width: number;
  readonly height: number;
  /** Page pixels to one of the picture. */
  readonly scale: number;
  readonly pixelsPerMm: number;
  readonly dark: Uint8Array;
  /** What no red ink hides: a pen under a seal stays, the seal doesn't. */
  readonly pen: Uint8Array;
  /** By how much red outweighs the other channels. */
  readonly red: Uint8Array;
  readonly blue: Uint8Array;
  /** False for grey scans, photocopies and pages without any colour. */
  readonly coloured: boolean;
  /** Whether the scanner saw colours at all: even white paper then has a tint or some noise of colour. */
  readonly scannedInColour: boolean;
}

/** Makes the small copy: four samples a pixel, paper white wherever it lies. */
export function makeMarkPicture(page: Raster, dpi: number): MarkPicture {
  const scale = Math.max(1, dpi / PICTURE_DPI);
  const width = Math.max(1, Math.floor(page.width / scale));
  const height = Math.max(1, Math.floor(page.height / scale));
  const planes = sample(page, scale, width, height);
  const [r, g, b] = planes.map((plane) => onWhite(plane, width, height)) as [Uint8Array, Uint8Array, Uint8Array];
  const size = width * height;
  const dark = new Uint8Array(size);
  const pen = new Uint8Array(size);
  const red = new Uint8Array(size);
  const blue = new Uint8Array(size);
  let colours = 0;
  let tints = 0;
  const grey = page.channels === 1;
  for (let i = 0; i < size; i += 1) {
    const [vr, vg, vb] = grey ? [r[i]!, r[i]!, r[i]!] : [r[i]!, g[i]!, b[i]!];
    dark[i] = 255 - ((vr * 77 + vg * 150 + vb * 29) >> 8);
    pen[i] = 255 - vr;
    if (grey) continue;
    if (planes[0]![i] !== planes[2]![i]) tints += 1;
    const reds = vr - Math.max(vg, vb);
    const blues = vb - Math.max(vr, vg);
    if (reds > 0) red[i] = reds;
    if (blues > 0) blue[i] = blues;
    if (reds > COLOURED || blues > COLOURED) colours += 1;
  }
  return {
    width,
    height,
    scale,
    pixelsPerMm: dpi / scale / MM_PER_INCH,
    dark,
    pen,
    red,
    blue,
    coloured: colours >= COLOURED_PIXELS,
    scannedInColour: tints > size * TINTED,
  };
}

/** One plane for grey, three for colour. */
function sample(page: Raster, scale: number, width: number, height: number): readonly Uint8Array[] {
  const { channels, data } = page;
  const near = Int32Array.from({ length: width }, (_, x) => Math.floor((x + 0.25) * scale) * channels);
  const far = Int32Array.from({ length: width }, (_, x) => Math.floor((x + 0.75) * scale) * channels);
  const planes = Array.from({ length: channels }, () => new Uint8Array(width * height));
  for (let y = 0; y < height; y += 1) {
    const upper = Math.floor((y + 0.25) * scale) * page.width * channels;
    const lower = Math.floor((y + 0.75) * scale) * page.width * channels;
    for (let x = 0; x < width; x += 1) {
      const a = near[x]!;
      const b = far[x]!;
      for (let c = 0; c < channels; c += 1) {
        planes[c]![y * width + x] =
          (data[upper + a + c]! + data[upper + b + c]! + data[lower + a + c]! + data[lower + b + c]!) >> 2;
      }
    }
  }
  return planes;
}

/** Divides each block by its paper. */
function onWhite(plane: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(plane.length);
  const bins = new Uint16Array(64);
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    for (let left = 0; left < width; left += BLOCK) {
      const right = Math.min(width, left + BLOCK);
      bins.fill(0);
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const bin = plane[y * width + x]! >> 2;
          bins[bin] = bins[bin]! + 1;
        }
      }
      let under = (bottom - top) * (right - left) * PAPER_SHARE;
      let paper = 0;
      while (paper < 63 && under > bins[paper]!) {
        under -= bins[paper]!;
        paper += 1;
      }
      const gain = 255 / Math.max(60, paper * 4 + 2);
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const value = plane[y * width + x]! * gain;
          out[y * width + x] = value > 255 ? 255 : value;
        }
      }
    }
  }
  return out;
}
