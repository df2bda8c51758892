import type { Box } from '../../common/domain/reading.ts';
import type { GreyRaster } from '../image/raster.ts';

/** Side of the cells whose texture is measured, in inches; text leaves whole rows of them empty between its lines. */
const CELL_INCHES = 0.05;
/** Smallest code: 9 mm. */
const SMALLEST_CODE = 0.35;
/** Change of brightness between neighbours that counts, on a flattened page. */
const STEP = 22;
/** Share of a cell's neighbours, level and upright, between which brightness changes. */
const DENSE = 0.16;
/** Share of the cells of a square that must be dense. */
const FILLED = 0.88;

/**
 * Squares of a page that have the texture of a two-dimensional code: brightness changes everywhere and both ways,
 * without the white between lines that text has; at about 150 dpi the fine codes of cards do. Portraits and patterned
 * paper may be among them; the densest come first. Boxes are in pixels of the picture given.
 */
export function findCodeAreas(page: GreyRaster, dpi: number, sideInches = SMALLEST_CODE): readonly Box[] {
  const cell = Math.max(5, Math.round(CELL_INCHES * dpi));
  const { columns, rows, level, upright } = measureTexture(page, cell);
  const enough = DENSE * cell * cell;
  const dense = new Uint8Array(columns * rows);
  for (let i = 0; i < dense.length; i += 1) dense[i] = level[i]! >= enough && upright[i]! >= enough ? 1 : 0;
  const side = Math.max(3, Math.round((sideInches * dpi) / cell));
  const covered = coverBySquares(dense, columns, rows, side);
  return groupCells(covered, columns, rows)
    .map((area) => ({ ...area, density: densityOf(area, level, upright, columns) }))
    .sort((a, b) => b.density - a.density)
    .map(({ x0, y0, x1, y1 }) => [x0 * cell, y0 * cell, (x1 - x0 + 1) * cell, (y1 - y0 + 1) * cell]);
}

interface Texture {
  readonly columns: number;
  readonly rows: number;
  /** Changes along rows, a cell. */
  readonly level: Uint16Array;
  readonly upright: Uint16Array;
}

function measureTexture({ width, height, data }: GreyRaster, cell: number): Texture {
  const columns = Math.floor((width - 1) / cell);
  const rows = Math.floor((height - 1) / cell);
  const level = new Uint16Array(columns * rows);
  const upright = new Uint16Array(columns * rows);
  for (let y = 0; y < rows * cell; y += 1) {
    const row = Math.floor(y / cell) * columns;
    let p = y * width;
    for (let c = row; c < row + columns; c += 1) {
      let across = 0;
      let down = 0;
      for (const end = p + cell; p < end; p += 1) {
        const value = data[p]!;
        const dx = value - data[p + 1]!;
        const dy = value - data[p + width]!;
        // The sign bit of STEP squared less the square says "more than STEP".
        across += (STEP * STEP - dx * dx) >>> 31;
        down += (STEP * STEP - dy * dy) >>> 31;
      }
      level[c] = level[c]! + across;
      upright[c] = upright[c]! + down;
    }
  }
  return { columns, rows, level, upright };
}

/** Marks the cells of every square of a side that is filled with dense cells. */
function coverBySquares(dense: Uint8Array, columns: number, rows: number, side: number): Uint8Array {
  const sums = new Int32Array((columns + 1) * (rows + 1));
  for (let y = 0; y < rows; y += 1) {
    let row = 0;
    for (let x = 0; x < columns; x += 1) {
      row += dense[y * columns + x]!;
      sums[(y + 1) * (columns + 1) + x + 1] = sums[y * (columns + 1) + x + 1]! + row;
    }
  }
  const covered = new Uint8Array(columns * rows);
  const enough = side * side * FILLED;
  for (let y = 0; y + side <= rows; y += 1) {
    for (let x = 0; x + side <= columns; x += 1) {
      const top = y * (columns + 1) + x;
      const bottom = top + side * (columns + 1);
      if (sums[bottom + side]! - sums[bottom]! - sums[top + side]! + sums[top]! < enough) continue;
      for (let row = y; row < y + side; row += 1) covered.fill(1, row * columns + x, row * columns + x + side);
    }
  }
  return covered;
}

interface CellArea {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Boxes around the connected groups of marked cells, which are unmarked. */
function groupCells(marked: Uint8Array, columns: number, rows: number): readonly CellArea[] {
  const areas: CellArea[] = [];
  const stack: number[] = [];
  for (let start = 0; start < marked.length; start += 1) {
    if (marked[start] !== 1) continue;
    let [x0, y0, x1, y1] = [columns, rows, -1, -1];
    marked[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % columns;
      const y = (at - x) / columns;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
      for (const next of [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]) {
        if (marked[next] !== 1) continue;
        marked[next] = 0;
        stack.push(next);
      }
    }
    areas.push({ x0, y0, x1, y1 });
  }
  return areas;
}

function densityOf(area: CellArea, level: Uint16Array, upright: Uint16Array, columns: number): number {
  let sum = 0;
  for (let y = area.y0; y <= area.y1; y += 1) {
    for (let x = area.x0; x <= area.x1; x += 1) sum += Math.min(level[y * columns + x]!, upright[y * columns + x]!);
  }
  return sum / ((area.x1 - area.x0 + 1) * (area.y1 - area.y0 + 1));
}
