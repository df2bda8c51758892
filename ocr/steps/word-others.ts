import type { OtherWord } from '../../common/domain/reading.ts';
import type { EngineSymbol, EngineWord, OtherSymbol } from '../engines/engine.ts';

/** Less likely ones are noise. */
const LEAST = 0.05;
const MOST = 3;
/** Letters of a word that are doubted at once. */
const DOUBTED = 2;

/** The word so far, by its letters, and how likely those are. */
interface Tried {
  readonly letters: readonly string[];
  readonly confidence: number;
}

/**
 * Other words that may stand where a word was read, most likely first: its least certain letters one by one and together
 * taken for what else they may be. None when the engine doesn't tell or is sure.
 */
export function otherWords(word: EngineWord): readonly OtherWord[] {
  const symbols = word.symbols ?? [];
  const letters = [...word.text];
  // Where letters were put right since, they no longer stand for the symbols.
  if (letters.length !== symbols.length) return [];
  const doubtful = symbols
    .map((symbol, at) => ({ at, symbol, others: likelyOthers(symbol, letters[at]!) }))
    .filter(({ others }) => others.length > 0)
    .sort((a, b) => a.symbol.confidence - b.symbol.confidence)
    .slice(0, DOUBTED);
  let tried: readonly Tried[] = [{ letters, confidence: 1 }];
  for (const { at, symbol, others } of doubtful) {
    tried = tried.flatMap((one) => [
      { ...one, confidence: one.confidence * symbol.confidence },
      ...others.map((other) => ({
        letters: one.letters.with(at, other.text),
        confidence: one.confidence * other.confidence,
      })),
    ]);
  }
  return tried
    .map((one) => ({ text: one.letters.join('').normalize('NFC'), confidence: round(one.confidence) }))
    .filter(({ text, confidence }) => text !== word.text && confidence >= LEAST)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST);
}

/** What else a letter may be, in the case it has; the same letter in the other case is no other letter. */
function likelyOthers(symbol: EngineSymbol, letter: string): readonly OtherSymbol[] {
  const isCapital = letter !== letter.toLowerCase();
  return (symbol.others ?? [])
    .filter(({ confidence, text }) => confidence >= LEAST && text.trim() !== '')
    .map(({ text, confidence }) => ({ text: isCapital ? text.toUpperCase() : text, confidence }))
    .filter(({ text }) => text.toLowerCase() !== letter.toLowerCase());
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
