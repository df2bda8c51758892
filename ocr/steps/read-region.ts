import type { EngineLine, OcrEngine } from '../engines/engine.ts';
import { type Blobs, findBlobs } from '../image/blobs.ts';
import type { GreyRaster } from '../image/raster.ts';
import { findTextLines, type TextLine } from './find-text-lines.ts';
import { letterHeight } from './letter-height.ts';
import type { VerticalRule } from './remove-rules.ts';
import { wordsOf } from './words.ts';

/** Darker than this, on a flattened page, belongs to a letter. */
export const LETTER_INK = 150;

/** Height of letters in pixels where too few tell: of 13 points at 300 dpi. */
export const USUAL_LETTER = 28;

/** Finds the lines of a picture and reads them. */
export async function readRegion(engine: OcrEngine, page: GreyRaster): Promise<readonly EngineLine[]> {
  const blobs = findBlobs(page, LETTER_INK);
  return readTextLines(engine, page, findLines(blobs, letterHeight(blobs) ?? USUAL_LETTER, []));
}

export function findLines(blobs: Blobs, letter: number, rules: readonly VerticalRule[]): readonly TextLine[] {
  return findTextLines({ blobs, letter, rules });
}

/** Lines without any letter are left out. */
export async function readTextLines(
  engine: OcrEngine,
  page: GreyRaster,
  lines: readonly TextLine[],
): Promise<readonly EngineLine[]> {
  const read = await engine.readLines(page, lines);
  return lines.flatMap((line, i) => wordsOf(line, read[i] ?? []) ?? []);
}
