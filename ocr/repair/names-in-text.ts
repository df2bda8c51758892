import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { isListed, plainKey, SURNAMES } from './gazetteer.ts';
import { repairName } from './name.ts';

/** A name that the paper gives elsewhere, and whether that reading is doubtful. */
export interface KnownName {
  readonly value: string;
  readonly doubtful: boolean;
}

/** A text whose names were compared with those of the paper. */
export interface NamedText {
  readonly value: string;
  /** Names whose marks were changed. */
  readonly changes: number;
  /** Names that stay doubtful. */
  readonly doubts: number;
}

const EDGE = /^[^\p{L}]+|[^\p{L}]+$/gu;

function bareWords(words: readonly string[]): string {
  return words.map((word) => word.replace(EDGE, '')).join(' ');
}

/** Puts other letters in place of a run of words, with their punctuation and capitals. */
function replaced(words: readonly string[], from: number, name: string): readonly string[] {
  const syllables = name.split(' ');
  return words.map((word, i) => {
    const syllable = syllables[i - from];
    if (i < from || syllable === undefined) return word;
    const bare = word.replace(EDGE, '');
    const cased = bare === bare.toUpperCase() && bare.length > 1 ? syllable.toUpperCase() : syllable;
    return compareKey(bare) === compareKey(cased) ? word : word.replace(bare, cased);
  });
}

/** A name in capitals within small print: from a surname to the end of the capitals. */
function shoutedName(words: readonly string[]): { readonly from: number; readonly to: number } | null {
  const isShouted = (word: string | undefined): boolean => /^\p{Lu}{2,}[,.;:)]*$/u.test(word ?? '');
  const from = words.findIndex((word, i) => isShouted(word) && SURNAMES.has(plainKey(word)) && isShouted(words[i + 1]));
  if (from < 1 || isShouted(words[from - 1]) || !words.some((word) => /^\p{Ll}{2,}$/u.test(word))) return null;
  let to = from;
  while (isShouted(words[to])) to += 1;
  return to - from > 5 ? null : { from, to };
}

/**
 * Names within a free text ("Nhận chuyển nhượng … của ông NGUYỄN QUANG TY"): one that has the letters of a name which the
 * paper gives elsewhere takes its marks, since names have lists and a text has none; any other in capitals is judged as
 * a name is.
 */
export function repairNamesIn(text: string, known: readonly KnownName[]): NamedText {
  let words: readonly string[] = text.split(' ');
  let changes = 0;
  let doubts = 0;
  for (const name of known) {
    const length = name.value.split(' ').length;
    const from = words.findIndex((_, i) => plainKey(bareWords(words.slice(i, i + length))) === plainKey(name.value));
    if (from < 0) continue;
    const after = replaced(words, from, name.value);
    if (after.some((word, i) => word !== words[i])) changes += 1;
    if (name.doubtful) doubts += 1;
    words = after;
  }
  const shouted = known.length > 0 && changes + doubts > 0 ? null : shoutedName(words);
  if (shouted !== null) {
    const own = bareWords(words.slice(shouted.from, shouted.to));
    if (!known.some((name) => compareKey(name.value) === compareKey(own))) {
      const read = repairName(own);
      changes += read.changes;
      doubts += read.doubts + (isListed(SURNAMES, own.split(' ')[0] ?? '') ? 0 : 1);
      words = replaced(words, shouted.from, read.value);
    }
  }
  return { value: words.join(' '), changes, doubts };
}
