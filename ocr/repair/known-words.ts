import { compareKey, stripDiacritics } from '../../common/domain/vietnamese-text.ts';
import { GIVEN_NAMES, isListed, SURNAMES } from './gazetteer.ts';
import { isNameOfPlaces } from './places.ts';
import { isSyllable } from './syllable.ts';
import { SYLLABLE_LIST } from './syllable-list.ts';

const SYLLABLES: ReadonlySet<string> = new Set(SYLLABLE_LIST.trim().split(/\s+/u));

/**
 * How much a word's spelling alone speaks against it, in log-odds, 0 for words that are met. Words without marks or
 * vowels may be abbreviations or foreign: nothing speaks against them.
 */
export function strangeness(word: string): number {
  const plain = stripDiacritics(word);
  if (word === plain || !/[aeiouy]/iu.test(plain) || isMetWord(word)) return 0;
  const isName = /^\p{Lu}\p{Ll}/u.test(word);
  if (!isSyllable(word)) return isName ? 3 : 5;
  // Names of hamlets and people from the mountains have syllables that no list has.
  return isName ? 1.5 : 4;
}

/** Whether a syllable, marks included, is met in print, in names of people or in names of places. */
export function isMetWord(word: string): boolean {
  return (
    SYLLABLES.has(compareKey(word)) || isListed(GIVEN_NAMES, word) || isListed(SURNAMES, word) || isNameOfPlaces(word)
  );
}
