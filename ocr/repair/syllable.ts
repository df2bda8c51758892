import { compareKey, stripDiacritics } from '../../common/domain/vietnamese-text.ts';

const ONSET = 'ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|g|h|k|l|m|n|p|q|r|s|t|v|x';
const VOWELS =
  'uyeu|uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oao|oeo|uay|uai|ia|ie|iu|ya|ye|yu|ua|uo|uu|ui|ue|uy|oa|oe|oi|oo|ao|au|ai|ay|eo|eu|a|e|i|o|u|y';
const CODA = 'ch|ng|nh|c|m|n|p|t';
const GLUED = new RegExp(`^(?:(?:${ONSET})?(?:${VOWELS})(?:${CODA})?){1,4}$`, 'u');

/** Whether a word can be one to four syllables that were printed close together. */
export function isGluedSyllables(word: string): boolean {
  return GLUED.test(stripDiacritics(word).toLowerCase());
}

const MARKED_ONSET = `${ONSET}|đ`;
/** Vowels that may end a syllable, that must be followed by a consonant, and that may be. */
const OPEN = 'ai|ao|au|ay|âu|ây|eo|êu|ia|iêu|iu|oai|oay|oao|oeo|oi|ôi|ơi|ua|uây|ui|uôi|uơ|uya|uyu|ưa|ưi|ươi|ươu|ưu|yêu';
const CLOSED = 'ă|â|iê|uô|ươ|yê|oă|uâ|uyê|oo';
const EITHER = 'a|e|ê|i|o|ô|ơ|u|ư|y|oa|oe|uê|uy';
const SYLLABLE = new RegExp(`^(?:${MARKED_ONSET})?(?:(?:${OPEN}|${EITHER})|(?:${CLOSED}|${EITHER})(${CODA}))$`, 'u');
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const SHARP_OR_HEAVY = /^[\u0301\u0323]$/u;

/** Whether a word is one syllable that Vietnamese spelling allows: one tone at most, and a rhyme that exists. */
export function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD');
  const tones = parts.match(TONES) ?? [];
  const match = SYLLABLE.exec(parts.replace(TONES, '').normalize('NFC'));
  if (match === null || tones.length > 1) return false;
  // Syllables that end in a stop have one of two tones.
  return /^(?:ch|[cpt])$/u.test(match[1] ?? '') ? SHARP_OR_HEAVY.test(tones[0] ?? '') : true;
}

/** The other letters that a vowel may be without its tone. */
const FAMILIES = ['aăâ', 'eê', 'oôơ', 'uư'] as const;

function familyOf(letter: string): string | undefined {
  const tone = letter.normalize('NFD').match(TONES)?.[0] ?? '';
  const bare = letter.normalize('NFD').replace(TONES, '').normalize('NFC');
  const isCapital = bare !== bare.toLowerCase();
  const family = FAMILIES.find((letters) => letters.includes(bare.toLowerCase()));
  if (family === undefined) return undefined;
  const cased = isCapital ? family.toUpperCase() : family;
  return [...cased].map((own) => `${own}${tone}`.normalize('NFC')).join('');
}

/** The word with one of two like vowels left out, for each pair of them that both carry marks (SẲẢN, ĐỨƯC). */
function undoubled(word: string): readonly string[] {
  const letters = [...word];
  return letters.slice(1).flatMap((letter, i) => {
    const before = letters[i] ?? '';
    const isDouble =
      stripDiacritics(letter).toLowerCase() === stripDiacritics(before).toLowerCase() &&
      letter !== stripDiacritics(letter) &&
      before !== stripDiacritics(before) &&
      /[aeou]/iu.test(stripDiacritics(letter));
    return isDouble ? [letters.toSpliced(i, 1).join(''), letters.toSpliced(i + 1, 1).join('')] : [];
  });
}

/** The word with one vowel's hat or hook changed, its tone kept (NGUYẸT: NGUYỆT). */
function remarked(word: string): readonly string[] {
  const letters = [...word];
  return letters.flatMap((letter, i) =>
    [...(familyOf(letter) ?? '')].filter((other) => other !== letter).map((other) => letters.with(i, other).join('')),
  );
}

/**
 * A word with marks that no syllable can have, put right when one change makes it a syllable and no other does; a
 * doubled vowel is undone before a mark is changed. Words without marks, words that are
 * possible and words that are known for all that (Pơơ, a place) stay as they are.
 *
 * @param isKnown whether a word is met on papers; decides between possible ones too
 */
export function repairSyllable(word: string, isKnown: (word: string) => boolean): string {
  if (!/^\p{L}{3,7}$/u.test(word) || word === stripDiacritics(word) || isSyllable(word) || isKnown(word)) return word;
  for (const tried of [undoubled(word), remarked(word)]) {
    const possible = [...new Map(tried.filter(isSyllable).map((one) => [compareKey(one), one])).values()];
    const known = possible.filter(isKnown);
    const [best, ...others] = known.length > 0 ? known : possible;
    if (best !== undefined && others.length === 0) return best;
  }
  return word;
}
