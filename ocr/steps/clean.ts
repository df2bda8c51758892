import type { GreyRaster } from '../image/raster.ts';

/** Side of the blocks in which the paper's brightness is measured, at 300 dpi. */
const BLOCK_AT_300 = 32;
const PAPER_PERCENTILE = 0.8;

/**
 * Divides a picture by its local background, so that shadow, vignette and tinted paper become white. Blocks that are
 * dark throughout (a portrait, a dark desk) are held to a share of the page's brightness so that noise isn't amplified.
 */
export function flattenBackground(grey: GreyRaster, dpi: number): GreyRaster {
  const { width, height, data } = grey;
  const block = Math.max(8, Math.round((BLOCK_AT_300 * dpi) / 300));
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const paper = smooth(floorAt(measurePaper(grey, block, columns, rows)), columns, rows);
  const out = new Uint8Array(width * height);
  const line = new Float32Array(columns);
  // In 16.16 fixed point: paper is held above 24, so that no product leaves 31 bits.
  const factor = new Int32Array(width);
  for (let y = 0; y < height; y += 1) {
    const gy = Math.min(rows - 1, Math.max(0, (y + 0.5) / block - 0.5));
    const r0 = Math.floor(gy);
    const r1 = Math.min(rows - 1, r0 + 1);
    const fy = gy - r0;
    // The factor changes slowly: it is renewed every fourth row only.
    if ((y & 3) === 0) {
      for (let c = 0; c < columns; c += 1) {
        line[c] = paper[r0 * columns + c]! * (1 - fy) + paper[r1 * columns + c]! * fy;
      }
      for (let x = 0; x < width; x += 1) {
        const gx = Math.min(columns - 1, Math.max(0, (x + 0.5) / block - 0.5));
        const c0 = gx | 0;
        const c1 = c0 + 1 < columns ? c0 + 1 : c0;
        factor[x] = (255 * 65536) / (line[c0]! + (line[c1]! - line[c0]!) * (gx - c0));
      }
    }
    const from = y * width;
    for (let x = 0; x < width; x += 1) {
      const value = (data[from + x]! * factor[x]! + 32768) >> 16;
      // 255 at most, without a branch: above it the mask is all ones.
      out[from + x] = value | ((255 - value) >> 31);
    }
  }
  return { width, height, channels: 1, data: out };
}

function measurePaper(grey: GreyRaster, block: number, columns: number, rows: number): Float32Array {
  const { width, height, data } = grey;
  const paper = new Float32Array(columns * rows);
  const histogram = new Uint16Array(256);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      histogram.fill(0);
      let count = 0;
      const yEnd = Math.min(height, (r + 1) * block);
      const xEnd = Math.min(width, (c + 1) * block);
      for (let y = r * block; y < yEnd; y += 2) {
        const from = y * width;
        for (let x = c * block; x < xEnd; x += 2, count += 1) {
          const value = data[from + x]!;
          histogram[value] = histogram[value]! + 1;
        }
      }
      let above = count * (1 - PAPER_PERCENTILE);
      let value = 255;
      while (value > 0 && above >= histogram[value]!) {
        above -= histogram[value]!;
        value -= 1;
      }
      paper[r * columns + c] = value;
    }
  }
  return paper;
}

/** Holds every block to at least 30 % of the page's bright blocks. */
function floorAt(paper: Float32Array): Float32Array {
  const sorted = Float32Array.from(paper).sort();
  const bright = sorted[Math.floor(sorted.length * 0.9)] ?? 255;
  const floor = Math.max(24, bright * 0.3);
  return paper.map((value) => Math.max(value, floor));
}

/** Mean of 3 x 3 blocks, twice. */
function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  let from = paper;
  for (let pass = 0; pass < 2; pass += 1) {
    const to = new Float32Array(paper.length);
    for (let r = 0; r < rows; r += 1) {
      for (let c = 0; c < columns; c += 1) {
        let sum = 0;
        let count = 0;
        for (let dr = -1; dr <= 1; dr += 1) {
          for (let dc = -1; dc <= 1; dc += 1) {
            const rr = r + dr;
            const cc = c + dc;
            if (rr < 0 || cc < 0 || rr >= rows || cc >= columns) continue;
            sum += from[rr * columns + cc]!;
            count += 1;
          }
        }
        to[r * columns + c] = sum / count;
      }
    }
    from = to;
  }
  return from;
}
