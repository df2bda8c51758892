import { type Blobs, findBlobs } from '../../image/blobs.ts';
import type { MarkPicture } from './mark-picture.ts';

/** Sides of framed stamps in millimetres. */
const LEAST_WIDTH = 14;
const MOST_WIDTH = 115;
const LEAST_HEIGHT = 6;
const MOST_HEIGHT = 75;
const INK = 42;
const DARK_INK = 80;
/** A side is there when its line covers this share of it; one of the four may be hidden under other ink. */
const WHOLE_SIDE = 0.72;
const POOR_SIDE = 0.4;
const PLAIN_SIDE = 0.85;
/** What lies so near the picture's edge is the edge of the sheet, in pixels of the picture. */
const MARGIN = 5;
/** A line this far from straight is none, in pixels of the picture. */
const STRAIGHT = 1.3;
/** Tilts, as rise over run: four sides of one frame agree within the first, black frames of stamps tilt by the second. */
const SAME_TILT = 0.04;
const STAMPED_TILT = 0.009;

/** A frame of straight lines, in pixels of the picture. */
export interface StampFrame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** 0..1 */
  readonly share: number;
}

/**
 * Framed stamps ("BẢN SAO", "CÔNG VĂN ĐẾN"): four straight lines in red or blue; on pages without colour only such as
 * lie aslant, since tables and boxes of a form never do once the page is level.
 */
export function findStampFrames(picture: MarkPicture): readonly StampFrame[] {
  const { width, height } = picture;
  const mask = inkMask(picture);
  const blobs = findBlobs({ width, height, channels: 1, data: mask }, 128);
  const found: StampFrame[] = [];
  for (let i = 0; i < blobs.count; i += 1) {
    const frame = frameOf(blobs, i, mask, picture);
    if (frame !== undefined) found.push(frame);
  }
  return found;
}

/** 0 where a stamp's ink is or next to it. */
function inkMask({ width, height, red, blue, dark, coloured }: MarkPicture): Uint8Array {
  const mask = new Uint8Array(width * height).fill(255);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const inked = coloured ? red[at]! > INK || blue[at]! > INK : dark[at]! > DARK_INK;
      if (!inked) continue;
      mask[at] = 0;
      mask[at + 1] = 0;
      mask[at + width] = 0;
    }
  }
  return mask;
}

interface Side {
  /** Share of the side on a straight line. */
  readonly share: number;
  readonly tilt: number;
  /** In pixels. */
  readonly length: number;
}

function frameOf(blobs: Blobs, i: number, mask: Uint8Array, picture: MarkPicture): StampFrame | undefined {
  const [left, top, right, bottom] = [blobs.left[i]!, blobs.top[i]!, blobs.right[i]!, blobs.bottom[i]!];
  const mm = picture.pixelsPerMm;
  const [w, h] = [(right - left) / mm, (bottom - top) / mm];
  if (left < MARGIN || top < MARGIN || right >= picture.width - MARGIN || bottom >= picture.height - MARGIN) {
    return undefined;
  }
  if (w < LEAST_WIDTH || w > MOST_WIDTH || h < LEAST_HEIGHT || h > MOST_HEIGHT) return undefined;
  const at = (x: number, y: number): boolean => mask[y * picture.width + x] === 0;
  const level = (from: number, step: number): Side =>
    sideOf(left, right, Math.floor((bottom - top) * 0.4), (x, depth) => at(x, from + step * depth));
  const upright = (from: number, step: number): Side =>
    sideOf(top, bottom, Math.floor((right - left) * 0.3), (y, depth) => at(from + step * depth, y));
  const upper = level(top, 1);
  const lower = level(bottom, -1);
  const first = upright(left, 1);
  const last = upright(right, -1);
  // Depths grow inwards: opposite sides of a tilted frame run against each other.
  const sides = [upper, { ...lower, tilt: -lower.tilt }, { ...first, tilt: -first.tilt }, last];
  const whole = sides.filter((side) => side.share >= WHOLE_SIDE);
  if (whole.length < 3 || (sides.some((side) => side.share < POOR_SIDE) && !isPlain(whole))) return undefined;
  // The longest sides say best how the frame lies.
  const tilt = whole.reduce((best, side) => (side.length > best.length ? side : best)).tilt;
  if (whole.some((side) => Math.abs(side.tilt - tilt) > SAME_TILT + 2.4 / side.length)) return undefined;
  if (!picture.coloured && Math.abs(tilt) < STAMPED_TILT) return undefined;
  return { left, top, right, bottom, share: whole.reduce((sum, side) => sum + side.share, 0) / whole.length };
}

/** Three sides that leave no doubt make up for one that other ink hides. */
function isPlain(whole: readonly Side[]): boolean {
  return whole.every((side) => side.share >= PLAIN_SIDE);
}

/** How well the first ink met from outside lies on a straight line. */
function sideOf(from: number, to: number, most: number, inked: (along: number, depth: number) => boolean): Side {
  const start = from + Math.round((to - from) * 0.08);
  const end = to - Math.round((to - from) * 0.08);
  const depths: number[] = [];
  for (let along = start; along <= end; along += 1) {
    let depth = 0;
    while (depth <= most && !inked(along, depth)) depth += 1;
    depths.push(depth);
  }
  const third = Math.floor(depths.length / 3);
  if (third < 2) return { share: 0, tilt: 0, length: 1 };
  const [a, b] = [median(depths.slice(0, third)), median(depths.slice(-third))];
  const tilt = (b - a) / (depths.length - third);
  const origin = a - (tilt * (third - 1)) / 2;
  const hits = depths.filter((depth, x) => Math.abs(depth - (origin + tilt * x)) <= STRAIGHT).length;
  return { share: hits / depths.length, tilt, length: depths.length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
