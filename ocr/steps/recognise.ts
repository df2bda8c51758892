import type { EngineLayout, EngineLine, EngineWord, OcrEngine } from '../engines/engine.ts';
import type { GreyRaster } from '../image/raster.ts';
import { fillGaps } from './fill-gaps.ts';
import type { VerticalRule } from './remove-rules.ts';

/** Lines below this are speckle, handwriting or a portrait read as letters. */
const JUNK_CONFIDENCE = 0.3;

export interface RecogniseInput {
  /** Upright, level, flattened, free of rules, about 300 dpi. */
  readonly page: GreyRaster;
  readonly dpi: number;
  readonly verticalRules: readonly VerticalRule[];
  readonly layout: EngineLayout;
}

/** Reads a page: one pass over the whole, then the ink that no word of it covers, line by line. */
export async function recognise(engine: OcrEngine, input: RecogniseInput): Promise<readonly EngineLine[]> {
  const whole = (await engine.recognise(input.page, { layout: input.layout })).filter(isWorthKeeping);
  const lines = whole.flatMap((line) => splitAtRules(line, input.verticalRules));
  return engine.name === 'null' ? lines : fillGaps(engine, input, lines);
}

export function isWorthKeeping(line: EngineLine): boolean {
  return line.confidence >= JUNK_CONFIDENCE && line.words.some((word) => /[\p{L}\p{N}]/u.test(word.text));
}

/** Cuts a line where a vertical rule stands between two of its words, so that each table cell reads whole. */
export function splitAtRules(line: EngineLine, rules: readonly VerticalRule[]): readonly EngineLine[] {
  const [, top, , height] = line.box;
  const middle = top + height / 2;
  const crossing = rules.filter((rule) => rule.top <= middle && rule.bottom >= middle);
  if (crossing.length === 0) return [line];
  const parts: EngineWord[][] = [[]];
  for (const word of line.words) {
    const part = parts.at(-1)!;
    const previous = part.at(-1);
    if (previous !== undefined) {
      const from = previous.box[0] + previous.box[2] - 4;
      const to = word.box[0] + 4;
      if (crossing.some((rule) => rule.x >= from && rule.x <= to)) {
        parts.push([word]);
        continue;
      }
    }
    part.push(word);
  }
  return parts.filter((part) => part.length > 0).map((part) => lineOf(part, line.confidence));
}

/** A line of words with the box around them. */
export function lineOf(words: readonly EngineWord[], confidence: number): EngineLine {
  const left = Math.min(...words.map((word) => word.box[0]));
  const top = Math.min(...words.map((word) => word.box[1]));
  const right = Math.max(...words.map((word) => word.box[0] + word.box[2]));
  const bottom = Math.max(...words.map((word) => word.box[1] + word.box[3]));
  return { words, box: [left, top, right - left, bottom - top], confidence };
}
