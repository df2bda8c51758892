import type { Box } from '../../../common/domain/reading.ts';

/** A word is part of a mark when so much of it lies there. */
const INSIDE = 0.6;

/** Pixels that two boxes share. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Pixels of a box; 1 at least. */
export function areaOf(box: Box): number {
  return Math.max(1, box[2] * box[3]);
}

/** Share of a box that others cover, which don't overlap each other; 0..1. */
export function coverOf(box: Box, others: readonly Box[]): number {
  return Math.min(1, others.reduce((sum, other) => sum + overlapOf(box, other), 0) / areaOf(box));
}

/** Whether most of a box lies in another. */
export function liesIn(box: Box, within: Box): boolean {
  return overlapOf(box, within) >= INSIDE * areaOf(box);
}
