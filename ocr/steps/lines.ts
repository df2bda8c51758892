import type { EngineLine, EngineSymbol, EngineWord } from '../engines/engine.ts';
import { unionBox } from '../image/boxes.ts';
import type { VerticalRule } from './remove-rules.ts';

/** Lines below these are speckle, signatures or a portrait read as letters; a lone sign is easily one by chance. */
const JUNK_CONFIDENCE = { line: 0.5, sign: 0.9 } as const;

export function isWorthKeeping(line: EngineLine): boolean {
  const text = line.words.map((word) => word.text).join('');
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters === 0) return false;
  if (isZone(text)) return true;
  if (letters > 2) return line.confidence >= JUNK_CONFIDENCE.line;
  return line.words.flatMap((word) => word.symbols ?? []).every((symbol) => certainty(symbol) >= JUNK_CONFIDENCE.sign);
}

/** One letter in doubt doesn't make junk of a whole line of a machine-readable zone, which is one word. */
function isZone(text: string): boolean {
  return /^[A-Z\d<]{26,34}$/u.test(text) && (text.match(/</gu)?.length ?? 0) >= 2;
}

/** Whether a cross is a capital doesn't matter. */
function certainty({ text, confidence, others = [] }: EngineSymbol): number {
  const twins = others.filter((other) => other.text.toLowerCase() === text.toLowerCase());
  return twins.reduce((sum, twin) => sum + twin.confidence, confidence);
}

/** A line of words with the box around them. */
export function lineOf(words: readonly EngineWord[], confidence: number): EngineLine {
  return { words, box: unionBox(words.map((word) => word.box)), confidence };
}

/** Puts a found line where a reader meets it: into the line it continues, else below what lies above it. */
export function insertLine(
  lines: readonly EngineLine[],
  found: EngineLine,
  rules: readonly VerticalRule[],
): readonly EngineLine[] {
  const partner = lines.findIndex((line) => continues(line, found, rules));
  if (partner >= 0) {
    const line = lines[partner]!;
    const words = [...line.words, ...found.words].sort((a, b) => a.box[0] - b.box[0]);
    return lines.with(partner, lineOf(words, Math.min(line.confidence, found.confidence)));
  }
  const middle = found.box[1] + found.box[3] / 2;
  let after = -1;
  let lowest = Number.NEGATIVE_INFINITY;
  for (const [i, line] of lines.entries()) {
    const bottom = line.box[1] + line.box[3];
    const beside = Math.abs(line.box[1] + line.box[3] / 2 - middle) < line.box[3] / 2 && line.box[0] < found.box[0];
    if ((bottom <= middle || beside) && bottom >= lowest) {
      lowest = bottom;
      after = i;
    }
  }
  return lines.toSpliced(after + 1, 0, found);
}

/** True when `found` stands on the same row as `line`, close to it, with no rule between. */
function continues(line: EngineLine, found: EngineLine, rules: readonly VerticalRule[]): boolean {
  const [ax, ay, aw, ah] = line.box;
  const [bx, by, bw, bh] = found.box;
  const overlap = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (overlap < 0.6 * Math.min(ah, bh) || Math.max(ah, bh) > 1.8 * Math.min(ah, bh)) return false;
  const gapFrom = ax < bx ? ax + aw : bx + bw;
  const gapTo = ax < bx ? bx : ax;
  if (gapTo - gapFrom > 2.5 * Math.max(ah, bh)) return false;
  const middle = by + bh / 2;
  return !rules.some(
    (rule) => rule.top <= middle && rule.bottom >= middle && rule.x >= gapFrom - 4 && rule.x <= gapTo + 4,
  );
}
