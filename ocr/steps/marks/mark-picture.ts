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
  const size = width * height;
  const ink: Inks = {
    dark: new Uint8Array(size),
    pen: new Uint8Array(size),
    red: new Uint8Array(size),
    blue: new Uint8Array(size),
  };
  const [r, g, b] = planes;
  const { colours, tints } =
    g === undefined || b === undefined
      ? inksOfGrey(r!, ink, width, height)
      : inksOfColour([r!, g, b], ink, width, height);
  return {
    width,
    height,
    scale,
    pixelsPerMm: dpi / scale / MM_PER_INCH,
    ...ink,
    coloured: colours >= COLOURED_PIXELS,
    scannedInColour: tints > size * TINTED,
  };
}

interface Inks {
  readonly dark: Uint8Array;
  readonly pen: Uint8Array;
  readonly red: Uint8Array;
  readonly blue: Uint8Array;
}

/** One plane for grey, three for colour. */
function sample({ channels, data, width: stride }: Raster, scale: number, width: number, height: number): Uint8Array[] {
  const near = Int32Array.from({ length: width }, (_, x) => Math.floor((x + 0.25) * scale) * channels);
  const far = Int32Array.from({ length: width }, (_, x) => Math.floor((x + 0.75) * scale) * channels);
  const size = width * height;
  const first = new Uint8Array(size);
  const rest = channels === 3 ? ([new Uint8Array(size), new Uint8Array(size)] as const) : undefined;
  for (let y = 0; y < height; y += 1) {
    const upper = Math.floor((y + 0.25) * scale) * stride * channels;
    const lower = Math.floor((y + 0.75) * scale) * stride * channels;
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const a = upper + near[x]!;
      const b = upper + far[x]!;
      const c = lower + near[x]!;
      const d = lower + far[x]!;
      first[row + x] = (data[a]! + data[b]! + data[c]! + data[d]!) >> 2;
      if (rest === undefined) continue;
      rest[0][row + x] = (data[a + 1]! + data[b + 1]! + data[c + 1]! + data[d + 1]!) >> 2;
      rest[1][row + x] = (data[a + 2]! + data[b + 2]! + data[c + 2]! + data[d + 2]!) >> 2;
    }
  }
  return rest === undefined ? [first] : [first, ...rest];
}

/** Counts of pixels by colour of ink and by tint. */
interface Tints {
  readonly colours: number;
  readonly tints: number;
}

function inksOfGrey(plane: Uint8Array, { dark, pen }: Inks, width: number, height: number): Tints {
  const across = Math.ceil(width / BLOCK);
  for (let block = across * Math.ceil(height / BLOCK) - 1; block >= 0; block -= 1) {
    const left = (block % across) * BLOCK;
    const top = Math.floor(block / across) * BLOCK;
    const right = Math.min(width, left + BLOCK);
    const bottom = Math.min(height, top + BLOCK);
    const gain = gainOf(plane, width, left, top, right, bottom);
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * width + left, end = y * width + right; at < end; at += 1) {
        const value = (plane[at]! * gain) >> GAIN_BITS;
        const ink = value > 255 ? 0 : 255 - value;
        dark[at] = ink;
        pen[at] = ink;
      }
    }
  }
  return { colours: 0, tints: 0 };
}

function inksOfColour(
  [r, g, b]: readonly [Uint8Array, Uint8Array, Uint8Array],
  { dark, pen, red, blue }: Inks,
  width: number,
  height: number,
): Tints {
  let colours = 0;
  let tints = 0;
  const across = Math.ceil(width / BLOCK);
  for (let block = across * Math.ceil(height / BLOCK) - 1; block >= 0; block -= 1) {
    const left = (block % across) * BLOCK;
    const top = Math.floor(block / across) * BLOCK;
    const right = Math.min(width, left + BLOCK);
    const bottom = Math.min(height, top + BLOCK);
    const gainR = gainOf(r, width, left, top, right, bottom);
    const gainG = gainOf(g, width, left, top, right, bottom);
    const gainB = gainOf(b, width, left, top, right, bottom);
    for (let y = top; y < bottom; y += 1) {
      for (let at = y * width + left, end = y * width + right; at < end; at += 1) {
        if (r[at] !== b[at]) tints += 1;
        let vr = (r[at]! * gainR) >> GAIN_BITS;
        let vg = (g[at]! * gainG) >> GAIN_BITS;
        let vb = (b[at]! * gainB) >> GAIN_BITS;
        if (vr > 255) vr = 255;
        if (vg > 255) vg = 255;
        if (vb > 255) vb = 255;
        dark[at] = 255 - ((vr * 77 + vg * 150 + vb * 29) >> 8);
        pen[at] = 255 - vr;
        const reds = vr - (vg > vb ? vg : vb);
        const blues = vb - (vr > vg ? vr : vg);
        if (reds > 0) red[at] = reds;
        else if (blues > 0) blue[at] = blues;
        if (reds > COLOURED || blues > COLOURED) colours += 1;
      }
    }
  }
  return { colours, tints };
}

const GAIN_BITS = 10;
const bins = new Uint16Array(64);

/** What makes a block's paper white, in parts of 1024. */
function gainOf(plane: Uint8Array, width: number, left: number, top: number, right: number, bottom: number): number {
  bins.fill(0);
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * width + left, end = y * width + right; at < end; at += 1) {
      const bin = plane[at]! >> 2;
      bins[bin] = bins[bin]! + 1;
    }
  }
  let under = (bottom - top) * (right - left) * PAPER_SHARE;
  let paper = 0;
  while (paper < 63 && under > bins[paper]!) {
    under -= bins[paper]!;
    paper += 1;
  }
  return Math.round((255 << GAIN_BITS) / Math.max(60, paper * 4 + 2));
}
