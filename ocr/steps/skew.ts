import { type GreyRaster, shrinkGrey } from '../image/raster.ts';
import { flattenBackground } from './clean.ts';

/** Long side of the copy on which axis and skew are measured. */
const COPY_SIDE = 800;
const MAX_DEGREES = 10;
/** Darker than this, on a flattened copy, is ink. */
const INK = 170;

export interface AxisAndSkew {
  /** True when text lines run from top to bottom or bottom to top. */
  readonly sideways: boolean;
  /** Degrees by which the lines run clockwise, after a sideways page has been turned back by 90 degrees. */
  readonly skewDegrees: number;
}

/**
 * Finds whether text runs along rows or columns, and its skew within ±10 degrees. Bottom edges of ink are projected at
 * trial angles: where they fall on few lines (baselines), the sum of squared bins is greatest.
 */
export function measureSkew(grey: GreyRaster, bilevel: boolean): AxisAndSkew {
  const scale = Math.min(1, COPY_SIDE / Math.max(grey.width, grey.height));
  const shrunk = shrinkGrey(grey, Math.round(grey.width * scale), Math.round(grey.height * scale));
  const copy = bilevel ? shrunk : flattenBackground(shrunk, 120);
  const rows = bestAngle(edgesAlongRows(copy));
  const columns = bestAngle(edgesAlongColumns(copy));
  const sideways = columns.sharpness > rows.sharpness;
  return { sideways, skewDegrees: sideways ? columns.degrees : rows.degrees };
}

/** Points of edges; x along the text line, y across it. */
interface EdgePoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly along: number;
  readonly across: number;
}

/**
 * Lower edges of ink, placed between the two pixels by their brightness. A hash of the position jitters them by up to
 * half a pixel: without it the pixel grid itself makes 0 degrees the best angle.
 */
function edgesAlongRows(grey: GreyRaster): EdgePoints {
  const { width, height, data } = grey;
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 1; row < height - 2; row += 1) {
    for (let column = 1; column < width - 1; column += 1) {
      const p = row * width + column;
      if (data[p]! < INK && data[p + width]! >= INK) {
        x.push(column + jitter(p));
        y.push(row + crossing(data[p]!, data[p + width]!) + 0.5 * jitter(p + 7919));
      }
    }
  }
  return { x: Float32Array.from(x), y: Float32Array.from(y), along: width, across: height };
}

/** The same for text that runs along columns: as if the page had been turned back by 90 degrees anticlockwise. */
function edgesAlongColumns(grey: GreyRaster): EdgePoints {
  const { width, height, data } = grey;
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 1; row < height - 1; row += 1) {
    for (let column = 2; column < width - 1; column += 1) {
      const p = row * width + column;
      if (data[p]! < INK && data[p - 1]! >= INK) {
        x.push(row + jitter(p));
        y.push(width - 1 - (column - crossing(data[p]!, data[p - 1]!) + 0.5 * jitter(p + 7919)));
      }
    }
  }
  return { x: Float32Array.from(x), y: Float32Array.from(y), along: height, across: width };
}

function crossing(ink: number, paper: number): number {
  return paper === ink ? 0.5 : (INK - ink) / (paper - ink);
}

function jitter(seed: number): number {
  let h = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296 - 0.5;
}

interface AngleFit {
  readonly degrees: number;
  /** How much the points gather on few lines; 1 = not at all. */
  readonly sharpness: number;
}

function bestAngle(points: EdgePoints): AngleFit {
  if (points.x.length < 50) return { degrees: 0, sharpness: 0 };
  let best = 0;
  let bestScore = -1;
  const tryRange = (from: number, to: number, step: number, stride: number, bin: number): void => {
    bestScore = -1;
    let found = best;
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const score = scoreAngle(points, degrees, stride, bin);
      if (score > bestScore) {
        bestScore = score;
        found = degrees;
      }
    }
    best = found;
  };
  const stride = Math.max(1, Math.floor(points.x.length / 12_000));
  tryRange(-MAX_DEGREES, MAX_DEGREES, 0.5, stride, 2);
  tryRange(best - 0.5, best + 0.5, 0.1, stride, 1);
  tryRange(best - 0.12, best + 0.12, 0.02, 1, 1);
  const degrees = refine(points, best, 0.02);
  const even = (points.x.length * points.x.length) / points.across;
  return { degrees, sharpness: bestScore / even };
}

/** Vertex of the parabola through the score at three neighbouring angles. */
function refine(points: EdgePoints, degrees: number, step: number): number {
  const before = scoreAngle(points, degrees - step, 1, 1);
  const here = scoreAngle(points, degrees, 1, 1);
  const after = scoreAngle(points, degrees + step, 1, 1);
  const bend = before - 2 * here + after;
  if (bend >= 0) return degrees;
  return degrees + Math.max(-step, Math.min(step, (step * (before - after)) / (2 * bend)));
}

function scoreAngle(points: EdgePoints, degrees: number, stride: number, bin: number): number {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.cos(radians) / bin;
  const sin = Math.sin(radians) / bin;
  const offset = Math.ceil(Math.abs(sin) * points.along) + 2;
  const bins = new Float32Array(Math.ceil(points.across / bin) + 2 * offset + 4);
  for (let i = 0; i < points.x.length; i += stride) {
    const at = points.y[i]! * cos - points.x[i]! * sin + offset;
    const low = Math.floor(at);
    const share = at - low;
    bins[low] = bins[low]! + 1 - share;
    bins[low + 1] = bins[low + 1]! + share;
  }
  let sum = 0;
  for (const count of bins) sum += count * count;
  return sum;
}
