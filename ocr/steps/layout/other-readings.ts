import { compareKey } from '../../../common/domain/vietnamese-text.ts';
import { isGluedSyllables, isSyllable } from '../../repair/syllable.ts';
import type { Token } from './page-view.ts';

/** A value that the words may stand for as well. */
interface OtherValue {
  readonly value: string;
  /** 0..1, of the words as the engine gives it. */
  readonly confidence: number;
}

const MOST = 3;
/** An other reading as likely as this against the one that was taken is close to it. */
const CLOSE = 0.3;
/** Where the one that was taken can't be a syllable (QUANC), less is enough. */
const CLOSE_TO_NOTHING = 0.05;

function bare(text: string): string {
  return text.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
}

/** What a value would be if one of its words were what else it may be; most likely first, three at most. */
export function otherValues(value: string, tokens: readonly Token[]): readonly OtherValue[] {
  const found = tokens.flatMap(({ text, others = [] }) =>
    others.flatMap((other) => {
      const [own, instead] = [bare(text), bare(other.text)];
      if (own === '' || instead === '' || !value.includes(own)) return [];
      return [{ value: value.replace(own, () => instead), confidence: other.confidence }];
    }),
  );
  const unlike = found.filter((other) => compareKey(other.value) !== compareKey(value));
  const sorted = unlike.toSorted((a, b) => b.confidence - a.confidence);
  return [...new Map(sorted.toReversed().map((other) => [other.value, other])).values()].toReversed().slice(0, MOST);
}

/**
 * The word itself, or what else it may be where that one is possible, the word isn't, and the engine held them for about
 * as likely.
 *
 * @param isPossible for a word without the marks around it
 */
export function possibleWord(token: Token, isPossible: (word: string) => boolean): Token {
  const own = bare(token.text);
  if (token.others === undefined || !/^\p{L}+$/u.test(own) || isPossible(own)) return token;
  const least = isGluedSyllables(own) ? CLOSE : CLOSE_TO_NOTHING;
  const better = token.others.find(
    ({ text, confidence }) =>
      confidence >= least * (1 - confidence) && /^\p{L}+$/u.test(bare(text)) && isPossible(bare(text)),
  );
  return better === undefined ? token : { ...token, text: better.text };
}

/** Words with marks that Vietnamese spelling doesn't have: they were misread. Abbreviations and foreign words have none. */
export function impossibleSyllables(text: string): number {
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.filter((word) => /[^a-z]/iu.test(word) && !isSyllable(word)).length;
}
