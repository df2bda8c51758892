import type { EngineLine, EngineSymbol, EngineWord } from '../engines/engine.ts';
import { unionBox } from '../image/boxes.ts';
import { standTogether, wholeWord } from '../repair/common-phrases.ts';
import { GIVEN_NAMES, isListed, plainKey } from '../repair/gazetteer.ts';
import { isMetWord, strangeness } from '../repair/known-words.ts';
import { isMiddleName, surnameAt } from '../repair/name-runs.ts';

/** A less likely letter isn't tried. */
const LEAST = 0.004;
/** Log-odds of a letter that the engine doesn't name but often takes for another one. */
const UNNAMED = -5;
/** What a neighbour is worth with which the word makes a common phrase: the first and the second one. */
const TOGETHER = [0, 4, 6] as const;
/** Two words with capitals are a name sooner than a phrase. */
const NAMED_TOGETHER = 1.5;
/**
 * The network takes the hook over a hat, a breve or a horn (Ẩ, Ẳ, Ể, Ổ, Ở) for an acute wherever print is small or worn:
 * of 36 such letters in which it saw a hook by a twentieth or more, 32 had one.
 */
const HOOK_TAKEN_FOR_ACUTE = 2.6;
/** By how much another word must be likelier, in log-odds. */
const LEAD = 0.2;
/** Confidence of a word of which a part was read. */
const GUESSED = 0.6;
/** Letters of a word that may change at once. */
const CHANGES = 2;

/**
 * Takes for each word what its letters may be as well where spelling and the words beside it speak for that: "thóng" is
 * no word and "tháng" is one, "thay đối" nobody writes and "thay đổi" everybody. The engine's own doubts decide what may
 * change at all; a clear word that is possible stays.
 */
export function settleWords(lines: readonly EngineLine[]): readonly EngineLine[] {
  return lines.map((line) => {
    const words = withSquares(withoutTickBoxes(line.words)).map(withoutSlips);
    const settled: EngineWord[] = [...words];
    for (let at = 0; at < settled.length; at += 1) settled[at] = settleWord(settled, at);
    for (let at = 0; at < settled.length; at += 1) settled[at] = completed(settled, at);
    for (let at = 0; at < settled.length; at += 1) settled[at] = settleSurname(settled, at);
    return settled.length === line.words.length && settled.every((word, i) => word === line.words[i])
      ? line
      : { ...line, words: settled };
  });
}

interface Candidate {
  readonly letters: readonly string[];
  /** Log-odds against what was read. */
  readonly odds: number;
}

const EDGE = /^[^\p{L}]+|[^\p{L}]+$/gu;

function bare(word: EngineWord | undefined): string {
  return (word?.text ?? '').replace(EDGE, '');
}

function settleWord(words: readonly EngineWord[], at: number): EngineWord {
  const word = words[at]!;
  const letters = [...word.text];
  if (!/^\p{L}{2,}$/u.test(bare(word)) || word.symbols?.length !== letters.length) return word;
  const merit = (own: string): number => togetherness(words, at, own) - strangeness(own);
  const read = merit(bare(word));
  let best: Candidate = { letters, odds: 0 };
  let most = read + LEAD;
  for (const tried of candidatesOf(word.symbols, letters, strangeness(bare(word)) > 0)) {
    const other = tried.letters.join('').replace(EDGE, '');
    const score = tried.odds + merit(other) - unnaming(bare(word), other);
    if (score > most) [best, most] = [tried, score];
  }
  if (best.letters === letters) return word;
  return withLetters(word, best.letters, merit(best.letters.join('').replace(EDGE, '')) <= read);
}

/** A name that many are called by becomes a rarer one, or none, only where more than the network's bias speaks for it. */
function unnaming(read: string, other: string): number {
  if (!/^\p{Lu}/u.test(read) || !isListed(GIVEN_NAMES, read)) return 0;
  return isMiddleName(read) || !isListed(GIVEN_NAMES, other) ? HOOK_TAKEN_FOR_ACUTE : 0;
}

/** How far the words on both sides bear a word out. */
function togetherness(words: readonly EngineWord[], at: number, own: string): number {
  const before = words[at - 1];
  const after = words[at + 1];
  const isParted = (text: string): boolean => /[.:;!?)]$/u.test(text);
  const first = before !== undefined && !isParted(before.text) && standTogether(bare(before), own);
  const second = after !== undefined && !isParted(words[at]!.text) && standTogether(own, bare(after));
  const isTitle = (text: string): boolean => /^\p{Lu}\p{Ll}+$/u.test(text);
  const named =
    isTitle(own) && ((first && isTitle(bare(before))) || (second && isTitle(bare(after)) && !/^\p{Ll}/u.test(own)));
  const worth = TOGETHER[first && second ? 2 : first || second ? 1 : 0];
  return named ? Math.min(worth, NAMED_TOGETHER) : worth;
}

const VOWEL = /^[aeiouy]$/u;
/** Vowels that fonts make look alike. */
const ALIKE = ['ao', 'uv', 'ec'] as const;

/** Whether one letter may be taken for another: both are vowels, or both are forms of d. */
function mayBe(read: string, other: string): boolean {
  const [a, b] = [plainKey(read), plainKey(other)];
  return (VOWEL.test(a) && VOWEL.test(b)) || (a === 'd' && b === 'd');
}

/** What else the letters may be, one or two of them at a time. */
function candidatesOf(
  symbols: readonly EngineSymbol[],
  letters: readonly string[],
  isStrange: boolean,
): readonly Candidate[] {
  const places = symbols
    .map((symbol, at) => ({ at, others: othersOf(symbol, letters[at]!, isStrange) }))
    .filter(({ others }) => others.length > 0)
    .sort((a, b) => b.others[0]!.odds - a.others[0]!.odds)
    .slice(0, CHANGES);
  let tried: readonly Candidate[] = [{ letters, odds: 0 }];
  for (const { at, others } of places) {
    tried = tried.flatMap((one) => [
      one,
      ...others.map(({ text, odds }) => ({ letters: one.letters.with(at, text), odds: one.odds + odds })),
    ]);
  }
  return tried.slice(1);
}

interface OtherLetter {
  readonly text: string;
  readonly odds: number;
}

/** Most likely first, in the case of the letter. */
function othersOf(symbol: EngineSymbol, letter: string, isStrange: boolean): readonly OtherLetter[] {
  const isCapital = letter !== letter.toLowerCase();
  const cased = (text: string): string => (isCapital ? text.toUpperCase() : text.toLowerCase());
  const found = new Map<string, number>();
  for (const { text, confidence } of symbol.others ?? []) {
    if ([...text].length !== 1 || confidence < LEAST || !mayBe(letter, text)) continue;
    const bias = isHooked(letter, text) ? HOOK_TAKEN_FOR_ACUTE : 0;
    const odds = Math.log(confidence / Math.max(0.01, symbol.confidence)) + bias;
    found.set(cased(text), Math.max(odds, found.get(cased(text)) ?? Number.NEGATIVE_INFINITY));
  }
  if (isStrange) {
    for (const text of lookalikes(letter)) if (!found.has(cased(text))) found.set(cased(text), UNNAMED);
  }
  found.delete(letter);
  return [...found].map(([text, odds]) => ({ text, odds })).sort((a, b) => b.odds - a.odds);
}

/** Whether two letters have the same body and mark, the first with an acute over it and the second with a hook. */
function isHooked(read: string, other: string): boolean {
  const [own, instead] = [read, other].map((letter) => letter.toLowerCase().normalize('NFD'));
  return /^[aeou][\u0302\u0306\u031b]\u0301$/u.test(own ?? '') && instead === own?.replace('\u0301', '\u0309');
}

/** The same tone on a vowel that looks alike. */
function lookalikes(letter: string): readonly string[] {
  const [base = '', ...marks] = [...letter.toLowerCase().normalize('NFD')];
  return ALIKE.flatMap((pair) => (pair.includes(base) ? [...pair].filter((one) => one !== base) : [])).map((one) =>
    `${one}${marks.join('')}`.normalize('NFC'),
  );
}

/** The word with other letters; what was read stays a candidate where it is a word too. */
function withLetters(word: EngineWord, letters: readonly string[], mayBeAsRead = false): EngineWord {
  const symbols = (word.symbols ?? []).map((symbol, i): EngineSymbol => {
    const text = letters[i]!;
    if (text.toLowerCase() === symbol.text.toLowerCase()) return symbol;
    const others = (symbol.others ?? []).filter((other) => other.text.toLowerCase() !== text.toLowerCase());
    const asRead = { text: symbol.text, confidence: symbol.confidence };
    if (mayBeAsRead) return { ...symbol, text, others: [asRead, ...others] };
    return { ...symbol, text, others: others.filter((other) => other.confidence < symbol.confidence / 2) };
  });
  return { ...word, text: letters.join(''), symbols };
}

/** What is left of a word that a seal, a fold or a signature has cut, made whole where its neighbours tell which it is. */
function completed(words: readonly EngineWord[], at: number): EngineWord {
  const word = words[at]!;
  const own = bare(word);
  if (!/^\p{L}+$/u.test(own)) return word;
  const [before, after] = [words[at - 1], words[at + 1]].map((other) =>
    other === undefined ? undefined : bare(other),
  );
  // A single letter is the end of a title only where it makes no sense as a word: "Ủ TỊCH", but "Ý KIẾN".
  const isLetter =
    own.length === 1 &&
    own === own.toUpperCase() &&
    own !== own.normalize('NFD') &&
    after !== undefined &&
    !standTogether(own, after);
  if (!isLetter && (own.length < 2 || isMetWord(own))) return word;
  const whole = wholeWord(own, before, after);
  if (whole === null) return word;
  const isShouted = own === own.toUpperCase();
  const isFirst = at === 0 || /^\p{Lu}/u.test(own);
  const text = isShouted ? whole.toUpperCase() : isFirst ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole;
  const { symbols: _, ...rest } = word;
  return { ...rest, text: word.text.replace(own, text), confidence: Math.min(word.confidence, GUESSED) };
}

/** A word in the place of a surname with marks that no family bears. */
function settleSurname(words: readonly EngineWord[], at: number): EngineWord {
  const word = words[at]!;
  const own = bare(word);
  const texts = words.map(({ text }) => text);
  const right = surnameAt(texts, at, (form) => mayRead(word, form));
  if (right === null) return word;
  const letters = [...word.text.replace(own, right)];
  const symbols = word.symbols ?? [];
  if (letters.length !== symbols.length) return { ...word, text: letters.join('') };
  return withLetters(word, letters);
}

/** Whether each letter of a form is the one that was read or one that the engine held for possible there. */
function mayRead(word: EngineWord, form: string): boolean {
  const letters = [...form];
  const symbols = (word.symbols ?? []).filter(({ text }) => /\p{L}/u.test(text));
  return (
    symbols.length === letters.length &&
    symbols.every(({ text, others = [] }, i) =>
      [text, ...others.filter(({ confidence }) => confidence >= LEAST).map((other) => other.text)].some(
        (one) => one.toLowerCase() === letters[i],
      ),
    )
  );
}

/** Squares to tick are read as letters: "L1", "[1". */
const TICK_BOX = /^[[L|U][\]1Il|]$/u;

function withoutTickBoxes(words: readonly EngineWord[]): readonly EngineWord[] {
  const kept = words.filter(({ text, box }) => !TICK_BOX.test(text) || box[2] < 0.85 * box[3] || box[2] > 1.2 * box[3]);
  return kept.length === words.length || kept.length === 0 ? words : kept;
}

/** Numbers of sections with a small letter that looks like a capital ("Iv."), and names with a raised comma ("M9gar"). */
function withoutSlips(word: EngineWord): EngineWord {
  const text = word.text
    .replace(/^I[IVXvx]+(?=[.):]?$)/u, (number) => number.toUpperCase())
    .replace(/(?<=^\p{Lu})9(?=\p{Ll}{2})/u, "'");
  return text === word.text ? word : { ...word, text };
}

/** Square metres have their 2 beside them, small and raised: "411 m 2" is "411 m2". */
function withSquares(words: readonly EngineWord[]): readonly EngineWord[] {
  const isSquare = (at: number): boolean => {
    const [number, metre, two] = [words[at - 2], words[at - 1], words[at]];
    if (number === undefined || metre?.text !== 'm' || two?.text !== '2' || !/\d[.,]?$/u.test(number.text))
      return false;
    const gap = two.box[0] - metre.box[0] - metre.box[2];
    return gap < 0.4 * metre.box[2] && two.box[2] < 0.8 * metre.box[2];
  };
  if (!words.some((_, at) => isSquare(at))) return words;
  return words.flatMap((word, at) => {
    if (isSquare(at)) return [];
    const two = words[at + 1];
    if (two === undefined || !isSquare(at + 1)) return [word];
    return [
      {
        text: `${word.text}${two.text}`,
        box: unionBox([word.box, two.box]),
        confidence: Math.min(word.confidence, two.confidence),
        ...(word.symbols && two.symbols ? { symbols: [...word.symbols, ...two.symbols] } : {}),
      },
    ];
  });
}
