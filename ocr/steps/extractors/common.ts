import type { Finding } from '../../../common/domain/findings.ts';
import type { PageReading } from '../../../common/domain/reading.ts';
import type { NumberHints } from '../../repair/digits.ts';
import { isListedName } from '../../repair/name.ts';
import { type DateLine, findDateLines } from '../layout/date-lines.ts';
import type { Draft, Drafts } from '../layout/draft.ts';
import type { Entry } from '../layout/entry.ts';
import { nameDraftOf, nameTokens } from '../layout/name-values.ts';
import type { View } from '../layout/page-view.ts';
import { codeDraft, doubted, numberDraftOf } from '../layout/values.ts';

/** One paper to read fields from. */
export interface Paper {
  /** In printed order. */
  readonly pages: readonly PageReading[];
  readonly view: View;
}

export interface Extraction {
  readonly fields: Drafts;
  /** Lists by name, as document-types.ts has them, each row's cells by column key. */
  readonly tables?: Readonly<Record<string, readonly Drafts[]>>;
  /** What only this type's extractor can see, e.g. a QR code that differs from the print. */
  readonly findings?: readonly Finding[];
}

/** Reads the fields of one type. Pure; a field that isn't there is left out. */
export type Extractor = (paper: Paper) => Extraction;

/** The entry's own number after the place of registration: `Số 88/2020, ngày …`. */
export const ENTRY_NUMBER = /[,;.]?\s+Số\s*:?\s*\d+\s*\/\s*\d{4}.*$/u;

/** First value that one of the entries with this id yields. */
export function firstValue(
  entries: readonly Entry[],
  id: string,
  read: (entry: Entry) => Draft | undefined,
): Draft | undefined {
  for (const entry of entries) {
    if (entry.id !== id) continue;
    const draft = read(entry);
    if (draft !== undefined) return draft;
  }
  return undefined;
}

/** The number in the letterhead: the first `Số:` of the paper that has digits. */
export function headerNumber(entries: readonly Entry[], id = 'number'): Draft | undefined {
  return firstValue(entries, id, codeDraft);
}

/** The date over the signature: the last dated line of the paper, one with a place before it if there is any. */
export function signatureDate(view: View): Draft | undefined {
  const lines = findDateLines(view);
  return comparedWith(lines.findLast((line) => line.placed) ?? lines.at(-1), lines);
}

/** A paper's date weighed against its other dated lines: the same elsewhere confirms it, a digit's difference doesn't. */
function comparedWith(line: DateLine | undefined, lines: readonly DateLine[]): Draft | undefined {
  const others = lines.filter((other) => other !== line).map((other) => other.draft.value);
  if (line === undefined) return undefined;
  const { draft } = line;
  if (others.includes(draft.value)) return { ...draft, evidence: { ...draft.evidence, agreement: 1 } };
  const near = others.filter((other) => [...other].filter((digit, i) => digit !== draft.value[i]).length === 1);
  return near.length === 0 ? draft : doubted(draft, 1.5, near);
}

/** The date under the letterhead, else the one over the signature. */
export function issueDate(view: View): Draft | undefined {
  const lines = findDateLines(view);
  return comparedWith(lines.find((line) => line.placed) ?? lines.at(-1), lines);
}

/** A value from a place that is not its own: its wording there may be another. */
export function secondHand(draft: Draft | undefined): Draft | undefined {
  if (draft === undefined) return undefined;
  return { ...draft, evidence: { ...draft.evidence, doubts: draft.evidence.doubts + 2 } };
}

/**
 * The one citizen number that stands on some rows of a paper, for a person whose number label couldn't be read.
 * Undefined when there is none or more than one.
 */
export function loneNumber(view: View, hints: NumberHints = {}, from = 0, to = view.rows.length): Draft | undefined {
  const found = new Map<string, Draft>();
  for (const { tokens } of view.rows.slice(from, to)) {
    for (const token of tokens) {
      if (!/(?<!\d)\d{12}(?!\d)/u.test(token.text)) continue;
      const draft = numberDraftOf([token], 0.8, hints);
      if (draft !== undefined) found.set(draft.value, draft);
    }
  }
  const [only] = found.values();
  if (only === undefined || found.size > 1) return undefined;
  return { ...only, evidence: { ...only.evidence, doubts: only.evidence.doubts + 0.5 } };
}

/**
 * The one name that stands alone on a stretch of rows, all its words listed, for a person whose label couldn't be read.
 * Undefined when there is none or more than one.
 */
export function loneName(view: View, from: number, to: number): Draft | undefined {
  const found = new Map<string, Draft>();
  for (const { tokens } of view.rows.slice(from, to)) {
    const words = nameTokens(tokens);
    const draft = words.length < 2 ? undefined : nameDraftOf(words, 0.8);
    const isAlone = words.length === tokens.filter((token) => token.key.length > 1).length;
    if (draft !== undefined && isAlone && isListedName(draft.value)) found.set(draft.value, draft);
  }
  const [only] = found.values();
  return found.size === 1 ? secondHand(only) : undefined;
}

/** What the draft says, for hints; undefined when there is none. */
export function draftValue(draft: Draft | undefined): string | undefined {
  return draft?.value;
}
