/**
 * Vietnamese text for comparing. What is printed on a paper is never changed: only the keys made here are normalised.
 */

/** Combining grave, acute, tilde, hook above, dot below: the five tones that are written. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const VOWELS = 'aăâeêioôơuưy';
/** One syllable without its tone: onset, vowels, coda. `gi` and `qu` before a vowel belong to the onset. */
const SYLLABLE = new RegExp(
  `^(gi(?=[${VOWELS}])|qu(?=[${VOWELS}])|[^${VOWELS}]*)([${VOWELS}]{1,3})([^${VOWELS}]*)$`,
  'u',
);
/** Vowels that carry a mark of their own; the tone goes there. */
const MARKED = 'ăâêôơư';

/** Unicode NFC: one code point for a letter with its marks, the form in which everything is stored. */
export function toNfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * Key under which two spellings of the same text are equal: NFC, lower case, single spaces, tone placement unified
 * (Hoà = Hòa, Thuý = Thúy, qúy = quý), the letter Eth and the African D taken as Đ. For comparing and searching only.
 */
export function compareKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ðɖ]/gu, 'đ')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replace(/[\p{L}\p{M}]+/gu, unifyTone)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** True when two texts differ at most in case, spacing, Unicode form and tone placement. */
export function sameText(a: string, b: string): boolean {
  return compareKey(a) === compareKey(b);
}

/** Letters without marks, case kept: Nguyễn Thị Đào becomes Nguyen Thi Dao. */
export function stripDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[ĐÐƉ]/gu, 'D').replace(/[đðɖ]/gu, 'd').normalize('NFC');
}

/** Takes the tone off a syllable and sets it where the rule wants it; anything else than one syllable stays. */
function unifyTone(word: string): string {
  const parts = word.normalize('NFD');
  const tones = parts.match(TONES);
  if (tones?.length !== 1) return word;
  const syllable = SYLLABLE.exec(parts.replace(TONES, '').normalize('NFC'));
  if (syllable === null) return word;
  const [, onset = '', vowels = '', coda = ''] = syllable;
  const at = tonePosition(vowels, coda);
  return `${onset}${vowels.slice(0, at + 1)}${tones[0]}${vowels.slice(at + 1)}${coda}`.normalize('NFC');
}

function tonePosition(vowels: string, coda: string): number {
  for (let index = vowels.length - 1; index >= 0; index -= 1) {
    if (MARKED.includes(vowels.charAt(index))) return index;
  }
  if (vowels.length === 3) return 1;
  return vowels.length === 2 && coda !== '' ? 1 : 0;
}

const MAX_NAME_LENGTH = 80;
const MAX_NAME_WORDS = 10;
const NAME_VOWEL = /[aeiouy]/u;
/** All capitals, or one capital and small letters, in one or more parts joined as in H'Hen or Y-Bham. */
const NAME_WORD = /^(?:\p{Lu}+|\p{Lu}\p{Ll}*)(?:['’-](?:\p{Lu}+|\p{Lu}?\p{Ll}+))*$/u;
/** The letters of Vietnamese without marks, and f j w z of minority and foreign names. */
const NAME_LETTERS = /^[a-z'’ -]+$/u;
/** Phrases of letterheads and labels that are written like names; whole phrases, since Phúc, Hòa and Nam are names. */
const NOT_NAMES =
  /\b(?:cong hoa xa hoi|xa hoi chu nghia|doc lap tu do|tu do hanh phuc|ho va ten|chu dem|full name|gioi tinh|quoc tich|ngay sinh|can cuoc|giay (?:khai|chung|xac|uy)|to khai|uy ban nhan dan)\b/u;

/**
 * Whether a text can be the name of a person as papers print it: two to ten words in capitals or each with a capital
 * first, letters only, one-letter words (Nguyễn Thị Ý, Y Moan) and joined ones (H'Hen) included. It says nothing about
 * whether the name is right, and never rejects a rare one for being rare.
 */
export function isPlausibleName(text: string): boolean {
  if (text.length > MAX_NAME_LENGTH) return false;
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const plain = stripDiacritics(name).toLowerCase();
  if (!NAME_LETTERS.test(plain) || NOT_NAMES.test(plain)) return false;
  const words = name.split(' ');
  if (words.length < 2 || words.length > MAX_NAME_WORDS) return false;
  return words.every(
    (word) => NAME_WORD.test(word) && (word.length === 1 || NAME_VOWEL.test(stripDiacritics(word).toLowerCase())),
  );
}
