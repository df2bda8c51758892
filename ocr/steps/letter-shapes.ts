import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine, EngineWord } from '../engines/engine.ts';
import type { BlobIndex } from '../image/blob-index.ts';

/** Small letters without strokes up or down, and letters and digits as high as capitals. */
const LOW = /^[aemnrăâê]$/u;
const HIGH = /^[A-BD-EG-IK-NQRTĐ0-9bdhklđ]$/u;

/** Heights of the letters of a line in pixels; undefined where the line has too few of them. */
export interface LetterHeights {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Base letter of a symbol without its marks: ồ gives o, Đ stays. */
function bodyOf(symbol: string): string {
  return symbol.normalize('NFD').replace(/\p{M}/gu, '');
}

/**
 * The bodies of a word's letters, by symbol: the blob that stands on the baseline, not its marks. Undefined for symbols
 * that no single blob answers to (letters that touch, punctuation).
 */
function bodiesOf(word: EngineWord, blobs: BlobIndex): readonly (Box | undefined)[] {
  const symbols = word.symbols ?? [];
  const [x, y, width, height] = word.box;
  const all = blobs.inside([x - 2, y - 2, width + 4, height + 4]);
  const tallest = Math.max(0, ...all.map((blob) => blob[3]));
  const bodies = all.filter((blob) => blob[3] >= tallest * 0.42);
  const letters = symbols.flatMap((symbol, i) => (/[\p{L}\p{N}]/u.test(symbol.text) ? [i] : []));
  const found: (Box | undefined)[] = symbols.map(() => undefined);
  if (bodies.length === letters.length) {
    for (const [i, index] of letters.entries()) found[index] = bodies[i];
    return found;
  }
  for (const index of letters) {
    const { left, right } = symbols[index]!;
    const middle = (left + right) / 2;
    const near = bodies.filter((blob) => blob[0] - 1 <= middle && blob[0] + blob[2] + 1 >= middle);
    if (near.length === 1 && near[0]![2] <= (right - left) * 1.5 + 4) found[index] = near[0];
  }
  return found;
}

/** Median heights of a line's unmistakable letters. */
export function measureLetters(line: EngineLine, blobs: BlobIndex): LetterHeights {
  const low: number[] = [];
  const high: number[] = [];
  for (const word of line.words) {
    const bodies = bodiesOf(word, blobs);
    for (const [i, symbol] of (word.symbols ?? []).entries()) {
      const body = bodies[i];
      if (body === undefined) continue;
      const letter = bodyOf(symbol.text);
      if (LOW.test(letter)) low.push(body[3]);
      else if (HIGH.test(letter)) high.push(body[3]);
    }
  }
  return { low: median(low), high: median(high) };
}

function median(values: readonly number[]): number | undefined {
  return values.length < 2 ? undefined : values.toSorted((a, b) => a - b)[values.length >> 1];
}
