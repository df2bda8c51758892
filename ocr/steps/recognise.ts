import type { EngineLayout, EngineLine, OcrEngine } from '../engines/engine.ts';
import type { GreyRaster } from '../image/raster.ts';
import { type DigitBoxes, readDigitBoxes } from './digit-boxes.ts';
import { fillGaps } from './fill-gaps.ts';
import { insertLine, isWorthKeeping, splitAtRules } from './lines.ts';
import type { VerticalRule } from './remove-rules.ts';
import { splitGluedWords } from './split-words.ts';
import { zoomToLetters } from './zoom.ts';

export interface RecogniseInput {
  /** Upright, level, flattened, free of rules. */
  readonly page: GreyRaster;
  readonly dpi: number;
  readonly verticalRules: readonly VerticalRule[];
  readonly digitBoxes: readonly DigitBoxes[];
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
  const whole = (await engine.recognise(boxed.page, { layout: input.layout })).filter(isWorthKeeping);
  const cut = whole.flatMap((line) => splitAtRules(line, zoomed.verticalRules));
  const lines = splitGluedWords(boxed.page, cut);
  const filled = await fillGaps(engine, { ...zoomed, page: boxed.page }, lines);
  return boxed.lines.reduce((all, line) => insertLine(all, line, []), filled).map(zoomed.toPage);
}
