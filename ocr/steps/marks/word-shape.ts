import type { Box } from '../../../common/domain/reading.ts';
import type { GreyRaster } from '../../image/raster.ts';

/** Darker than this is ink, on a page whose paper is white. */
const INK = 140;
/** Feet of print end within this part of a word's height of each other. */
const LEVEL = 0.07;
/** Smaller words say nothing, in pixels. */
const LEAST_WIDTH = 12;
const LEAST_HEIGHT = 10;

/** How a word's ink lies; all in parts of its own height, so that type of any size compares. */
export interface WordShape {
  /** Row on which most of its letters stand, in pixels of the page. */
  readonly foot: number;
  /** In pixels of the page. */
  readonly height: number;
  /** Share of the columns with ink that end on that row: print is level, a pen is not. */
  readonly level: number;
  /** Share of its upright edges that run straight for a while, at the angle at which they do best. */
  readonly straight: number;
  /** That angle as run over rise, to the right. */
  readonly slant: number;
}

/** Measures the ink in a box; undefined where there is too little. */
export function shapeOf(page: GreyRaster, [x, y, width, height]: Box): WordShape | undefined {
  if (width < LEAST_WIDTH || height < LEAST_HEIGHT) return undefined;
  const [x0, x1] = [Math.max(1, x), Math.min(page.width - 1, x + width)];
  const [y0, y1] = [Math.max(0, y), Math.min(page.height, y + height)];
  const feet = new Uint16Array(y1 - y0 + 1);
  let columns = 0;
  for (let column = x0; column < x1; column += 1) {
    let row = y1 - 1;
    while (row >= y0 && page.data[row * page.width + column]! >= INK) row -= 1;
    if (row < y0) continue;
    feet[row - y0] = feet[row - y0]! + 1;
    columns += 1;
  }
  if (columns < LEAST_WIDTH / 2) return undefined;
  const window = Math.max(2, Math.round(height * LEVEL));
  let [most, foot] = [0, y0];
  for (let row = 0; row + window <= feet.length; row += 1) {
    let sum = 0;
    for (let i = 0; i < window; i += 1) sum += feet[row + i]!;
    if (sum >= most) [most, foot] = [sum, y0 + row + window / 2];
  }
  return { foot, height, level: most / columns, ...edgesOf(page, x0, y0, x1, y1) };
}

const SLANTS = [-0.1, 0, 0.1, 0.2, 0.3, 0.4] as const;

/**
 * Left edges of strokes, gathered along lines of a slant: a straight stroke puts many of them on one line. The measure
 * is the share of edges on lines that hold at least a third of the word's height of them.
 */
function edgesOf(
  page: GreyRaster,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): { readonly straight: number; readonly slant: number } {
  const edges: number[] = [];
  for (let row = y0; row < y1; row += 1) {
    const from = row * page.width;
    for (let column = x0; column < x1; column += 1) {
      if (page.data[from + column]! < INK && page.data[from + column - 1]! >= INK) edges.push(column, y1 - row);
    }
  }
  const reach = Math.ceil((y1 - y0) * 0.5);
  let best = { straight: 0, slant: 0 };
  for (const slant of SLANTS) {
    const lines = new Uint16Array(x1 - x0 + 2 * reach + 2);
    for (let i = 0; i < edges.length; i += 2) {
      const at = Math.round(edges[i]! - x0 - edges[i + 1]! * slant) + reach;
      if (at >= 0 && at < lines.length) lines[at] = lines[at]! + 1;
    }
    let sum = 0;
    const least = (y1 - y0) / 3;
    for (const count of lines) if (count >= least) sum += count;
    const straight = edges.length === 0 ? 0 : sum / (edges.length / 2);
    if (straight > best.straight) best = { straight, slant };
  }
  return best;
}
