import { stripDiacritics } from '../../common/domain/vietnamese-text.ts';

const ONSET = 'ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|g|h|k|l|m|n|p|q|r|s|t|v|x';
const VOWELS =
  'uyeu|uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oao|oeo|uay|uai|ia|ie|iu|ya|ye|yu|ua|uo|uu|ui|ue|uy|oa|oe|oi|oo|ao|au|ai|ay|eo|eu|a|e|i|o|u|y';
const CODA = 'ch|ng|nh|c|m|n|p|t';
const GLUED = new RegExp(`^(?:(?:${ONSET})?(?:${VOWELS})(?:${CODA})?){1,4}$`, 'u');

/** Whether a word can be one to four syllables that were printed close together. */
export function isGluedSyllables(word: string): boolean {
  return GLUED.test(stripDiacritics(word).toLowerCase());
}
