import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine, EngineSymbol, EngineWord } from '../engines/engine.ts';
import { unionBox } from '../image/boxes.ts';
import type { TextLine } from './find-text-lines.ts';
import { lineOf } from './lines.ts';

/** How fast a word's confidence falls with its least certain letter. */
const DOUBT = 0.35;

/**
 * Puts the letters of a line together to words. The engine tells roughly where each letter stands; the ink tells where
 * a word starts and ends. Undefined when nothing was read.
 */
export function wordsOf(line: TextLine, symbols: readonly EngineSymbol[]): EngineLine | undefined {
  const groups = groupBySpace(symbols);
  if (groups.length === 0) return undefined;
  const cuts = groups.slice(1).map((group, i) => cutBetween(line, groups[i]!.at(-1)!, group[0]!));
  const [left, top, width, height] = line.box;
  const words = groups.map((group, i): EngineWord => {
    const from = i === 0 ? left : cuts[i - 1]!;
    const to = i === cuts.length ? left + width : cuts[i]!;
    const own = line.blobs.filter((blob) => {
      const middle = blob[0] + blob[2] / 2;
      return (
        middle >= from && middle < to && middle >= group[0]!.left - height && middle <= group.at(-1)!.right + height
      );
    });
    const box: Box =
      own.length === 0 ? [from, top, Math.max(1, to - from), height] : clip(unionBox(own), from, to, line.box);
    return {
      text: group
        .map((symbol) => symbol.text)
        .join('')
        .normalize('NFC'),
      box,
      confidence: wordConfidence(group),
      symbols: group,
    };
  });
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return lineOf(words, words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters);
}

/** 1 when every letter is certain; 0.76 when the worst is half certain. Punctuation counts where there is nothing else. */
export function wordConfidence(symbols: readonly EngineSymbol[]): number {
  const letters = symbols.filter((symbol) => /[\p{L}\p{N}]/u.test(symbol.text));
  const least = Math.min(...(letters.length === 0 ? symbols : letters).map((symbol) => symbol.confidence));
  return Math.max(0, Math.min(1, 1 + DOUBT * Math.log(Math.max(1e-4, least))));
}

function groupBySpace(symbols: readonly EngineSymbol[]): readonly (readonly EngineSymbol[])[] {
  const groups: EngineSymbol[][] = [];
  let open = false;
  for (const symbol of symbols) {
    if (symbol.text.trim() === '') {
      open = false;
      continue;
    }
    if (open) groups.at(-1)!.push(symbol);
    else groups.push([symbol]);
    open = true;
  }
  return groups;
}

/** The middle of the widest stretch without ink between the middles of two letters. */
function cutBetween(line: TextLine, before: EngineSymbol, after: EngineSymbol): number {
  const from = (before.left + before.right) / 2;
  const to = (after.left + after.right) / 2;
  let [best, widest, covered] = [(before.right + after.left) / 2, 0, from];
  const take = (start: number, end: number): void => {
    if (end - start > widest) [best, widest] = [(start + end) / 2, end - start];
  };
  for (const blob of line.blobs) {
    const [x, , width] = blob;
    if (x + width <= from) continue;
    if (x >= to) break;
    take(covered, Math.max(covered, x));
    covered = Math.max(covered, x + width);
  }
  take(covered, Math.max(covered, to));
  return best;
}

/** A blob that words share or that reaches into another line must not stretch the box. */
function clip([x, y, width, height]: Box, from: number, to: number, [, top, , tall]: Box): Box {
  const [x0, x1] = [Math.max(x, from), Math.min(x + width, to)];
  const [y0, y1] = [Math.max(y, top), Math.min(y + height, top + tall)];
  return [x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0)];
}
