import type { OcrEngine } from '../engines/engine.ts';
import { countBits, toBitmap } from '../image/bitmap.ts';
import { findPageInk, type PageInk } from '../image/page-ink.ts';
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
/** Lines that are read both ways. */
const READ_LINES = 5;

/** True when the text of a level page stands on its head. */
export async function isUpsideDown(
  page: GreyRaster,
  ink: PageInk,
  engine: OcrEngine | Promise<OcrEngine>,
): Promise<boolean> {
  const ratio = baselineRatio(page);
  const { letters, lines } = fullestLines(ink);
  const sure = letters >= TEXT_LETTERS ? SURE.text : SURE.fewWords;
  if (ratio >= sure) return false;
  const reader = await engine;
  if (reader.name === 'null') return ratio < 1;
  const asItIs = await certainty(reader, page, lines);
  const turned = turnHalf(page);
  const isTurned = (await certainty(reader, turned, fullestLines(findPageInk(turned)).lines)) > asItIs;
  release(turned);
  return isTurned;
}

/** The lines with most letters; the grain of a desk under a photographed page has more ink, but in specks. */
function fullestLines({ blobs }: PageInk): { readonly letters: number; readonly lines: readonly TextLine[] } {
  const all = findTextLines({ blobs, letter: letterHeight(blobs) ?? USUAL_LETTER, rules: [] });
  const letters = all.reduce((sum, line) => sum + line.blobs.length, 0);
  return { letters, lines: all.toSorted((a, b) => b.blobs.length - a.blobs.length).slice(0, READ_LINES) };
}

/** Mean certainty of the letters read; 0 for hardly any. */
async function certainty(engine: OcrEngine, page: GreyRaster, lines: readonly TextLine[]): Promise<number> {
  const read = (await engine.readLines(page, lines)).flat().filter((symbol) => /[\p{L}\p{N}]/u.test(symbol.text));
  return read.length < 4 ? 0 : read.reduce((sum, symbol) => sum + symbol.confidence, 0) / read.length;
}
