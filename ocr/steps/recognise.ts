import type { EngineLayout, EngineLine, OcrEngine } from '../engines/engine.ts';
import { BlobIndex } from '../image/blob-index.ts';
import { findBlobs } from '../image/blobs.ts';
import type { GreyRaster } from '../image/raster.ts';
import { type DigitBoxes, readDigitBoxes } from './digit-boxes.ts';
import { fillGaps } from './fill-gaps.ts';
import { settleCase } from './letter-case.ts';
import { insertBlock, insertLine, isWorthKeeping, splitAtRules } from './lines.ts';
import type { VerticalRule } from './remove-rules.ts';
import { splitGluedWords } from './split-words.ts';
import { readTables, type TableBand } from './tables.ts';
import { zoomToLetters } from './zoom.ts';

/** Darker than this, on a flattened page, belongs to a letter. */
const LETTER_INK = 150;

export interface RecogniseInput {
  /** Upright, level, flattened, free of rules. */
  readonly page: GreyRaster;
  readonly dpi: number;
  readonly verticalRules: readonly VerticalRule[];
  readonly digitBoxes: readonly DigitBoxes[];
  readonly tables: readonly TableBand[];
  readonly layout: EngineLayout;
}

/**
 * Reads a page at the size that suits its letters: boxed digits, one pass over the whole, then the ink that no word
 * covers, line by line. Boxes are in pixels of the page given, with fractions.
 */
export async function recognise(engine: OcrEngine, input: RecogniseInput): Promise<readonly EngineLine[]> {
  if (engine.name === 'null') return [];
  const zoomed = await zoomToLetters(input);
  const boxed = await readDigitBoxes(engine, zoomed.page, zoomed.digitBoxes);
  const tabled = await readTables(engine, boxed.page, zoomed.tables);
  const whole = (await engine.recognise(tabled.page, { layout: input.layout })).filter(isWorthKeeping);
  const cut = whole.flatMap((line) => splitAtRules(line, zoomed.verticalRules));
  const blobs = new BlobIndex(findBlobs(boxed.page, LETTER_INK));
  const parted = splitGluedWords(boxed.page, insertBlock(cut, tabled.lines), blobs);
  const filled = await fillGaps(engine, { ...zoomed, page: boxed.page }, parted);
  const all = boxed.lines.reduce((lines, line) => insertLine(lines, line, []), filled);
  return settleCase(all).map(zoomed.toPage);
}
