import type { EngineLine, EngineSymbol, EngineWord } from '../engines/engine.ts';
import type { BlobIndex } from '../image/blob-index.ts';
import type { GreyRaster } from '../image/raster.ts';
import { measureLetters } from './letter-shapes.ts';

/** Narrowest space between words, as a share of the line's height. */
const SPACE_SHARE = 0.2;
/** The same where the text itself says that words are glued, as a share of the height of small letters or capitals. */
const GLUED_SPACE_SHARE = { low: 0.34, high: 0.24 } as const;
/** Slant of italics: how far a letter's top leans over, per pixel of height. */
const ITALIC = 0.22;
const CLOSING = /^[,.:;)\]”"?!%]/u;

/**
 * Cuts words that the engine glued together ("Giớitính:Nam") at the gaps in their ink. On lines with wide stretches of
 * paper between fields it takes ordinary spaces for the gaps between letters.
 */
export function splitGluedWords(
  page: GreyRaster,
  lines: readonly EngineLine[],
  blobs: BlobIndex,
  ink: number,
): readonly EngineLine[] {
  const heights = lines.map((line) => line.box[3]).sort((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  return lines.map((line) => {
    const space = Math.max(line.box[3], usual * 0.7) * SPACE_SHARE;
    const { low, high } = measureLetters(line, blobs);
    const glued =
      low !== undefined ? low * GLUED_SPACE_SHARE.low : high !== undefined ? high * GLUED_SPACE_SHARE.high : space;
    const words = line.words.flatMap((word) =>
      looksGlued(word.text)
        ? splitLeaning({ page, ink }, word, Math.min(space, glued))
        : splitWord({ page, ink }, word, space, 0),
    );
    return words.length === line.words.length ? line : { ...line, words };
  });
}

/** A page and the value below which its pixels are ink. */
interface Inked {
  readonly page: GreyRaster;
  readonly ink: number;
}

/** No Vietnamese syllable is longer than seven letters; none goes on in capitals or digits. */
function looksGlued(text: string): boolean {
  return /\p{L}{8}|\p{Ll}\p{Lu}\p{Ll}|\p{Ll}{2}\d|\d\p{Ll}{2}|[,:;)]\p{L}/u.test(text);
}

/** Looks for gaps that stand upright, then for gaps that lean as between words in italics. */
function splitLeaning(page: Inked, word: EngineWord, space: number): readonly EngineWord[] {
  const upright = splitWord(page, word, space, 0);
  return upright.length > 1 ? upright : splitWord(page, word, space, ITALIC);
}

function splitWord(page: Inked, word: EngineWord, space: number, slant: number): readonly EngineWord[] {
  const { symbols } = word;
  if (symbols === undefined || symbols.length < 3) return [word];
  const gaps = gapsIn(page, word, slant);
  const widths = gaps.map((gap) => gap.to - gap.from).sort((a, b) => a - b);
  const touching = Math.max(0, symbols.length - 1 - widths.length);
  const usualGap = touching > widths.length ? 0 : (widths[Math.max(0, ((symbols.length - 1) >> 1) - touching)] ?? 0);
  const narrowest = Math.max(space, usualGap * 2 + 2);
  const cuts = new Set<number>();
  for (const gap of gaps) {
    if (gap.to - gap.from < narrowest) continue;
    let index = symbolAfter(symbols, (gap.from + gap.to) / 2);
    // Symbols are placed roughly: a gap just before a colon lies after it.
    if (index < symbols.length - 1 && CLOSING.test(symbols[index]!.text)) index += 1;
    if (index > 0 && index < symbols.length && mayPart(symbols[index - 1]!.text, symbols[index]!.text)) cuts.add(index);
  }
  if (cuts.size === 0) return [word];
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), symbols.length];
  return bounds.slice(1).map((end, i) => partOf(word, symbols.slice(bounds[i]!, end), gaps));
}

interface Gap {
  /** First column without ink. */
  readonly from: number;
  /** First column with ink again. */
  readonly to: number;
}

/** Stretches inside a word's box that hold no ink along columns, or along lines that lean right by the slant. */
function gapsIn({ page, ink }: Inked, word: EngineWord, slant: number): readonly Gap[] {
  const [left, top, width, height] = word.box;
  const x1 = Math.min(page.width, left + width);
  const y0 = Math.max(0, top);
  const y1 = Math.min(page.height, top + height);
  const middle = (y0 + y1) / 2;
  const gaps: Gap[] = [];
  let from = -1;
  for (let x = Math.max(0, left); x < x1; x += 1) {
    let inked = false;
    for (let y = y0; y < y1 && !inked; y += 1) {
      const at = x + Math.round((middle - y) * slant);
      inked = at >= left && at < x1 && page.data[y * page.width + at]! < ink;
    }
    if (inked) {
      if (from > left) gaps.push({ from, to: x });
      from = -1;
    } else if (from < 0) {
      from = x;
    }
  }
  return gaps;
}

/** Index of the first symbol whose middle lies right of x. */
function symbolAfter(symbols: readonly EngineSymbol[], x: number): number {
  const index = symbols.findIndex((symbol) => (symbol.left + symbol.right) / 2 > x);
  return index < 0 ? symbols.length : index;
}

/** Digits of one number or date stay together, and so does punctuation with the word before it. */
function mayPart(before: string, after: string): boolean {
  if (CLOSING.test(after) || /[([“]$/u.test(before)) return false;
  return !(/[\d./,-]$/u.test(before) && /^[\d./,-]/u.test(after));
}

function partOf(word: EngineWord, symbols: readonly EngineSymbol[], gaps: readonly Gap[]): EngineWord {
  const [wordLeft, top, width, height] = word.box;
  const wordRight = wordLeft + width;
  const first = symbols[0]!;
  const last = symbols.at(-1)!;
  // The ink tells the sides better than the engine's symbols do.
  const gapBefore = gaps.findLast((gap) => (gap.from + gap.to) / 2 <= (first.left + first.right) / 2);
  const gapAfter = gaps.find((gap) => (gap.from + gap.to) / 2 >= (last.left + last.right) / 2);
  const left = gapBefore === undefined || first === word.symbols?.[0] ? wordLeft : gapBefore.to;
  const right = gapAfter === undefined || last === word.symbols?.at(-1) ? wordRight : gapAfter.from;
  return {
    text: symbols.map((symbol) => symbol.text).join(''),
    box: [left, top, Math.max(1, right - left), height],
    confidence: word.confidence,
    symbols,
  };
}
