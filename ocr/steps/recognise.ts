import type { EngineLine, OcrEngine } from '../engines/engine.ts';
import { BlobIndex } from '../image/blob-index.ts';
import { findPageInk, type PageInk } from '../image/page-ink.ts';
import type { GreyRaster } from '../image/raster.ts';
import { NOTHING_LEFT_OUT, type Without } from '../optional-steps.ts';
import { type DigitBoxes, readDigitBoxes } from './digit-boxes.ts';
import { findDotsBelow } from './dots-below.ts';
import { findTextLines } from './find-text-lines.ts';
import { settleCase } from './letter-case.ts';
import { letterHeight, USUAL_LETTER } from './letter-height.ts';
import { insertLine, isWorthKeeping } from './lines.ts';
import { readTextLines } from './read-text-lines.ts';
import { inReadingOrder } from './reading-order.ts';
import type { VerticalRule } from './remove-rules.ts';
import { settleWords } from './settle-words.ts';
import { splitGluedWords } from './split-words.ts';
import type { TableBand } from './tables.ts';

export interface RecogniseInput {
  /** Upright, level, flattened, free of rules. */
  readonly page: GreyRaster;
  readonly dpi: number;
  readonly verticalRules: readonly VerticalRule[];
  readonly digitBoxes: readonly DigitBoxes[];
  readonly tables: readonly TableBand[];
  /** Of this very page, when it is known. */
  readonly ink?: PageInk | undefined;
  readonly without?: Without;
}

/**
 * Reads a page: boxed digits first, then every line that its ink forms, put in reading order. Boxes are in pixels of
 * the page given, with fractions.
 */
export async function recognise(engine: OcrEngine, input: RecogniseInput): Promise<readonly EngineLine[]> {
  if (engine.name === 'null') return [];
  const { verticalRules, tables, without = NOTHING_LEFT_OUT } = input;
  const digitBoxes = without.has('digit-boxes') ? [] : input.digitBoxes;
  const { page, lines: boxed } = await readDigitBoxes(engine, input.page, digitBoxes);
  const { level: ink, blobs } = (page === input.page ? input.ink : undefined) ?? findPageInk(page);
  const letter = letterHeight(blobs) ?? (USUAL_LETTER * input.dpi) / 300;
  const zones = findTextLines({ blobs, letter, rules: verticalRules });
  const read = (await readTextLines(engine, page, zones)).filter(isWorthKeeping);
  const index = new BlobIndex(blobs);
  const parted = without.has('glued-words') ? read : splitGluedWords(page, read, index, ink);
  const ordered = without.has('reading-order') ? parted : inReadingOrder(parted, tables, verticalRules);
  const all = boxed.reduce((lines, line) => insertLine(lines, line, []), ordered);
  const cased = without.has('letter-case') ? all : settleCase(all);
  return without.has('words') ? cased : findDotsBelow(settleWords(cased), index);
}
