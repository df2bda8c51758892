import type { Box } from '../../common/domain/reading.ts';
import type { EngineLine, EngineSymbol, EngineWord } from '../engines/engine.ts';
import type { BlobIndex } from '../image/blob-index.ts';
import { GIVEN_NAMES, isListed, SURNAMES } from '../repair/gazetteer.ts';

/** Sides of the dot and its distance from the letter, as shares of the letter's height. */
const DOT = { least: 0.08, most: 0.32, away: 0.4 } as const;
/** Specks look like dots: a letter that one was found under is no surer than this. */
const CEILING = 0.95;

/**
 * The network has no y with a dot below: MỴ comes out as MY. Where the ink shows one dot under a capital Y, and people
 * are called by the word with it, the dot counts.
 */
export function findDotsBelow(lines: readonly EngineLine[], blobs: BlobIndex): readonly EngineLine[] {
  return lines.map((line) => {
    const words = line.words.map((word, at) => (isOfCompany(line.words, at) ? word : withDot(word, blobs)));
    return words.every((word, i) => word === line.words[i]) ? line : { ...line, words };
  });
}

/** "CÔNG TY …" is on more papers than anybody called Công Tỵ. */
function isOfCompany(words: readonly EngineWord[], at: number): boolean {
  return words[at]!.text === 'TY' && words[at - 1]?.text === 'CÔNG' && (at === 1 || words[at + 1] !== undefined);
}

function withDot(word: EngineWord, blobs: BlobIndex): EngineWord {
  const { symbols = [] } = word;
  const letters = [...word.text];
  const at = letters.indexOf('Y');
  if (at < 0 || symbols.length !== letters.length || letters.lastIndexOf('Y') !== at) return word;
  const text = letters.with(at, 'Ỵ').join('');
  const name = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (!isListed(GIVEN_NAMES, name) && !isListed(SURNAMES, name)) return word;
  const symbol = symbols[at] as EngineSymbol;
  if (!hasDot(symbol, word.box, blobs)) return word;
  const dotted = { ...symbol, text: 'Ỵ', others: [] };
  return { ...word, text, symbols: symbols.with(at, dotted), confidence: Math.min(word.confidence, CEILING) };
}

/** One small round blob under the tallest blob of a letter. */
function hasDot(symbol: EngineSymbol, [, top, , height]: Box, blobs: BlobIndex): boolean {
  const near = blobs.inside([
    symbol.left - 0.2 * height,
    top - 2,
    symbol.right - symbol.left + 0.4 * height,
    1.6 * height,
  ]);
  const tall = near.filter((blob) => blob[3] > 0.4 * height);
  const middle = (symbol.left + symbol.right) / 2;
  const [body] = tall.toSorted((a, b) => Math.abs(a[0] + a[2] / 2 - middle) - Math.abs(b[0] + b[2] / 2 - middle));
  if (body === undefined) return false;
  const [x, y, width, tallness] = body;
  const isSized = (side: number): boolean => side >= DOT.least * tallness && side <= DOT.most * tallness;
  const dots = near.filter((blob) => {
    const centre = blob[0] + blob[2] / 2;
    const away = blob[1] - (y + tallness);
    return (
      isSized(blob[2]) &&
      isSized(blob[3]) &&
      away >= -1 &&
      away <= DOT.away * tallness &&
      centre > x &&
      centre < x + width
    );
  });
  return dots.length === 1;
}
