import { findBlobs } from '../image/blobs.ts';
import { type GreyRaster, isGrey, type Raster } from '../image/raster.ts';

/** How much red must outweigh green and blue to be ink of a seal or a red title and not a tint. */
const BRIGHT_RED = 36;
/** Red lighter than this is a pattern of the paper or a pale seal, never a title. */
const PALE = 170;
/** Darker than this is print in black or blue. */
const DARK = 110;

/** Seals are looked for in cells of this side, at 300 dpi. */
const CELL_AT_300 = 8;
/** Smallest side of a seal or a framed stamp, in inches; a line of a red title is lower. */
const SEAL_SIDE_INCHES = 0.42;
/** Both sides of a round or square seal at least, and the one not much longer than the other. */
const ROUND_SEAL_INCHES = 0.6;
const ROUND_SEAL_SHAPE = 1.5;
/** Share of cells of a stamp that hold dark print too: it lies over text. */
const OVERPRINT_SHARE = 0.05;

/**
 * Grey picture in which seals and overprints in bright red fade towards paper, so that the text under them stays
 * readable, while red print (titles, numbers of cards and certificates) stays dark.
 */
export function greyWithoutSeals(raster: Raster, dpi: number): GreyRaster {
  if (isGrey(raster)) return raster;
  const cell = Math.max(2, Math.round((CELL_AT_300 * dpi) / 300));
  const { grey, counts, reds } = toGrey(raster, cell);
  if (reds > grey.data.length * 1e-5) fadeSeals(raster, grey, counts, dpi);
  return grey;
}

/** How many pixels of a cell are red ink and dark print. */
interface CellCounts {
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly red: Uint16Array;
  readonly dark: Uint16Array;
}

/** Luma, pale reds faded, and what lies in each cell, in one pass over the picture. */
function toGrey(raster: Raster, cell: number): { grey: GreyRaster; counts: CellCounts; reds: number } {
  const { width, height, data } = raster;
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const red = new Uint16Array(columns * rows);
  const dark = new Uint16Array(columns * rows);
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor(x / cell));
  const out = new Uint8Array(width * height);
  let reds = 0;
  for (let y = 0, i = 0, p = 0; y < height; y += 1) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x += 1, i += 1, p += 3) {
      const r = data[p]!;
      const g = data[p + 1]!;
      const b = data[p + 2]!;
      const luma = (r * 77 + g * 150 + b * 29) >> 8;
      out[i] = luma;
      if (r - g > BRIGHT_RED && r - b > BRIGHT_RED) {
        if (luma > PALE) {
          out[i] = r;
        } else {
          reds += 1;
          const at = row + columnOf[x]!;
          red[at] = red[at]! + 1;
        }
      } else if (luma < DARK) {
        const at = row + columnOf[x]!;
        dark[at] = dark[at]! + 1;
      }
    }
  }
  return { grey: { width, height, channels: 1, data: out }, counts: { cell, columns, rows, red, dark }, reds };
}

/** Replaces grey by the red channel wherever a seal's ink lies. */
function fadeSeals(raster: Raster, grey: GreyRaster, counts: CellCounts, dpi: number): void {
  const { cell } = counts;
  const cells = markCells(counts);
  const blobs = findBlobs({ width: cells.columns, height: cells.rows, channels: 1, data: cells.red }, 128);
  for (let i = 0; i < blobs.count; i += 1) {
    const box = { x0: blobs.left[i]!, y0: blobs.top[i]!, x1: blobs.right[i]!, y1: blobs.bottom[i]! };
    if (!isSeal(box, cells, cell / dpi)) continue;
    fadeBox(raster, grey, box, cell);
  }
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** 0 where a cell holds red ink, else 255. */
  readonly red: Uint8Array;
  /** 1 where a cell holds dark print. */
  readonly dark: Uint8Array;
}

interface CellBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function markCells({ cell, columns, rows, red, dark }: CellCounts): Cells {
  const few = Math.max(1, Math.round(cell * cell * 0.06));
  return {
    columns,
    rows,
    red: choose(red, few, 0, 255),
    dark: choose(dark, few, 1, 0),
  };
}

/** One value for counts of at least so many, another for fewer. */
function choose(counts: Uint16Array, least: number, many: number, few: number): Uint8Array {
  const chosen = new Uint8Array(counts.length);
  for (let i = 0; i < counts.length; i += 1) chosen[i] = counts[i]! >= least ? many : few;
  return chosen;
}

/** A round seal always; any other large red thing when it lies over print. */
function isSeal(box: CellBox, cells: Cells, inchesPerCell: number): boolean {
  const w = (box.x1 - box.x0 + 1) * inchesPerCell;
  const h = (box.y1 - box.y0 + 1) * inchesPerCell;
  const short = Math.min(w, h);
  if (short < SEAL_SIDE_INCHES) return false;
  if (short >= ROUND_SEAL_INCHES && Math.max(w, h) / short <= ROUND_SEAL_SHAPE) return true;
  let dark = 0;
  for (let y = box.y0; y <= box.y1; y += 1) {
    for (let x = box.x0; x <= box.x1; x += 1) dark += cells.dark[y * cells.columns + x]!;
  }
  return dark >= (box.x1 - box.x0 + 1) * (box.y1 - box.y0 + 1) * OVERPRINT_SHARE;
}

function fadeBox(raster: Raster, grey: GreyRaster, box: CellBox, cell: number): void {
  const xEnd = Math.min(raster.width, (box.x1 + 1) * cell);
  const yEnd = Math.min(raster.height, (box.y1 + 1) * cell);
  for (let y = box.y0 * cell; y < yEnd; y += 1) {
    for (let x = box.x0 * cell; x < xEnd; x += 1) {
      const p = (y * raster.width + x) * 3;
      const r = raster.data[p]!;
      if (r - raster.data[p + 1]! > BRIGHT_RED && r - raster.data[p + 2]! > BRIGHT_RED) {
        grey.data[y * raster.width + x] = r;
      }
    }
  }
}

/** Pictures of so many bytes are looked at in fewer places: every look fetches memory anew. */
const SPARSELY_FROM = 4_000_000;

/** True when nearly every pixel is close to black or to white, as a photocopier or a fax leaves it. */
export function isBilevel(raster: Raster): boolean {
  const { data } = raster;
  let between = 0;
  let seen = 0;
  // 101 and 3 have no common factor: all channels are looked at in turn.
  const step = data.length > SPARSELY_FROM ? 101 : 23;
  for (let i = 0; i < data.length; i += step, seen += 1) {
    const value = data[i]!;
    if (value > 32 && value < 223) between += 1;
  }
  return between < seen * 0.004;
}
