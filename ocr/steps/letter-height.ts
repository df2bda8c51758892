import type { Blobs } from '../image/blobs.ts';

/** Height of letters in pixels where too few tell: of 13 points at 300 dpi. */
export const USUAL_LETTER = 28;

const FEWEST_LETTERS = 25;

/** Median height of blobs shaped like letters, in pixels; undefined when there are too few to tell. */
export function letterHeight(blobs: Blobs): number | undefined {
  const heights: number[] = [];
  for (let i = 0; i < blobs.count; i += 1) {
    const width = blobs.right[i]! - blobs.left[i]! + 1;
    const height = blobs.bottom[i]! - blobs.top[i]! + 1;
    if (height < 7 || width < 3 || height > 160 || width > 200 || blobs.pixels[i]! < height) continue;
    if (width > height * 3 || height > width * 5) continue;
    heights.push(height);
  }
  if (heights.length < FEWEST_LETTERS) return undefined;
  return heights.sort((a, b) => a - b)[heights.length >> 1];
}
