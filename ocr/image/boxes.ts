import type { Box } from '../../common/domain/reading.ts';

/** A box in a picture enlarged by a factor; sides that met before meet after. */
export function scaleBox([x, y, width, height]: Box, factor: number): Box {
  const left = Math.round(x * factor);
  const top = Math.round(y * factor);
  return [left, top, Math.round((x + width) * factor) - left, Math.round((y + height) * factor) - top];
}

/** A box of a picture, after the picture has been turned by 180 degrees. */
export function turnBoxHalf([x, y, width, height]: Box, picture: { width: number; height: number }): Box {
  return [picture.width - x - width, picture.height - y - height, width, height];
}

/** Smallest box that holds all of them, one at least. */
export function unionBox(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[0] + box[2]));
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}
