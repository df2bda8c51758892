import type { OcrEngine } from '../engines/engine.ts';
import { countBits, toBitmap } from '../image/bitmap.ts';
import { type Blobs, turnBlobsHalf } from '../image/blobs.ts';
import type { PageInk } from '../image/page-ink.ts';
import { type GreyRaster, turnHalf } from '../image/raster.ts';
import { release } from '../image/release.ts';
import { findTextLines, type TextLine } from './find-text-lines.ts';
import { letterHeight, USUAL_LETTER } from './letter-height.ts';

const INK = 170;

/**
 * Ratio of how sharply lower edges of ink gather on rows to how sharply upper edges do. Latin text stands on a
 * baseline while its upper edges scatter over x-height, ascenders and tone marks: above 1 the page is upright, below 1
 * it is upside down, close to 1 it can't be told. The page must be level and free of rules.
 */
export function baselineRatio(page: GreyRaster): number {
  const { height, stride, words } = toBitmap(page, INK);
  let lower = 0;
  let upper = 0;
  for (let y = 1; y < height - 1; y += 1) {
    let low = 0;
    let up = 0;
    for (let at = y * stride; at < (y + 1) * stride; at += 1) {
      const word = words[at]!;
      if (word === 0) continue;
      low += countBits(word & ~words[at + stride]!);
      up += countBits(word & ~words[at - stride]!);
    }
    lower += low * low;
    upper += up * up;
  }
  return upper === 0 ? 1 : lower / upper;
}

/**
 * From this ratio on the edges decide that a page stands upright. Capitals have edges as sharp above as below: a page of
 * a few words in capitals must lean far to one side. That a page stands on its head is seldom so and never taken from
 * the edges alone: the remains of leaders and frames on a photographed form have sharp upper edges too.
 */
const SURE = { text: 1.2, fewWords: 2.2 } as const;
/** Letters from which on a page has text enough for its edges to be trusted. */
const TEXT_LETTERS = 250;
/** Beginnings of lines that are read first, and how many letters of each. */
const TRIED = { lines: 3, letters: 22 } as const;
/** Mean certainty with which beginnings are read the right way up; on their heads they reach 0.92 at most. */
const PLAIN = 0.97;
/** By how much one way must be the more certain of the two when neither is plain. */
const CLEARLY = 0.12;
/** Lines that are read both ways when beginnings don't tell. */
const READ_LINES = 5;
/** Letters and digits from which on a reading says anything. */
const FEWEST_READ = 4;
/** The same for it to be plain. */
const PLAIN_READ = 24;

/** True when the text of a level page stands on its head. */
export async function isUpsideDown(
  page: GreyRaster,
  ink: PageInk,
  engine: OcrEngine | Promise<OcrEngine>,
): Promise<boolean> {
  const ratio = baselineRatio(page);
  if (ratio >= SURE.fewWords) return false;
  const upright = fullestLines(ink.blobs);
  if (upright.letters >= TEXT_LETTERS && ratio >= SURE.text) return false;
  const reader = await engine;
  if (reader.name === 'null') return ratio < 1;
  const asItIs: Way = { page, lines: upright.lines };
  const turned: Way = { page: turnHalf(page), lines: fullestLines(turnBlobsHalf(ink.blobs, page)).lines };
  // The way that the edges lean to first: when it reads well, the other needn't be tried.
  const [likely, other] = ratio >= 1 ? [asItIs, turned] : [turned, asItIs];
  const right = (await readsBetter(reader, likely, other)) ? likely : other;
  release(turned.page, page);
  return right === turned;
}

/** A page as it is or turned by 180 degrees, with its fullest lines. */
interface Way {
  readonly page: GreyRaster;
  readonly lines: readonly TextLine[];
}

async function readsBetter(engine: OcrEngine, likely: Way, other: Way): Promise<boolean> {
  const one = await certainty(engine, likely.page, likely.lines.slice(0, TRIED.lines).map(beginning));
  if (one.mean >= PLAIN && one.count >= PLAIN_READ) return true;
  const two = await certainty(engine, other.page, other.lines.slice(0, TRIED.lines).map(beginning));
  if (Math.min(one.count, two.count) >= FEWEST_READ && Math.abs(one.mean - two.mean) >= CLEARLY) {
    return one.mean > two.mean;
  }
  const whole = await certainty(engine, likely.page, likely.lines);
  return whole.mean >= (await certainty(engine, other.page, other.lines)).mean;
}

/** The lines with most letters; the grain of a desk under a photographed page has more ink, but in specks. */
function fullestLines(blobs: Blobs): { readonly letters: number; readonly lines: readonly TextLine[] } {
  const all = findTextLines({ blobs, letter: letterHeight(blobs) ?? USUAL_LETTER, rules: [] });
  const letters = all.reduce((sum, line) => sum + line.blobs.length, 0);
  return { letters, lines: all.toSorted((a, b) => b.blobs.length - a.blobs.length).slice(0, READ_LINES) };
}

/** A line up to its so-manieth letter: as telling as all of it, and read in a fraction of the time. */
function beginning(line: TextLine): TextLine {
  const blobs = line.blobs.slice(0, TRIED.letters);
  const [x, y, width, height] = line.box;
  const right = Math.max(...blobs.map((blob) => blob[0] + blob[2]));
  if (blobs.length === line.blobs.length || right >= x + width) return line;
  const [left, end] = line.baseline;
  return {
    ...line,
    blobs,
    box: [x, y, right - x, height],
    baseline: [left, left + ((end - left) * (right - x)) / width],
  };
}

/** How many letters are read and how surely on the whole; 0 for hardly any. */
async function certainty(
  engine: OcrEngine,
  page: GreyRaster,
  lines: readonly TextLine[],
): Promise<{ readonly count: number; readonly mean: number }> {
  const read = (await engine.readLines(page, lines)).flat().filter((symbol) => /[\p{L}\p{N}]/u.test(symbol.text));
  const count = read.length;
  return { count, mean: count < FEWEST_READ ? 0 : read.reduce((sum, symbol) => sum + symbol.confidence, 0) / count };
}
