import type { EngineSymbol, OtherSymbol } from '../engine.ts';
import { BEST_CLASSES } from './line-graph.ts';
import type { LineOutput } from './line-network.ts';

/** How steps of a line lie on the page. */
export interface StepPlaces {
  /** Page column of the first step's left side. */
  readonly left: number;
  /** Page columns of one step. */
  readonly width: number;
}

/** Steps on which one character is the likeliest, together. */
interface Peak {
  readonly text: string;
  readonly first: number;
  last: number;
  confidence: number;
  best: number;
}

/** Below this share another character is not worth naming. */
const LEAST_OTHER = 0.01;

/**
 * The characters of a line: at every step the likeliest class, steps of the same class taken together, blanks dropped
 * (best-path decoding, Graves et al., Connectionist Temporal Classification, 2006, section 3.2).
 */
export function decodeLine(
  output: LineOutput,
  classes: readonly string[],
  blank: number,
  places: StepPlaces,
  allowed?: ReadonlySet<string>,
): readonly EngineSymbol[] {
  const peaks = joinTwins(findPeaks(output, classes, blank, allowed));
  return peaks.map((peak, i) => {
    const before = peaks[i - 1];
    const after = peaks[i + 1];
    const from = before === undefined ? peak.first - 1 : (before.last + peak.first + 1) / 2;
    const to = after === undefined ? peak.last + 2 : (peak.last + 1 + after.first) / 2;
    return {
      text: peak.text,
      left: places.left + from * places.width,
      right: places.left + to * places.width,
      confidence: peak.confidence,
      others: othersAt(output, classes, blank, peak, allowed),
    };
  });
}

function findPeaks(
  { steps, probabilities, classes: best }: LineOutput,
  classes: readonly string[],
  blank: number,
  allowed: ReadonlySet<string> | undefined,
): Peak[] {
  const peaks: Peak[] = [];
  let current = blank;
  for (let step = 0; step < steps; step += 1) {
    let at = step * BEST_CLASSES;
    const end = at + BEST_CLASSES;
    const isAllowed = (index: number): boolean => {
      const found = best[index]!;
      return found === blank || allowed === undefined || classes[found] === ' ' || allowed.has(classes[found] ?? '');
    };
    while (at < end && !isAllowed(at)) at += 1;
    const found = at === end ? blank : best[at]!;
    const confidence = at === end ? 0 : probabilities[at]!;
    const peak = peaks.at(-1);
    if (found !== blank && found === current && peak !== undefined) {
      peak.last = step;
      if (confidence > peak.confidence) {
        peak.confidence = confidence;
        peak.best = step;
      }
    } else if (found !== blank) {
      peaks.push({ text: classes[found] ?? '', first: step, last: step, confidence, best: step });
    }
    current = found;
  }
  return peaks.filter((peak) => peak.text !== '');
}

/**
 * Where two forms of one letter (Ợ and ợ, A and Â) share a place, the network moves from one to the other without a
 * blank between: it saw one letter. Two letters have a blank or their own width between them.
 */
function joinTwins(peaks: readonly Peak[]): readonly Peak[] {
  const joined: Peak[] = [];
  for (const peak of peaks) {
    const before = joined.at(-1);
    if (before !== undefined && peak.first === before.last + 1 && bodyOf(peak.text) === bodyOf(before.text)) {
      const winner = weight(peak) > weight(before) ? peak : before;
      joined[joined.length - 1] = { ...winner, first: before.first, last: peak.last };
    } else {
      joined.push(peak);
    }
  }
  return joined;
}

function weight(peak: Peak): number {
  return (peak.last - peak.first + 1) * peak.confidence;
}

function bodyOf(text: string): string {
  return /^\p{L}$/u.test(text)
    ? text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('ð', 'đ')
    : text + text;
}

function othersAt(
  { probabilities, classes: best }: LineOutput,
  classes: readonly string[],
  blank: number,
  peak: Peak,
  allowed: ReadonlySet<string> | undefined,
): readonly OtherSymbol[] {
  const others: OtherSymbol[] = [];
  for (let at = peak.best * BEST_CLASSES; at < (peak.best + 1) * BEST_CLASSES; at += 1) {
    const text = classes[best[at]!] ?? '';
    if (best[at] === blank || text === peak.text || text === '' || probabilities[at]! < LEAST_OTHER) continue;
    // Readings are combined by what else they hold possible: what may not come out mustn't be named either.
    if (allowed !== undefined && text !== ' ' && !allowed.has(text)) continue;
    others.push({ text, confidence: probabilities[at]! });
  }
  return others;
}
