import type { EngineSymbol } from '../engine.ts';

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
  return align(a, b).flatMap(([one, other]): readonly EngineSymbol[] => {
    if (one === undefined) return other === undefined || /[<KLC]/.test(other.text) ? [] : [doubted(other)];
    if (other === undefined) return one.text === '<' ? [one] : [];
    if (one.text === other.text) return [{ ...one, confidence: Math.max(one.confidence, other.confidence) }];
    if (one.text === '<') return [/[KLC]/.test(other.text) ? one : doubted(one)];
    return [{ ...other, left: one.left, right: one.right, confidence: Math.min(other.confidence, 0.9) }];
  });
}

function isPrinted(symbol: EngineSymbol): boolean {
  return symbol.text.trim() !== '';
}

function doubted(symbol: EngineSymbol): EngineSymbol {
  return { ...symbol, confidence: symbol.confidence * 0.6 };
}

type Pair = readonly [EngineSymbol | undefined, EngineSymbol | undefined];

/** Pairs characters by place and likeness at the least cost. */
function align(a: readonly EngineSymbol[], b: readonly EngineSymbol[]): readonly Pair[] {
  const columns = b.length + 1;
  const costs = new Float64Array((a.length + 1) * columns);
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      if (i === 0 || j === 0) {
        costs[i * columns + j] = (i + j) * GAP;
        continue;
      }
      costs[i * columns + j] = Math.min(
        costs[(i - 1) * columns + j - 1]! + unlike(a[i - 1]!, b[j - 1]!),
        costs[(i - 1) * columns + j]! + GAP,
        costs[i * columns + j - 1]! + GAP,
      );
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [a.length, b.length];
  while (i > 0 || j > 0) {
    const here = costs[i * columns + j]!;
    const both = i > 0 && j > 0 ? costs[(i - 1) * columns + j - 1]! + unlike(a[i - 1]!, b[j - 1]!) : Number.NaN;
    if (Math.abs(here - both) < 1e-9) {
      pairs.push([a[i - 1], b[j - 1]]);
      i -= 1;
      j -= 1;
    } else if (i > 0 && Math.abs(here - costs[(i - 1) * columns + j]! - GAP) < 1e-9) {
      pairs.push([a[i - 1], undefined]);
      i -= 1;
    } else {
      pairs.push([undefined, b[j - 1]]);
      j -= 1;
    }
  }
  return pairs.reverse();
}

function unlike(a: EngineSymbol, b: EngineSymbol): number {
  const away = Math.abs(a.left + a.right - b.left - b.right) / Math.max(1, a.right - a.left + b.right - b.left);
  return (a.text === b.text ? 0 : 0.3) + Math.min(1.2, away * 0.8);
}
