import { type DocumentTypeId, type FieldKind, fieldKind } from '../../common/domain/document-types.ts';
import type { DocumentReading, FieldSource } from '../../common/domain/reading.ts';
import type { PaperTruth } from '../corpus/truth.ts';

/** How a reading compares with the truth; pure. */

/** At or above this confidence a clerk need not look. */
export const TRUSTED = 0.975;

/** Words to compare: NFC, case and diacritics kept; dotted leaders and punctuation at a word's edges are no part of it. */
export function words(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(/[.…·_]{3,}/gu, ' ')
    .split(/\s+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}<]+|[^\p{L}\p{N}<]+$/gu, ''))
    .filter((word) => word !== '');
}

/** Counts that can be added over pages. */
export interface WordCount {
  readonly hits: number;
  readonly truth: number;
  readonly read: number;
}

export const NO_WORDS: WordCount = { hits: 0, truth: 0, read: 0 };

/** Words in common as multisets: where on the page they stand plays no part, since reading orders may differ. */
export function countWords(truth: string, read: string): WordCount {
  const left = new Map<string, number>();
  const expected = words(truth);
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1);
  const found = words(read);
  let hits = 0;
  for (const word of found) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    hits += 1;
  }
  return { hits, truth: expected.length, read: found.length };
}

export function addWords(a: WordCount, b: WordCount): WordCount {
  return { hits: a.hits + b.hits, truth: a.truth + b.truth, read: a.read + b.read };
}

/** Harmonic mean of recall and precision; 1 where there was nothing to read and nothing was read. */
export function wordF1(count: WordCount): number {
  const total = count.truth + count.read;
  return total === 0 ? 1 : (2 * count.hits) / total;
}

/** Whether the printed words of a value stand in a text one after another. */
export function holdsPrinted(text: string, printed: string): boolean {
  const needle = words(printed).join(' ');
  return needle !== '' && ` ${words(text).join(' ')} `.includes(` ${needle} `);
}

/** Same value in the contract's form. Names may differ in capitals: a card prints them so, its code doesn't. */
export function sameValue(kind: FieldKind, truth: string, read: string): boolean {
  const form = (value: string): string => value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (kind === 'personName') return form(truth).toLocaleUpperCase('vi') === form(read).toLocaleUpperCase('vi');
  return form(truth) === form(read);
}

/**
 * right: read and equal · wrong: read and different · missing: printed and not read · invented: read where nothing is
 * printed.
 */
export type FieldOutcome = 'right' | 'wrong' | 'missing' | 'invented';

export interface FieldScore {
  readonly type: DocumentTypeId;
  readonly key: string;
  readonly kind: FieldKind;
  readonly outcome: FieldOutcome;
  /** Absent where nothing was read. */
  readonly confidence?: number;
  readonly source?: FieldSource;
}

export interface FieldTruth extends Pick<PaperTruth, 'type' | 'fields'> {
  readonly alsoRight?: Readonly<Record<string, readonly string[]>>;
}

/** Scores a paper's fields; a paper read as another type, or not at all, misses every field of its own. */
export function scoreFields(truth: FieldTruth, read: DocumentReading | undefined): FieldScore[] {
  const fields = read?.type === truth.type ? read.fields : {};
  const keys = new Set([...Object.keys(truth.fields), ...Object.keys(fields)]);
  return [...keys].flatMap((key): FieldScore[] => {
    const kind = fieldKind(truth.type, key);
    if (kind === undefined) return [];
    const expected = truth.fields[key];
    const field = fields[key];
    const base = { type: truth.type, key, kind };
    if (field === undefined) return expected === undefined ? [] : [{ ...base, outcome: 'missing' }];
    const also = truth.alsoRight?.[key] ?? [];
    const right = [...(expected === undefined ? [] : [expected]), ...also].some((value) =>
      sameValue(kind, value, field.value),
    );
    if (right && expected === undefined) return [];
    const outcome = right ? 'right' : expected === undefined ? 'invented' : 'wrong';
    return [{ ...base, outcome, confidence: field.confidence, source: field.source }];
  });
}

export interface Tally {
  readonly right: number;
  readonly total: number;
}

/** Exact fields among those that the papers print. */
export function exactFields(scores: readonly FieldScore[]): Tally {
  const printed = scores.filter((score) => score.outcome !== 'invented');
  return { right: printed.filter((score) => score.outcome === 'right').length, total: printed.length };
}

export interface Reliability {
  /** Fields read with TRUSTED confidence or more. */
  readonly trusted: number;
  readonly trustedWrong: number;
  /** Of the right fields, those that reach TRUSTED. */
  readonly coverage: number;
}

export function reliability(scores: readonly FieldScore[]): Reliability {
  const trusted = scores.filter((score) => (score.confidence ?? 0) >= TRUSTED);
  const right = scores.filter((score) => score.outcome === 'right');
  const trustedRight = trusted.filter((score) => score.outcome === 'right').length;
  return {
    trusted: trusted.length,
    trustedWrong: trusted.length - trustedRight,
    coverage: right.length === 0 ? 0 : trustedRight / right.length,
  };
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly right: number;
  readonly meanConfidence: number;
}

const BIN_EDGES = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, TRUSTED, 0.99, 1] as const;

/** What confidences were worth: fields read, by confidence; empty bins are left out. */
export function reliabilityBins(scores: readonly FieldScore[]): ReliabilityBin[] {
  return BIN_EDGES.slice(0, -1).flatMap((from, index) => {
    const to = BIN_EDGES[index + 1]!;
    const inside = scores.filter(
      ({ confidence }) =>
        confidence !== undefined && confidence >= from && (confidence < to || (to === 1 && confidence === 1)),
    );
    if (inside.length === 0) return [];
    const sum = inside.reduce((total, score) => total + score.confidence!, 0);
    const right = inside.filter((score) => score.outcome === 'right').length;
    return [{ from, to, count: inside.length, right, meanConfidence: sum / inside.length }];
  });
}

/** The p-th percentile by nearest rank; 0 of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
}

/** Groups in first-seen order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
