import { type DocumentTypeId, type FieldKind, fieldKind } from '../../common/domain/document-types.ts';
import type { DocumentReading, FieldSource } from '../../common/domain/reading.ts';
import type { PaperTruth } from '../corpus/truth.ts';

/** How a reading compares with the truth; pure. */

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

/**
 * Words in common as multisets: where on the page they stand plays no part, since reading orders may differ. Words of
 * `optional` (stamps, handwriting) are forgiven where read and not missed where not.
 */
export function countWords(truth: string, read: string, optional = ''): WordCount {
  const left = new Map<string, number>();
  const expected = words(truth);
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1);
  const forgiven = new Map<string, number>();
  for (const word of words(optional)) forgiven.set(word, (forgiven.get(word) ?? 0) + 1);
  const found = words(read);
  let hits = 0;
  let excused = 0;
  for (const word of found) {
    if (take(left, word)) hits += 1;
    else if (take(forgiven, word)) excused += 1;
  }
  return { hits, truth: expected.length, read: found.length - excused };
}

function take(left: Map<string, number>, word: string): boolean {
  const count = left.get(word) ?? 0;
  if (count > 0) left.set(word, count - 1);
  return count > 0;
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
 * printed, a wrong guess at handwriting included.
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

export type FieldTruth = Pick<PaperTruth, 'type' | 'fields' | 'alsoRight' | 'handwritten'>;

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
    const written = truth.handwritten?.[key];
    const also = [...(truth.alsoRight?.[key] ?? []), ...(written === undefined ? [] : [written])];
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
