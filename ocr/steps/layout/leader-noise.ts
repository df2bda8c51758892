import { isGluedSyllables } from '../../repair/syllable.ts';

/** What a word must tell for the judgement. */
interface NoiseWord {
  readonly text: string;
  readonly confidence: number;
}

/** Below this the engine itself doesn't believe the word. */
const DOUBTED = 0.3;
const DISTRUSTED = 0.6;

/** Dotted leaders are read as runs of few round letters ("eeeenneene", "nnnn", "0011000"). */
function looksLikeLeader(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  if (letters.length === 0) return true;
  if (/(.)\1{3,}/u.test(letters)) return true;
  if (letters.length >= 6 && /^[\d]+$/u.test(letters) && new Set(letters).size <= 3) return true;
  return letters.length >= 5 && new Set(letters).size <= 4 && /^[enuirsocltmhag01]+$/u.test(letters);
}

function isReadable(text: string): boolean {
  const bare = text.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
  return isGluedSyllables(bare) || /^[\d/.,:-]*\d[\d/.,:-]*$/u.test(bare);
}

/**
 * Positions of words in a row that are a dotted leader read as letters: from the first such word on, everything that
 * the engine distrusts, up to the next word it is sure of.
 */
export function leaderNoise(words: readonly NoiseWord[]): ReadonlySet<number> {
  const noise = new Set<number>();
  let inside = false;
  for (const [i, { text, confidence }] of words.entries()) {
    const starts =
      confidence < DOUBTED &&
      (looksLikeLeader(text) || (confidence < 0.1 && !isReadable(text) && !/\d{4}/u.test(text)));
    const carriesOn: boolean = inside && confidence < DISTRUSTED && text.length <= 6 && !/:$/u.test(text);
    inside = starts || carriesOn;
    if (starts && !noise.has(i - 1)) addBefore(words, i, noise);
    if (inside) noise.add(i);
  }
  return noise;
}

/** Scraps of the same leader just before the first clear piece of it ("nen 2e eeneen"). */
function addBefore(words: readonly NoiseWord[], start: number, noise: Set<number>): void {
  for (let i = start - 1; i > 0; i -= 1) {
    const { text, confidence } = words[i] as NoiseWord;
    if (confidence >= DOUBTED || text.length > 5 || !/^[([.,]?[enurocs2.,(]+$/u.test(text)) return;
    noise.add(i);
  }
}
