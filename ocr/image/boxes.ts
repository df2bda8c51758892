import type { Box } from '../../common/domain/reading.ts';

export type Point = readonly [x: number, y: number];

/** A box in a picture enlarged by a factor; sides that met before meet after. */
export function scaleBox([x, y, width, height]: Box, factor: number): Box {
  const left = Math.round(x * factor);
  const top = Math.round(y * factor);
  return [left, top, Math.round((x + width) * factor) - left, Math.round((y + height) * factor) - top];
}

/** Smallest box that holds all of them, one at least. */
export function unionBox(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[0] + box[2]));
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}

/** Smallest box that holds all points, one at least. */
export function boxAround(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** The corners of a box. */
export function cornersOf([x, y, width, height]: Box): readonly Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
