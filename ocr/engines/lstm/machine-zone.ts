import type { EngineSymbol } from '../engine.ts';
import { align } from './align.ts';

/** Characters of a machine-readable zone (ICAO 9303-3, section 4). */
export const ZONE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';

const GAP = 0.8;

/**
 * One line of a machine-readable zone out of two models' readings. The Vietnamese one knows the filler `<`, which the
 * English one takes for K or L; the English one knows the digits of OCR-B, of which the other takes 3 for 5.
 */
export function mergeZoneReadings(
  vietnamese: readonly EngineSymbol[],
  english: readonly EngineSymbol[],
): readonly EngineSymbol[] {
  const [a, b] = [vietnamese.filter(isPrinted), english.filter(isPrinted)];
  const costOf = (i: number, j: number): number => unlike(a[i]!, b[j]!);
  const merged = align(a.length, b.length, costOf, GAP).flatMap(([i, j]): readonly EngineSymbol[] => {
    const [one, other] = [i === undefined ? undefined : a[i], j === undefined ? undefined : b[j]];
    if (one === undefined) return other === undefined || /[<KLC]/.test(other.text) ? [] : [doubted(other)];
    if (other === undefined) return one.text === '<' ? [one] : [];
    if (one.text === other.text) return [{ ...one, confidence: Math.max(one.confidence, other.confidence) }];
    if (one.text === '<') return [/[KLC]/.test(other.text) ? one : doubted(one)];
    return [{ ...other, left: one.left, right: one.right, confidence: Math.min(other.confidence, 0.9) }];
  });
  return withoutCrowd(merged);
}

/** The characters of a zone stand at one pitch; between two closer than this many of it there is no room for a third. */
const CROWD = 1.5;
/** A certain character is never dropped. */
const CERTAIN = 0.6;

/** Drops doubted characters where more were read than the pitch has room for: a filler taken for `S<`, a zero for `O0`. */
function withoutCrowd(symbols: readonly EngineSymbol[]): readonly EngineSymbol[] {
  const steps = symbols.slice(1).map((symbol, i) => middle(symbol) - middle(symbols[i]!));
  const pitch = steps.toSorted((one, other) => one - other)[steps.length >> 1] ?? 0;
  const kept: EngineSymbol[] = [];
  for (const [i, symbol] of symbols.entries()) {
    const [before, after] = [kept.at(-1), symbols[i + 1]];
    const isCrowded = before !== undefined && after !== undefined && middle(after) - middle(before) < CROWD * pitch;
    if (!isCrowded || symbol.confidence >= CERTAIN) kept.push(symbol);
  }
  return kept;
}

function middle(symbol: EngineSymbol): number {
  return (symbol.left + symbol.right) / 2;
}

function isPrinted(symbol: EngineSymbol): boolean {
  return symbol.text.trim() !== '';
}

function doubted(symbol: EngineSymbol): EngineSymbol {
  return { ...symbol, confidence: symbol.confidence * 0.6 };
}

/** By likeness and place. */
function unlike(a: EngineSymbol, b: EngineSymbol): number {
  const away = Math.abs(a.left + a.right - b.left - b.right) / Math.max(1, a.right - a.left + b.right - b.left);
  return (a.text === b.text ? 0 : 0.3) + Math.min(1.2, away * 0.8);
}
