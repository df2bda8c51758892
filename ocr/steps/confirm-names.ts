import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { editDistance } from '../repair/edit-distance.ts';
import { plainKey } from '../repair/gazetteer.ts';
import { isListedName, mayHideUnreadable } from '../repair/name.ts';
import { type KnownName, repairNamesIn } from '../repair/names-in-text.ts';
import { evenCase } from '../repair/text.ts';
import type { Draft, Drafts } from './layout/draft.ts';
import type { Token, View } from './layout/page-view.ts';

/** The same name elsewhere on the paper: over a signature, in a sentence, in a table. */
interface Mention {
  readonly words: readonly string[];
  /** Least engine confidence of its words. */
  readonly confidence: number;
  /** A word that carries the name on there. */
  readonly more: string | null;
}

/** Above this a mention may put right a name that was read with doubt. */
const CLEAR = 0.85;
const BLURRED = 0.6;

/** Whether two boxes share any area: a name doesn't bear witness to itself. */
function overlaps(draft: Draft, token: Token): boolean {
  const [x, y, width, height] = draft.box;
  const [left, top, wide, high] = token.box;
  return draft.page === token.page && left < x + width && left + wide > x && top < y + height && top + high > y;
}

function bare(text: string): string {
  return evenCase(text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
}

function carriesOn(last: Token | undefined, next: Token | undefined): boolean {
  if (last === undefined || next === undefined || next.opensSegment || /[,.;:)]$/u.test(last.text)) return false;
  return /^\p{Lu}\p{Ll}*$|^\p{Lu}+$/u.test(bare(next.text)) && next.confidence > BLURRED;
}

/** Runs of words elsewhere that are as many as the name's and nearly its letters. */
function mentionsOf(draft: Draft, view: View): readonly Mention[] {
  const name = draft.value.split(' ');
  const wanted = plainKey(draft.value);
  const found: Mention[] = [];
  for (const { tokens } of view.rows) {
    for (let from = 0; from + name.length <= tokens.length; from += 1) {
      const run = tokens.slice(from, from + name.length);
      const words = run.map((token) => bare(token.text));
      if (!words.every((word) => /^\p{Lu}/u.test(word)) || run.some((token) => overlaps(draft, token))) continue;
      const plain = plainKey(words.join(' '));
      if (!plain.startsWith(wanted) && editDistance(plain, wanted) > Math.max(1, Math.floor(wanted.length * 0.15)))
        continue;
      const next = tokens[from + name.length];
      found.push({
        words,
        confidence: Math.min(...run.map((token) => token.confidence)),
        more: carriesOn(run.at(-1), next) ? bare(next?.text ?? '') : null,
      });
    }
  }
  return found;
}

function inCaseOf(model: string, word: string): string {
  return model === model.toUpperCase() && model.length > 1
    ? word.toUpperCase()
    : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** The rest of a name whose last word was lost beside its label but stands elsewhere. */
function lengthened(draft: Draft, more: string): Draft {
  const model = draft.value.split(' ')[0] ?? '';
  const { evidence } = draft;
  return {
    ...draft,
    value: `${draft.value} ${inCaseOf(model, more)}`,
    alternatives: [draft.value, ...draft.alternatives],
    evidence: { ...evidence, doubts: 1, changes: evidence.changes + 1 },
  };
}

/** A name weighed against its other mentions: confirmed, put right where it was doubtful, or left with a candidate. */
function confirm(draft: Draft, view: View): Draft {
  // Both would be misread alike.
  if (mayHideUnreadable(draft.value)) return draft;
  const mentions = mentionsOf(draft, view);
  const same = mentions.find((mention) => compareKey(mention.words.join(' ')) === compareKey(draft.value));
  if (same?.more != null) return lengthened(draft, same.more);
  if (same !== undefined)
    return { ...draft, evidence: { ...draft.evidence, agreement: 1, doubts: draft.evidence.doubts / 2 } };
  const best = mentions.filter((mention) => mention.more === null).toSorted((a, b) => b.confidence - a.confidence)[0];
  if (best === undefined || best.confidence < CLEAR) return draft;
  const own = draft.value.split(' ');
  const value = best.words.map((word, i) => inCaseOf(own[i] ?? '', word)).join(' ');
  const isDoubtful = draft.evidence.doubts > 0 || Math.min(...draft.evidence.words) < BLURRED;
  const sameLetters = plainKey(value) === plainKey(draft.value);
  const isBlurred = Math.min(...draft.evidence.words) < BLURRED;
  // The rest of a last word that was cut off (Đặng Văn Đ).
  const isCut = !sameLetters && plainKey(value).startsWith(plainKey(draft.value));
  // Two names that people bear: neither is the other's slip.
  const areBoth = sameLetters && !isBlurred && isListedName(draft.value);
  if (!isDoubtful || areBoth || !isListedName(value) || (!sameLetters && !isBlurred && !isCut)) {
    return sameLetters
      ? {
          ...draft,
          alternatives: [value, ...draft.alternatives],
          evidence: { ...draft.evidence, doubts: draft.evidence.doubts + 0.5 },
        }
      : draft;
  }
  return {
    ...draft,
    value,
    alternatives: [draft.value, ...draft.alternatives.filter((other) => other !== value)],
    evidence: { ...draft.evidence, doubts: sameLetters ? 0.5 : 1, changes: draft.evidence.changes + 1 },
  };
}

/**
 * Uses that people are named more than once on a paper: the same name elsewhere confirms a reading, and a clear one puts
 * a doubtful one right, and lends its marks to free texts. Names from codes are left alone.
 */
export function confirmNames(drafts: Drafts, view: View): Drafts {
  const confirmed = Object.entries(drafts).map(([key, draft]) => {
    const isName = draft?.evidence.kind === 'personName' && draft.source === 'ocr';
    return [key, isName ? confirm(draft, view) : draft] as const;
  });
  const people = confirmed.flatMap(([, draft]) =>
    draft?.evidence.kind === 'personName' ? [{ value: draft.value, doubtful: draft.evidence.doubts >= 1 }] : [],
  );
  return Object.fromEntries(
    confirmed.map(([key, draft]) => [
      key,
      draft?.evidence.kind === 'text' && draft.source === 'ocr' ? withNames(draft, people) : draft,
    ]),
  );
}

/** A text with the names in it as the paper's own fields have them. */
function withNames(draft: Draft, people: readonly KnownName[]): Draft {
  const { value, changes, doubts } = repairNamesIn(draft.value, people);
  if (value === draft.value && doubts === 0) return draft;
  const { evidence } = draft;
  return {
    ...draft,
    value,
    alternatives: value === draft.value ? draft.alternatives : [draft.value, ...draft.alternatives],
    evidence: { ...evidence, changes: evidence.changes + changes, doubts: evidence.doubts + doubts / 2 },
  };
}
