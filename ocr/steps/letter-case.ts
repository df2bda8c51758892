import type { EngineLine, EngineWord } from '../engines/engine.ts';

/** Base letters whose small and capital forms have one shape, so that only their height tells them apart. */
const SAME_SHAPE = /^[cosuvwxz]$/u;
const VOWEL = /[aeiouy]/iu;

type Case = 'small' | 'capital' | 'either';

/**
 * Gives letters whose small and capital forms look alike the case of the letters around them: where fonts are mixed or
 * a line is crooked, engines read "tờ" as "tỜ" and "Tự do" as "TỰ do". Words of such letters alone follow their
 * neighbours. The first letter of a word stays as it was read, since names and sentences start with capitals.
 */
export function settleCase(lines: readonly EngineLine[]): readonly EngineLine[] {
  return lines.map((line) => {
    const cases = line.words.map((word) => caseOf(word.text));
    const words = line.words.map((word, i) =>
      settleWord(word, cases[i]!, isBeforeNumber(line.words, i) ? 'either' : neighbourCase(cases, i)),
    );
    return words.every((word, i) => word === line.words[i]) ? line : { ...line, words };
  });
}

/** Case of the letters after the first that can't be mistaken; `either` when there are none. */
function caseOf(word: string): Case {
  if (!/^[\p{L}\p{P}]+$/u.test(word)) return 'either';
  const letters = [...word].filter((letter) => /\p{L}/u.test(letter)).slice(1);
  // Abbreviations (CCCD) stand in capitals wherever they are.
  if (!VOWEL.test(word.normalize('NFD'))) return 'either';
  let small = 0;
  let capital = 0;
  for (const letter of letters) {
    if (isSameShape(letter)) continue;
    if (letter === letter.toLowerCase()) small += 1;
    else capital += 1;
  }
  if (small === 0 && capital === 0) return 'either';
  return small >= capital ? 'small' : 'capital';
}

function isSameShape(letter: string): boolean {
  return SAME_SHAPE.test(letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
}

/** "Số: 73/2024": what follows the number is something else. */
function isBeforeNumber(words: readonly EngineWord[], index: number): boolean {
  return words[index]!.text.endsWith(':') || /^\d/u.test(words[index + 1]?.text ?? '');
}

/** What the nearest words on both sides that have a case agree on. */
function neighbourCase(cases: readonly Case[], index: number): Case {
  const before = cases.slice(Math.max(0, index - 2), index).findLast((found) => found !== 'either');
  const after = cases.slice(index + 1, index + 3).find((found) => found !== 'either');
  if (before !== undefined && after !== undefined && before !== after) return 'either';
  return before ?? after ?? 'either';
}

function settleWord(word: EngineWord, own: Case, around: Case): EngineWord {
  if (!/^[\p{L}\p{P}]+$/u.test(word.text)) return word;
  // Words joined by a stroke or a hyphen have each their own case.
  const parts = word.text.split(/(?<=[/–-])/u);
  const text = parts.map((part) => settlePart(part, parts.length > 1 ? caseOf(part) : own, around)).join('');
  return text === word.text ? word : { ...word, text };
}

function settlePart(text: string, own: Case, around: Case): string {
  const letters = [...text];
  const first = letters.findIndex((letter) => /\p{L}/u.test(letter));
  const wanted = own === 'either' ? caseOfAlikeLetters(letters, first, around) : own;
  if (wanted === 'either') return text;
  return letters
    .map((letter, i) => {
      if (i === first || !isSameShape(letter)) return letter;
      return wanted === 'small' ? letter.toLowerCase() : letter.toUpperCase();
    })
    .join('');
}

/** A word of letters that look alike: small when it starts small, else as its neighbours; abbreviations stay. */
function caseOfAlikeLetters(letters: readonly string[], first: number, around: Case): Case {
  const start = letters[first];
  if (start === undefined || !letters.some((letter) => VOWEL.test(letter.normalize('NFD')))) return 'either';
  return start === start.toLowerCase() ? 'small' : around;
}
