import type { EngineSymbol } from '../../../../ocr/engines/engine.ts';

/** Letters side by side, each `width` wide. */
export function spell(text: string, confidence = 0.99, width = 20, left = 0): readonly EngineSymbol[] {
  return [...text].map((letter, i) => ({
    text: letter,
    left: left + i * width,
    right: left + (i + 1) * width,
    confidence,
  }));
}

export function textOf(symbols: readonly EngineSymbol[]): string {
  return symbols.map((symbol) => symbol.text).join('');
}
