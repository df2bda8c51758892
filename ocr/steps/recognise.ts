import type { EngineLayout, EngineLine, OcrEngine } from '../engines/engine.ts';
import type { GreyRaster } from '../image/raster.ts';
import { type DigitBoxes, readDigitBoxes } from './digit-boxes.ts';
import { fillGaps } from './fill-gaps.ts';
import { insertLine, isWorthKeeping, splitAtRules } from './lines.ts';
import type { VerticalRule } from './remove-rules.ts';
import { splitGluedWords } from './split-words.ts';

export interface RecogniseInput {
  /** Upright, level, flattened, free of rules, about 300 dpi. */
  readonly page: GreyRaster;
  readonly dpi: number;
  readonly verticalRules: readonly VerticalRule[];
  readonly digitBoxes: readonly DigitBoxes[];
  readonly layout: EngineLayout;
}

/** Reads a page: boxed digits, one pass over the whole, then the ink that no word covers, line by line. */
export async function recognise(engine: OcrEngine, input: RecogniseInput): Promise<readonly EngineLine[]> {
  if (engine.name === 'null') return [];
  const boxed = await readDigitBoxes(engine, input.page, input.digitBoxes);
  const rest = { ...input, page: boxed.page };
  const whole = (await engine.recognise(rest.page, { layout: input.layout })).filter(isWorthKeeping);
  const lines = splitGluedWords(
    rest.page,
    whole.flatMap((line) => splitAtRules(line, input.verticalRules)),
  );
  const filled = await fillGaps(engine, rest, lines);
  return boxed.lines.reduce((all, line) => insertLine(all, line, []), filled);
}
