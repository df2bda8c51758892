import { filledGrey, type GreyRaster, type Raster } from '../image/raster.ts';
import { shrink } from '../image/shrink.ts';
import { encodeG4 } from './g4.ts';
import { encode } from './page-jpeg.ts';
import type { PictureLayer } from './page-picture.ts';

/** Of what lies behind the letters. */
const BACKGROUND_DPI = 150;
const BACKGROUND_QUALITY = 45;
/** Letters need no more. */
const STENCIL_DPI = 300;
/** Side of the squares in which paper and ink are told apart, in inches. */
const SQUARE = 0.16;
/** Squares with more ink than this are photographs, not print. */
const MOST_INK = 0.5;
/** As many stencil pixels make a layer worth its object. */
const FEWEST_PIXELS = 400;

const [PAPER, BLACK, RED] = [0, 1, 2] as const;

/**
 * A page as a background of low resolution with letters and red seals cut out as lossless stencils of one colour each.
 * Photographs and everything in other colours stay in the background.
 */
export async function makeMixedRaster(page: Raster, dpi: number): Promise<readonly PictureLayer[]> {
  const sharpPage = await shrink(page, Math.min(1, STENCIL_DPI / dpi));
  const stencilDpi = Math.min(dpi, STENCIL_DPI);
  const kinds = classify(sharpPage, Math.max(8, Math.round(SQUARE * stencilDpi)));
  const background = await fillBehind(sharpPage, kinds, Math.min(1, BACKGROUND_DPI / stencilDpi));
  const layers: PictureLayer[] = [
    {
      kind: 'jpeg',
      width: background.width,
      height: background.height,
      channels: background.channels,
      spans: [1, 1],
      bytes: await encode(background, BACKGROUND_QUALITY, true),
    },
  ];
  // Red first: what is printed in black on a seal stays legible, and so does a name under it.
  for (const kind of [RED, BLACK]) {
    const { stencil, colour, pixels } = cutOut(sharpPage, kinds, kind);
    if (pixels < FEWEST_PIXELS) continue;
    const { width, height, bytes } = await encodeG4(stencil);
    const spans = [width / sharpPage.width, height / sharpPage.height] as const;
    layers.push({ kind: 'g4', width, height, channels: 1, colour, spans, bytes });
  }
  return layers;
}

/** What each pixel is: paper (or picture), black print, or red seal. */
function classify(page: Raster, side: number): Uint8Array {
  const { width, height, data, channels } = page;
  const kinds = new Uint8Array(width * height);
  for (let top = 0; top < height; top += side) {
    const bottom = Math.min(height, top + side);
    for (let left = 0; left < width; left += side) {
      const right = Math.min(width, left + side);
      const paper = paperOf(page, left, top, right, bottom);
      const dark = Math.min(150, paper * 0.62);
      let ink = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let i = y * width + left; i < y * width + right; i += 1) {
          const p = i * channels;
          const r = data[p]!;
          const g = channels === 1 ? r : data[p + 1]!;
          const b = channels === 1 ? r : data[p + 2]!;
          const redness = r - Math.max(g, b);
          if (redness > 60 && r > 110) kinds[i] = RED;
          else if (g < dark && Math.max(r, g, b) - Math.min(r, g, b) < 60) kinds[i] = BLACK;
          else continue;
          ink += 1;
        }
      }
      if (paper > 90 && ink <= MOST_INK * (bottom - top) * (right - left)) continue;
      for (let y = top; y < bottom; y += 1) kinds.fill(PAPER, y * width + left, y * width + right);
    }
  }
  return kinds;
}

/** Brightness of the paper in a square: the green value that a fifth of its pixels pass. */
function paperOf({ data, width, channels }: Raster, left: number, top: number, right: number, bottom: number): number {
  const histogram = new Uint32Array(256);
  const green = channels === 1 ? 0 : 1;
  let count = 0;
  for (let y = top; y < bottom; y += 2) {
    for (let x = left; x < right; x += 2) {
      const value = data[(y * width + x) * channels + green]!;
      histogram[value] = histogram[value]! + 1;
      count += 1;
    }
  }
  let value = 255;
  for (let seen = histogram[255]!; seen < count / 5 && value > 0; ) {
    value -= 1;
    seen += histogram[value]!;
  }
  return value;
}

/** The pixels of one kind as a stencil, with their mean colour. */
function cutOut(
  page: Raster,
  kinds: Uint8Array,
  kind: number,
): { stencil: GreyRaster; colour: readonly [number, number, number]; pixels: number } {
  const { data, channels } = page;
  const stencil = filledGrey(page.width, page.height, 255);
  const sum: [number, number, number] = [0, 0, 0];
  let pixels = 0;
  for (let i = 0; i < kinds.length; i += 1) {
    if (kinds[i] !== kind) continue;
    stencil.data[i] = 0;
    pixels += 1;
    for (let c = 0; c < 3; c += 1) sum[c] = sum[c]! + data[i * channels + (channels === 1 ? 0 : c)]!;
  }
  const [r, g, b] = sum.map((value) => Math.round(value / Math.max(1, pixels))) as [number, number, number];
  return { stencil, colour: [r, g, b], pixels };
}

/** The page at a lower resolution where what was cut out, and its grey rim, is filled with what is around it. */
async function fillBehind(page: Raster, kinds: Uint8Array, scale: number): Promise<Raster> {
  const { width, height, channels, data } = page;
  const filled = Uint8Array.from(data);
  const hidden = (i: number): boolean => kinds[i] !== PAPER;
  // Along the rows: the last colour of paper goes on until there is paper again.
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let from = -1;
    for (let x = 0; x < width; x += 1) {
      const near = hidden(row + x) || hidden(row + Math.max(0, x - 2)) || hidden(row + Math.min(width - 1, x + 2));
      const above = y >= 2 && hidden(row - 2 * width + x);
      const below = y + 2 < height && hidden(row + 2 * width + x);
      if (!near && !above && !below) {
        from = row + x;
        continue;
      }
      const source = from >= 0 ? from : paperAbove(kinds, width, row + x);
      for (let c = 0; c < channels; c += 1) {
        filled[(row + x) * channels + c] = source < 0 ? 255 : filled[source * channels + c]!;
      }
    }
  }
  return shrink({ width, height, channels, data: filled }, scale);
}

/** The pixel above, which is filled already; -1 in the first row. */
function paperAbove(kinds: Uint8Array, width: number, i: number): number {
  return i >= width && i < kinds.length ? i - width : -1;
}
