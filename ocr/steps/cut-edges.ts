import { type Blobs, findBlobs } from '../image/blobs.ts';
import type { GreyRaster } from '../image/raster.ts';

const INK = 170;
/** Sides of what may be a letter or a word on a small copy, as shares of the page's long side. */
const PIECE = { shortest: 0.0035, tallest: 0.02, longest: 0.08 } as const;
/** Pixels of the border in which cut ink ends. */
const REACH = 1;
/** Cut words and letters on one side from which on it isn't chance. */
const FEWEST_PIECES = 4;
/** Share of a side along which they must be spread. */
const LEAST_SPREAD = 0.08;

/**
 * Number of the sides of a page that cut through its text, by the small flattened copy: pieces of the size of words
 * end there in a row. Frames, shadows and the edge of a desk are longer, specks smaller.
 */
export function countCutEdges(copy: GreyRaster): number {
  const blobs = findBlobs(copy, INK);
  const { width, height } = copy;
  const sides = [
    touching(blobs, copy, (i) => blobs.top[i]! < REACH, 'level'),
    touching(blobs, copy, (i) => blobs.bottom[i]! >= height - REACH, 'level'),
    touching(blobs, copy, (i) => blobs.left[i]! < REACH, 'upright'),
    touching(blobs, copy, (i) => blobs.right[i]! >= width - REACH, 'upright'),
  ];
  return sides.filter((isCut) => isCut).length;
}

function touching(
  blobs: Blobs,
  { width, height }: GreyRaster,
  reaches: (blob: number) => boolean,
  side: 'level' | 'upright',
): boolean {
  const long = Math.max(width, height);
  const places: number[] = [];
  for (let i = 0; i < blobs.count; i += 1) {
    if (!reaches(i)) continue;
    const w = blobs.right[i]! - blobs.left[i]! + 1;
    const h = blobs.bottom[i]! - blobs.top[i]! + 1;
    if (Math.max(w, h) > PIECE.longest * long || Math.min(w, h) > PIECE.tallest * long) continue;
    if (Math.max(w, h) < PIECE.shortest * long || blobs.pixels[i]! < 4) continue;
    places.push(side === 'level' ? (blobs.left[i]! + blobs.right[i]!) / 2 : (blobs.top[i]! + blobs.bottom[i]!) / 2);
  }
  if (places.length < FEWEST_PIECES) return false;
  const spread = Math.max(...places) - Math.min(...places);
  return spread >= LEAST_SPREAD * (side === 'level' ? width : height);
}
