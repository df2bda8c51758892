import { describe, expect, it } from 'vitest';
import type { EngineSymbol, EngineWord } from '../../../ocr/engines/engine.ts';
import { otherWords } from '../../../ocr/steps/word-others.ts';

function symbol(text: string, confidence = 0.999, others: EngineSymbol['others'] = []): EngineSymbol {
  return { text, left: 0, right: 10, confidence, others };
}

function word(...symbols: readonly EngineSymbol[]): EngineWord {
  return { text: symbols.map((one) => one.text).join(''), box: [0, 0, 40, 20], confidence: 0.9, symbols };
}

describe('other words', () => {
  it('takes the doubted letter for what else it may be, most likely first', () => {
    const doubted = symbol('Â', 0.6, [
      { text: 'Á', confidence: 0.08 },
      { text: 'Ẩ', confidence: 0.3 },
      { text: 'A', confidence: 0.01 },
    ]);
    expect(otherWords(word(doubted, symbol('N')))).toEqual([
      { text: 'ẨN', confidence: 0.3 },
      { text: 'ÁN', confidence: 0.08 },
    ]);
  });

  it('tells two doubted letters apart and together, three words at most', () => {
    const first = symbol('ế', 0.5, [{ text: 'ề', confidence: 0.45 }]);
    const second = symbol('n', 0.55, [{ text: 'm', confidence: 0.4 }]);
    const found = otherWords(word(symbol('t'), first, second));
    expect(found.map(({ text }) => text)).toEqual(['tền', 'tếm', 'tềm']);
    expect(found[0]?.confidence).toBeCloseTo(0.45 * 0.55, 2);
  });

  it('finds none where the engine is sure, only the case differs or letters were put right since', () => {
    expect(otherWords(word(symbol('A'), symbol('n')))).toEqual([]);
    expect(otherWords(word(symbol('O', 0.5, [{ text: 'o', confidence: 0.49 }])))).toEqual([]);
    const doubted = symbol('l', 0.5, [{ text: 'i', confidence: 0.4 }]);
    expect(otherWords({ ...word(doubted, symbol('n')), text: 'ln.' })).toEqual([]);
  });

  it('keeps the case that the word was given', () => {
    const doubted = symbol('ố', 0.6, [{ text: 'ồ', confidence: 0.3 }]);
    expect(otherWords({ ...word(symbol('H'), doubted), text: 'HỐ' })).toEqual([{ text: 'HỒ', confidence: 0.3 }]);
  });
});
