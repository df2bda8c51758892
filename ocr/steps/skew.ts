import { findBlobs } from '../image/blobs.ts';
import type { GreyRaster } from '../image/raster.ts';

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
 * Finds whether text runs along rows or columns of a small flattened copy, and its skew within ±10 degrees. Edges of ink are
 * projected at trial angles: where those of one side fall on few lines (baselines), the sum of squared bins is greatest.
 */
export function measureSkew(copy: GreyRaster): AxisAndSkew {
  const all = inkOf(copy);
  const letters = inLetters(copy, all);
  const ink = letters.length < FEWEST_LETTER_INK ? all : letters;
  const rows = fitLines((side) => edgesAlongRows(copy, ink, side));
  const columns = fitLines((side) => edgesAlongColumns(copy, ink, side));
  const sideways = columns.sharpness > rows.sharpness;
  return { sideways, skewDegrees: sideways ? columns.degrees : rows.degrees };
}

/** Ink of what may be letters or words run together, in pixels of the copy. */
const LETTERS = { longest: 100, thickest: 40 } as const;
/** With less ink than this in letters the rest has its say. */
const FEWEST_LETTER_INK = 1500;

/**
 * Ink without frames, dark edges of the glass and pictures: a stamp pressed on askew has long straight rules that gather
 * better than all the print of two small cards.
 */
function inLetters(copy: GreyRaster, ink: Int32Array): Int32Array {
  const { width, height } = copy;
  const blobs = findBlobs(copy, INK);
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < blobs.count; i += 1) {
    const [left, right] = [blobs.left[i]!, blobs.right[i]!];
    const [across, down] = [right - left + 1, blobs.bottom[i]! - blobs.top[i]! + 1];
    if (Math.max(across, down) > LETTERS.longest || Math.min(across, down) > LETTERS.thickest) continue;
    for (let y = blobs.top[i]!; y <= blobs.bottom[i]!; y += 1) mask.fill(1, y * width + left, y * width + right + 1);
  }
  return ink.filter((place) => mask[place] === 1);
}

/** The lower edges of ink as the page lies, or the upper: which of them are baselines isn't known yet. */
type Side = 'lower' | 'upper';

/** The angle by the side whose edges gather more; the other one is searched only when it promises more. */
function fitLines(edges: (side: Side) => EdgePoints): AngleFit {
  const lower = bestAngle(edges('lower'));
  const points = edges('upper');
  return sharpnessAt(points, lower.degrees) > lower.sharpness ? bestAngle(points) : lower;
}

/** Points of edges; x along the text line, y across it. */
interface EdgePoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly along: number;
  readonly across: number;
}

/** Places of the pixels of ink, without those of the border. */
function inkOf({ width, height, data }: GreyRaster): Int32Array {
  const places = new Int32Array(data.length);
  let count = 0;
  for (let row = 1; row < height - 1; row += 1) {
    const end = (row + 1) * width - 1;
    for (let p = row * width + 1; p < end; p += 1) {
      places[count] = p;
      // The sign bit says "darker": the place is kept by moving on.
      count += (data[p]! - INK) >>> 31;
    }
  }
  return places.subarray(0, count);
}

/**
 * Edges between ink and paper, placed between the two pixels by their brightness. A hash of the position jitters them:
 * without it the pixel grid itself makes 0 degrees the best angle.
 */
function edgesAlongRows({ width, height, data }: GreyRaster, ink: Int32Array, side: Side): EdgePoints {
  const beyond = side === 'lower' ? 1 : -1;
  const x = new Float32Array(ink.length);
  const y = new Float32Array(ink.length);
  let count = 0;
  for (const p of ink) {
    const outside = data[p + beyond * width]!;
    if (outside < INK) continue;
    const row = (p / width) | 0;
    x[count] = p - row * width + jitter(p);
    y[count] = row + beyond * crossing(data[p]!, outside) + 0.5 * jitter(p + 7919);
    count += 1;
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count), along: width, across: height };
}

/** The same for text that runs along columns: as if the page had been turned back by 90 degrees anticlockwise. */
function edgesAlongColumns({ width, height, data }: GreyRaster, ink: Int32Array, side: Side): EdgePoints {
  const beyond = side === 'lower' ? -1 : 1;
  const x = new Float32Array(ink.length);
  const y = new Float32Array(ink.length);
  let count = 0;
  for (const p of ink) {
    const outside = data[p + beyond]!;
    if (outside < INK) continue;
    const row = (p / width) | 0;
    x[count] = row + jitter(p);
    y[count] = width - 1 - (p - row * width + beyond * crossing(data[p]!, outside) + 0.5 * jitter(p + 7919));
    count += 1;
  }
  return { x: x.subarray(0, count), y: y.subarray(0, count), along: height, across: width };
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
  const count = points.x.length;
  if (count < 50) return { degrees: 0, sharpness: 0 };
  const stride = Math.max(1, Math.floor(count / 12_000));
  const coarse = climb(points, { from: -MAX_DEGREES, to: MAX_DEGREES, step: 0.5, stride, bin: 2 });
  const middle = climb(points, { from: coarse - 0.5, to: coarse + 0.5, step: 0.1, stride, bin: 1 });
  const fine = climb(points, { from: middle - 0.12, to: middle + 0.12, step: FINE_STEP, stride: 1, bin: FINE_BIN });
  return { degrees: refine(points, fine), sharpness: sharpnessAt(points, fine) };
}

/** Score at an angle relative to that of as many points spread evenly over the page. */
function sharpnessAt(points: EdgePoints, degrees: number): number {
  const count = points.x.length;
  return count < 50 ? 0 : scoreAngle(points, degrees, 1, FINE_BIN) / ((count * count * FINE_BIN) / points.across);
}

const FINE_STEP = 0.02;
const FINE_BIN = 1 / 3;

interface Climb {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Every how many points one is looked at. */
  readonly stride: number;
  /** Width of the bins in pixels. */
  readonly bin: number;
}

function climb(points: EdgePoints, { from, to, step, stride, bin }: Climb): number {
  let best = from;
  let bestScore = -1;
  for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
    const score = scoreAngle(points, degrees, stride, bin);
    if (score > bestScore) {
      bestScore = score;
      best = degrees;
    }
  }
  return best;
}

/** Vertex of the parabola through the score at three angles. */
function refine(points: EdgePoints, degrees: number): number {
  const step = 2 * FINE_STEP;
  const before = scoreAngle(points, degrees - step, 1, FINE_BIN);
  const here = scoreAngle(points, degrees, 1, FINE_BIN);
  const after = scoreAngle(points, degrees + step, 1, FINE_BIN);
  const bend = before - 2 * here + after;
  if (bend >= 0) return degrees;
  return degrees + Math.max(-step, Math.min(step, (step * (before - after)) / (2 * bend)));
}

/** Sum of squared bins of the points' positions across lines of an angle. */
function scoreAngle(points: EdgePoints, degrees: number, stride: number, bin: number): number {
  const radians = (degrees * Math.PI) / 180;
  const { x, y, along, across } = points;
  const cos = Math.cos(radians) / bin;
  const sin = Math.sin(radians) / bin;
  const offset = Math.ceil(Math.abs(sin) * along) + 3;
  const bins = new Float32Array(Math.ceil(across / bin) + 2 * offset + 6);
  for (let i = 0; i < x.length; i += stride) {
    const at = (y[i]! * cos - x[i]! * sin + offset) | 0;
    bins[at] = bins[at]! + 1;
  }
  return bin < 1 ? sumOfSquaresSmoothed(bins) : sumOfSquares(bins);
}

function sumOfSquares(bins: Float32Array): number {
  let sum = 0;
  for (const count of bins) sum += count * count;
  return sum;
}

/** With fine bins under a bell of two pixels the score doesn't depend on where the bins' borders fall. */
function sumOfSquaresSmoothed(bins: Float32Array): number {
  let sum = 0;
  for (let i = 2; i < bins.length - 2; i += 1) {
    const value = (bins[i - 2]! + 2 * bins[i - 1]! + 3 * bins[i]! + 2 * bins[i + 1]! + bins[i + 2]!) / 9;
    sum += value * value;
  }
  return sum;
}
