import type { Box, Line, Word } from '../../../common/domain/reading.ts';
import { scaleBox, unionBox } from '../../image/boxes.ts';
import type { GreyRaster } from '../../image/raster.ts';
import type { MarkPicture } from './mark-picture.ts';
import { shapeOf, type WordShape } from './word-shape.ts';

/** A word in an ink bluer than this was not printed with the form. */
const BLUE = 0.12;
/** Once a blue pen is known: what it wrote into printed boxes has their black around it. */
const BLUE_IN_BOXES = 0.05;
const INK = 80;
/** Fewer words in a pen's colour prove nothing. */
const LEAST_BLUE = 4;
const LEAST_VALUES = 6;
/** Mean unrest of all words in blue, of all values in black, of one value: at or above it a pen wrote them. */
const BLUE_UNREST = -1.5;
const VALUES_UNREST = -2.2;
const VALUE_UNREST = -2.7;
/**
 * Values and the form's own words, on the same faint or shaken page, are so far apart at least: printed values stayed
 * within 0.7 of them on 60 pages, written ones 2.6 above.
 */
const APART = 1.6;
/**
 * Words read with less certainty than this are in doubt. Of words by hand 6 % were at least, on 20 pages of ten hands;
 * of faint italics in a printer's blue, which stand as unlevel as a pen's, 0 and 3 %.
 */
const IN_DOUBT = 0.9;
const LEAST_IN_DOUBT = 0.045;
/** A gap this many times the height of the words parts two values on a line. */
const GAP = 2.2;

/** Fitted to 8,695 words of 42 pages: parts by which a word is less level, less straight, less sure, off its line. */
const WEIGHTS = { level: -5.98, straight: -3.4, doubt: 6.75, off: 11.79, bias: -4.94 } as const;

interface Token {
  readonly word: Word;
  readonly line: number;
  readonly shape: WordShape | undefined;
  readonly blue: number;
  unrest: number | undefined;
}

/** A stretch of handwriting on one line, in page pixels. */
export interface HandStretch {
  readonly box: Box;
  readonly words: readonly Word[];
  readonly confidence: number;
}

/**
 * Words written with a pen. Print stands level, has straight strokes and reads with certainty; a pen does none of it
 * reliably, so a single word says little, but all values of a form together do: first those in another ink than the
 * form, else those after its labels are judged as one hand.
 *
 * @param page grey page as it was read
 * @param scale from page pixels to those of `page`
 */
export function findHandwriting(
  page: GreyRaster,
  scale: number,
  picture: MarkPicture,
  lines: readonly Line[],
): readonly HandStretch[] {
  const tokens = lines.flatMap((line, at) => line.words.map((word) => toToken(page, scale, picture, word, at)));
  measureUnrest(tokens);
  const values = valuesOf(tokens).filter((value) => value.some((token) => token.unrest !== undefined));
  const given = new Set(values.flat());
  const black = tokens.filter((token) => token.blue <= BLUE);
  const form = mean(black.filter((token) => !given.has(token)));
  const inPen = tokens.filter((token) => token.blue > BLUE && token.unrest !== undefined);
  if (inPen.length >= LEAST_BLUE && !isReadWell(inPen) && mean(inPen) >= Math.max(BLUE_UNREST, form + APART)) {
    return stretches(new Set(tokens.filter((token) => token.blue > BLUE_IN_BOXES)), tokens);
  }
  const all = black.filter((token) => given.has(token) && token.unrest !== undefined);
  if (all.length < LEAST_VALUES || isReadWell(all) || mean(all) < Math.max(VALUES_UNREST, form + APART)) return [];
  const least = Math.min(VALUE_UNREST, (form + mean(all)) / 2);
  const written = values.filter((value) => mean(value) >= least);
  return stretches(new Set(written.flat()), tokens);
}

/** An engine that was taught print has its doubts about every hand. */
function isReadWell(tokens: readonly Token[]): boolean {
  return tokens.filter(({ word }) => word.confidence < IN_DOUBT).length < LEAST_IN_DOUBT * tokens.length;
}

function toToken(page: GreyRaster, scale: number, picture: MarkPicture, word: Word, line: number): Token {
  const shape = word.text.length < 2 ? undefined : shapeOf(page, scaleBox(word.box, scale));
  return { word, line, shape, blue: blueOf(picture, word.box), unrest: undefined };
}

/** Mean blueness of a word's ink, 0..1. */
function blueOf({ width, height, scale, dark, blue, coloured }: MarkPicture, [x, y, w, h]: Box): number {
  if (!coloured) return 0;
  let [ink, tint] = [0, 0];
  const right = Math.min(width, (x + w) / scale);
  const bottom = Math.min(height, (y + h) / scale);
  for (let py = Math.floor(y / scale); py < bottom; py += 1) {
    for (let px = Math.floor(x / scale); px < right; px += 1) {
      const depth = dark[py * width + px]!;
      if (depth <= INK) continue;
      ink += depth;
      tint += blue[py * width + px]!;
    }
  }
  return ink === 0 ? 0 : tint / ink;
}

/** Log odds that a pen wrote each word, from itself and its neighbours on the line, against the page's own print. */
function measureUnrest(tokens: readonly Token[]): void {
  const print = tokens.filter(
    (token) => token.shape !== undefined && token.word.confidence >= 0.97 && token.blue < BLUE,
  );
  const level = upperMiddle(print.map((token) => token.shape!.level)) || 0.65;
  const straight = upperMiddle(print.map((token) => token.shape!.straight)) || 0.4;
  const shaped = tokens.filter((token) => token.shape !== undefined);
  const feet = new Map<number, number[]>();
  for (const token of shaped) feet.set(token.line, [...(feet.get(token.line) ?? []), token.shape!.foot]);
  const own = shaped.map(({ shape, word, line }) => {
    const row = feet.get(line)!.toSorted((a, b) => a - b);
    const foot = row[Math.floor((row.length - 1) / 2)]!;
    const height = Math.max(1, shape!.height);
    return (
      WEIGHTS.level * between(shape!.level / level - 1, -0.6, 0.5) +
      WEIGHTS.straight * between(shape!.straight / straight - 1, -1, 0.6) +
      WEIGHTS.doubt * Math.min(0.5, 1 - word.confidence) +
      WEIGHTS.off * Math.min(0.35, Math.abs(shape!.foot - foot) / height)
    );
  });
  shaped.forEach((token, i) => {
    let [sum, weight] = [own[i]! * 2, 2];
    for (const j of [i - 1, i + 1]) {
      if (shaped[j]?.line !== token.line) continue;
      sum += own[j]!;
      weight += 1;
    }
    token.unrest = WEIGHTS.bias + sum / weight;
  });
}

function between(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

function upperMiddle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * 0.6)] ?? 0;
}

function mean(tokens: readonly Token[]): number {
  const known = tokens.filter((token) => token.unrest !== undefined);
  return known.length === 0 ? -Infinity : known.reduce((sum, token) => sum + token.unrest!, 0) / known.length;
}

/** What follows a label's colon up to a wide gap or the line's end, and lines without any label under such. */
function valuesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const values: Token[][] = [];
  let value: Token[] | undefined;
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    if (before?.line !== token.line) value = undefined;
    else if (gapBetween(before.word.box, token.word.box) > GAP) value = undefined;
    if (before?.line === token.line && before.word.text.endsWith(':')) {
      value = [];
      values.push(value);
    }
    if (!token.word.text.endsWith(':')) value?.push(token);
  });
  return values.filter((one) => one.length > 0);
}

function gapBetween(left: Box, right: Box): number {
  return (right[0] - left[0] - left[2]) / Math.max(1, Math.min(left[3], right[3]));
}

function stretches(written: ReadonlySet<Token>, tokens: readonly Token[]): readonly HandStretch[] {
  const found: Token[][] = [];
  tokens.forEach((token, i) => {
    if (!written.has(token)) return;
    const before = tokens[i - 1];
    if (before !== undefined && before.line === token.line && written.has(before)) found.at(-1)!.push(token);
    else found.push([token]);
  });
  return found.map((group) => ({
    box: unionBox(group.map((token) => token.word.box)),
    words: group.map((token) => token.word),
    confidence: Math.round((0.98 - 0.18 / group.length) * 100) / 100,
  }));
}
