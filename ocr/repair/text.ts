import { CURRENT_PROVINCES, LEGACY_PROVINCES } from '../../common/domain/administrative-units.ts';
import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { GIVEN_NAMES, plainKey } from './gazetteer.ts';
import { isNameOfPlaces } from './places.ts';
import { SET_PHRASES } from './set-phrases.ts';
import { repairSyllable } from './syllable.ts';

/** A quotation mark before a word that no other one closes: a speck. */
const LONE_QUOTE = /(?<=^|\s)['’‘`](?=\p{L})(?![^'’‘`]*['’‘`])/gu;

/** Free text as printed: single spaces, no leaders, no stray marks at its ends, slips of capitals undone. */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[⁄∕]/gu, '/')
    .replace(/(\d\s?m)[\^ˆ°²?'’"”*]+(?=[\s.,;)]|$)/gu, '$12')
    .replace(/[|¦~^*_«»<>{}\\]+/gu, ' ')
    .split(/\s+/u)
    .map(evenCase)
    .map(withoutStrayCapitals)
    .join(' ')
    .replace(/\s+/gu, ' ')
    .replace(LONE_QUOTE, '')
    .replace(/\s+([,;.)])/gu, '$1')
    .replace(/\(\s+/gu, '(')
    .replace(/^[\s.,;:'"“”‘’\-–—)]+|[\s.,;:'"“”‘’\-–—(]+$/gu, '')
    .trim();
}

/** Capitals that the engine puts inside a word of small letters (nỘp, LộỘc): no print has them. */
export function evenCase(word: string): string {
  if (!/\p{Ll}/u.test(word) || !/\p{L}\p{Lu}/u.test(word) || /[’'.\-/]|\d/u.test(word)) return word;
  const undoubled = [...word]
    .filter((letter, i, all) => letter === all[i - 1] || letter.toLowerCase() !== all[i - 1]?.toLowerCase())
    .join('');
  return undoubled.charAt(0) + undoubled.slice(1).toLowerCase();
}

/** A lone word in capitals with a tone on it (TỔ 12, phường …) among small letters: abbreviations carry no tones. */
function withoutStrayCapitals(word: string, at: number, words: readonly string[]): string {
  const isShouted = (text: string | undefined): boolean =>
    text !== undefined && /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);
  if (!isShouted(word) || !/[\u0300\u0301\u0303\u0309\u0323]/u.test(word.normalize('NFD'))) return word;
  if (isShouted(words[at - 1]) || isShouted(words[at + 1])) return word;
  if (!words.some((other) => /^\p{Ll}{2,}/u.test(other))) return word;
  return word.charAt(0) + word.slice(1).toLowerCase();
}

/** Closes the spaces that the engine puts round the slash and the hyphens of a document number. */
export function joinNumberParts(text: string): string {
  return text.replace(/\s*([/-])\s*/gu, '$1').replace(/(\d)\s+(?=\d)/gu, '$1');
}

/** One of a closed list of values that has the letters of the text, whatever its marks; null when none has. */
export function fromVocabulary(text: string, vocabulary: readonly string[]): string | null {
  const plain = plainKey(text);
  const exact = vocabulary.find((entry) => compareKey(entry) === compareKey(text));
  if (exact !== undefined) return text;
  // Spaces within a word are the engine's (Ch ủ hộ).
  const glued = plain.replaceAll(' ', '');
  const alike = vocabulary.filter((entry) => plainKey(entry).replaceAll(' ', '') === glued);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Like fromVocabulary, for the longest run of words that starts the text, else for one within it: the rest was noise. */
export function fromVocabularyWithin(text: string, vocabulary: readonly string[]): string | null {
  const words = text.split(' ');
  for (let from = 0; from < words.length; from += 1) {
    for (let to = words.length; to > from; to -= 1) {
      const run = words.slice(from, to).join(' ');
      const found = fromVocabulary(run.replace(/^[^\p{L}]+|[.,;]+$/gu, ''), vocabulary);
      // One short word in the middle of noise may be chance.
      if (found !== null && (from === 0 || found.length > 4)) return found;
    }
  }
  return null;
}

const PHRASES_BY_FIRST: ReadonlyMap<string, readonly (readonly string[])[]> = groupByFirst(
  SET_PHRASES.map((phrase) => phrase.split(' ')),
);

/** Phrases long enough to be known by the rest when one letter is wrong. */
const LONG_PHRASES: readonly (readonly string[])[] = SET_PHRASES.map((phrase) => phrase.split(' ')).filter(
  (phrase) => phrase.length > 3 && phrase.join('').length > 11,
);

function groupByFirst(phrases: readonly (readonly string[])[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const phrase of phrases) {
    const key = plainKey(phrase[0] ?? '');
    groups.set(
      key,
      [...(groups.get(key) ?? []), phrase].sort((a, b) => b.length - a.length),
    );
  }
  return groups;
}

/** Puts right the marks of words in set phrases; case and tone placement stay as read. */
export function repairPhrases(text: string): string {
  const words = text.split(' ');
  for (let at = 0; at < words.length; at += 1) {
    const phrase = phraseAt(words, at);
    if (phrase === undefined) continue;
    for (const [i, right] of phrase.entries()) words[at + i] = withMarksOf(words[at + i] ?? '', right);
    at += phrase.length - 1;
  }
  return words.join(' ');
}

/** The set phrase that begins at a word, marks aside; a long one may have a vowel wrong (Ủy ban nhân dôn). */
function phraseAt(words: readonly string[], at: number): readonly string[] | undefined {
  const exact = (PHRASES_BY_FIRST.get(plainWord(words[at])) ?? []).find((own) =>
    own.every((word, i) => plainWord(words[at + i]) === plainKey(word)),
  );
  return exact ?? LONG_PHRASES.find((own) => wrongVowels(words.slice(at, at + own.length), own) === 1);
}

/** Vowels in which words differ from a phrase; infinite when they differ in anything else. */
function wrongVowels(words: readonly string[], phrase: readonly string[]): number {
  const [read, right] = [words.map(plainWord).join(' '), phrase.map(plainKey).join(' ')];
  if (read.length !== right.length) return Number.POSITIVE_INFINITY;
  const wrong = [...read].flatMap((letter, i) => (letter === right[i] ? [] : [`${letter}${right[i]}`]));
  return wrong.every((pair) => /^[aeiouy]{2}$/u.test(pair)) ? wrong.length : Number.POSITIVE_INFINITY;
}

/** Syllables that set phrases and names have. */
const KNOWN_SYLLABLES: ReadonlySet<string> = new Set([
  ...SET_PHRASES.flatMap((phrase) => phrase.split(' ')).map(compareKey),
  ...[...GIVEN_NAMES.values()].flat(),
]);

/** Puts right the words with marks that no Vietnamese syllable can have. */
export function repairSyllables(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => repairSyllable(word, isKnownWord));
}

function isKnownWord(word: string): boolean {
  return KNOWN_SYLLABLES.has(compareKey(word)) || isNameOfPlaces(word);
}

/** Whether what stands before an address's first comma, a street or hamlet, has words that are met elsewhere. */
export function hasKnownDetail(address: string): boolean {
  const words = (address.split(',')[0] ?? '').match(/\p{L}+/gu) ?? [];
  return words.every(isKnownWord);
}

function plainWord(word: string | undefined): string {
  return plainKey(word ?? '').replace(/[^a-z]/gu, '');
}

function withMarksOf(read: string, right: string): string {
  const bare = /\p{L}+/u.exec(read)?.[0] ?? '';
  if (compareKey(bare) === compareKey(right)) return read;
  const cased =
    bare === bare.toUpperCase() && bare.length > 1
      ? right.toUpperCase()
      : bare.charAt(0) === bare.charAt(0).toUpperCase()
        ? right.charAt(0).toUpperCase() + right.slice(1)
        : right.toLowerCase();
  return read.replace(bare, cased);
}

const PROVINCES: readonly string[] = [
  ...new Set(
    [...LEGACY_PROVINCES, ...CURRENT_PROVINCES].map((province) =>
      province.name.replace(/^(?:Thành phố|Tỉnh|TP\.?)\s+/u, ''),
    ),
  ),
];

interface PlaceWord {
  readonly wrong: RegExp;
  readonly right: string;
}

/** Kinds of places whose mark was lost or changed; small letters only, and only before a name in capitals. */
const KINDS: readonly PlaceWord[] = [
  { wrong: /(?<!\p{L})t[iíìĩỉịîÍ]nh(?= \p{Lu})/gu, right: 'tỉnh' },
  { wrong: /(?<!\p{L})huy[eêếềểễệéèẹ]n(?= \p{Lu})/gu, right: 'huyện' },
  { wrong: /(?<!\p{L})ph[uưứừửữựúù][oơớờởỡợóò]ng(?= \p{Lu})/gu, right: 'phường' },
  { wrong: /(?<!\p{L})qu[aâấầẩẫậáạ]n(?= \p{Lu})/gu, right: 'quận' },
  { wrong: /(?<!\p{L})th[aà]nh ph[oôốồổỗộóò](?= \p{Lu})/gu, right: 'thành phố' },
  { wrong: /(?<!\p{L})x[aãáàạảäoõóòọỏ](?= \p{Lu})/gu, right: 'xã' },
  { wrong: /(?<=^|, )T[oôốồổỗộóòỏõọ](?= \d)/gu, right: 'Tổ' },
  { wrong: /(?<=^|, )B[aáàạãoóòỏõọ]n(?= \p{Lu})/gu, right: 'Bản' },
  { wrong: /(?<=^|, )[AÁÀẢẬÂẦẨOÓỐ]p(?= \p{Lu}|\s\d)/gu, right: 'Ấp' },
  { wrong: /(?<!\p{L})đ[uưứừửữựúù][oơớờởỡợóò]ng(?= \p{Lu})/gu, right: 'đường' },
];

/**
 * Addresses: the kind of a place (tỉnh, huyện, phường …) and the name of a province have one spelling; marks that
 * differ from it were misread. Names of communes, streets and hamlets stay as read.
 */
export function repairAddress(text: string): string {
  let repaired = text.replace(/;(?=\s\p{L})/gu, ',');
  for (const { wrong, right } of KINDS) repaired = repaired.replace(wrong, right);
  return repaired
    .split(', ')
    .map((part) => repairProvince(part))
    .join(', ');
}

/**
 * An address that has lost its end: it stops at the word for a place, after a comma, or at a province or city that
 * doesn't exist.
 */
export function isCutShort(address: string): boolean {
  if (/[,;–-]\s*$/u.test(address)) return true;
  // A name runs into the word for the next place: the end of the name and its comma are gone.
  if (/\p{Lu}[\p{L}']* (?:tỉnh|huyện|quận|thành phố|thị xã) \p{Lu}/u.test(address)) return true;
  if (/(?:^|[\s,])(?:tỉnh|huyện|quận|xã|phường|thành|thành phố|thị|thị trấn|thị xã|đặc khu)$/iu.test(address))
    return true;
  const last = /(?:tỉnh|thành phố) ([^,]+)$/u.exec(address)?.[1];
  return last !== undefined && !PROVINCES.some((province) => compareKey(province) === compareKey(last));
}

/** True when the last part of an address is a province. */
export function endsWithProvince(address: string): boolean {
  const last =
    tidyText(address)
      .split(', ')
      .at(-1)
      ?.replace(/^(?:tỉnh|thành phố|TP\.?) /iu, '') ?? '';
  return PROVINCES.some((province) => plainKey(province) === plainKey(last));
}

function repairProvince(part: string): string {
  const match = /^((?:tỉnh|thành phố|TP\.?) )?(.+)$/u.exec(part);
  const [, kind = '', name = ''] = match ?? [];
  if (kind === '' && name.split(' ').length < 2) return part;
  const official = fromVocabulary(name, PROVINCES);
  return official === null ? part : kind + official;
}

/** How a member of a household stands to its head, as forms print it. */
export const RELATIONS: readonly string[] = [
  'Chủ hộ',
  'Vợ',
  'Chồng',
  'Con',
  'Con đẻ',
  'Con nuôi',
  'Con dâu',
  'Con rể',
  'Con ruột',
  'Con trai',
  'Con gái',
  'Cha',
  'Cha đẻ',
  'Bố',
  'Bố đẻ',
  'Mẹ',
  'Mẹ đẻ',
  'Bố vợ',
  'Bố chồng',
  'Mẹ vợ',
  'Mẹ chồng',
  'Anh',
  'Anh ruột',
  'Chị',
  'Chị ruột',
  'Em',
  'Em ruột',
  'Em trai',
  'Em gái',
  'Cháu',
  'Cháu ruột',
  'Cháu nội',
  'Cháu ngoại',
  'Ông',
  'Bà',
  'Ông nội',
  'Bà nội',
  'Ông ngoại',
  'Bà ngoại',
  'Cô',
  'Dì',
  'Chú',
  'Bác',
  'Cậu',
  'Người ở nhờ',
  'Ở nhờ',
  'Người thuê nhà',
  'Ở thuê',
  'Không có quan hệ',
  'Bạn',
];
