import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { COMMON_SURNAME_KEYS, GIVEN_NAMES, isListed, plainKey, SURNAMES } from './gazetteer.ts';

/** A person's name after repair. */
export interface NameReading {
  /** As printed, capitals kept. */
  readonly value: string;
  /** Syllables that were changed. */
  readonly changes: number;
  /** Syllables whose marks are unexpected and could stand for a common name. */
  readonly doubts: number;
  /** Other readings, most likely first. */
  readonly alternatives: readonly string[];
}

/** The reading of a syllable and how it came about. */
interface Syllable {
  readonly text: string;
  readonly changed: boolean;
  readonly doubtful: boolean;
  readonly others: readonly string[];
}

/** Gives a syllable the capitals of another one. */
function inCaseOf(model: string, syllable: string): string {
  if (model === model.toUpperCase()) return syllable.toUpperCase();
  return syllable.charAt(0).toUpperCase() + syllable.slice(1);
}

function kept(text: string): Syllable {
  return { text, changed: false, doubtful: false, others: [] };
}

/**
 * The surname right after a name label: a form that no family bears (NGUYÊN, TRÂN, PHAM, ĐĂNG) becomes the one common
 * surname with the same letters; where there are several it stays and is marked doubtful.
 */
function repairSurname(text: string): Syllable {
  if (isListed(SURNAMES, text)) return kept(text);
  const forms = SURNAMES.get(plainKey(text)) ?? [];
  const common = forms.filter((form) => COMMON_SURNAME_KEYS.has(form));
  const [only] = common.length > 0 ? common : forms;
  if (only === undefined) return { ...kept(text), doubtful: true };
  const unique = (common.length > 0 ? common : forms).length === 1;
  if (!unique) return { ...kept(text), doubtful: true, others: forms.map((form) => inCaseOf(text, form)) };
  return { text: inCaseOf(text, only), changed: true, doubtful: false, others: [text] };
}

/** Whether a surname is the only one that many families bear with its letters (Nguyễn; not Vũ nor Vu, Đăng nor Đặng). */
export function isLoneSurname(text: string): boolean {
  const common = (SURNAMES.get(plainKey(text)) ?? []).filter((form) => COMMON_SURNAME_KEYS.has(form));
  return common.length === 1 && common[0] === compareKey(text);
}

/** Middle names that have lost their mark: THI and VAN right after the surname. */
const MIDDLE: Readonly<Record<string, string>> = { thi: 'thị', van: 'văn' };

function repairMiddle(text: string): Syllable | null {
  const form = MIDDLE[compareKey(text)];
  return form === undefined ? null : { text: inCaseOf(text, form), changed: true, doubtful: false, others: [text] };
}

/** How far apart two ways to mark the same letters are: tones are mistaken for each other, hats and hooks less often. */
function markDistance(a: string, b: string): number {
  const marks = (text: string): readonly (readonly [string, string])[] =>
    [...text.normalize('NFC')].map((letter) => {
      const parts = letter.normalize('NFD');
      return [
        /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? '',
        parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/u, ''),
      ];
    });
  const [left, right] = [marks(a), marks(b)];
  let distance = 0;
  for (const [i, [tone, base]] of left.entries()) {
    const [otherTone, otherBase] = right[i] ?? ['', ''];
    if (base !== otherBase) distance += 1;
    if (tone !== otherTone) distance += toneDistance(tone, otherTone);
  }
  return distance;
}

const HOOK = '\u0309';
const TILDE = '\u0303';
const DOT = '\u0323';

/** Hook and tilde look alike; the dot below is lost rather than made up; a tone out of nothing is rare. */
function toneDistance(read: string, meant: string): number {
  if (read === '') return meant === DOT ? 0.9 : 1.3;
  if (meant === '') return 1.3;
  return (read === HOOK && meant === TILDE) || (read === TILDE && meant === HOOK) ? 0.6 : 1;
}

const NEAR = 1.5;
const CLEAR_LEAD = 0.3;
/** From this engine confidence on an unlisted syllable stands as it was read. */
const CLEAR_WORD = 0.9;
/** Below it the tone of a listed name may be another one's. */
const BLURRED_WORD = 0.9;

/** Tones above the letter that blur into each other. */
const ABOVE = /[\u0301\u0303\u0309]/u;

/** Listed names that differ from a listed one by such a tone alone (HƯỞNG, HƯỚNG). */
function confusable(text: string): readonly string[] {
  const shape = (name: string): string => compareKey(name).normalize('NFD').replace(ABOVE, '\u0301').normalize('NFC');
  if (!ABOVE.test(text.normalize('NFD'))) return [];
  return (GIVEN_NAMES.get(plainKey(text)) ?? [])
    .filter((form) => form !== compareKey(text) && shape(form) === shape(text))
    .map((form) => inCaseOf(text, form));
}

/**
 * A middle or given name that is in no list, though its letters with other marks are, was probably misread: the nearest
 * listed form is taken when no other is about as near, and marked doubtful in any case.
 */
function judgeGiven(text: string, confidence: number): Syllable {
  const unreadable = UNREADABLE.get(compareKey(text));
  if (unreadable !== undefined) return { ...kept(text), doubtful: true, others: [inCaseOf(text, unreadable)] };
  if (isListed(GIVEN_NAMES, text) || COMMON_SURNAME_KEYS.has(compareKey(text))) {
    const others = confidence < BLURRED_WORD ? confusable(text) : [];
    return { ...kept(text), doubtful: others.length > 0, others };
  }
  // A rare surname in the middle is lawful and rare: it stays, with the names that it may stand for.
  if (isListed(SURNAMES, text)) {
    const others = (GIVEN_NAMES.get(plainKey(text)) ?? []).map((form) => inCaseOf(text, form));
    return { ...kept(text), doubtful: others.length > 0, others };
  }
  const own = compareKey(text);
  const forms = GIVEN_NAMES.get(plainKey(text)) ?? [];
  const ranked = forms
    .map((form) => ({ form: inCaseOf(text, form), distance: cannotBeRead(form) ? 0.5 : markDistance(own, form) }))
    .sort((a, b) => a.distance - b.distance);
  const [best, second] = ranked;
  const others = ranked.map(({ form }) => form);
  const isClear =
    best !== undefined &&
    best.distance <= NEAR &&
    (second === undefined || second.distance - best.distance >= CLEAR_LEAD);
  if (!isClear) return { text, changed: false, doubtful: true, others };
  // What the engine read clearly is a rare name; only a letter that it doesn't have can't be read clearly.
  if (confidence >= CLEAR_WORD && !cannotBeRead(best.form)) return { text, changed: false, doubtful: true, others };
  return { text: best.form, changed: true, doubtful: true, others: [text, ...others.slice(1)] };
}

/** Names that the engine can't give because it has no y with a dot below, by the name that it gives instead. */
const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['my', 'mỵ'],
  ['mỹ', 'mỵ'],
]);

/** The engine's model has no y with a dot below, so one is always read as something else. */
function cannotBeRead(form: string): boolean {
  return form.toLowerCase().normalize('NFD').includes('y\u0323');
}

/** Two marked letters where one is printed (HƯỞỚNG): the engine saw the mark twice. */
function withoutDoubledLetter(text: string): string {
  if (isListed(GIVEN_NAMES, text) || isListed(SURNAMES, text)) return text;
  const letters = [...text];
  for (let i = 1; i < letters.length; i += 1) {
    if (plainKey(letters[i] ?? '') !== plainKey(letters[i - 1] ?? '') || !/[aeiouyd]/u.test(plainKey(letters[i] ?? '')))
      continue;
    for (const at of [i, i - 1]) {
      const tried = letters.toSpliced(at, 1).join('');
      if (isListed(GIVEN_NAMES, tried) || isListed(SURNAMES, tried)) return tried;
    }
  }
  return text;
}

/**
 * Repairs a name that was read right after its label. What stands in a list is never changed.
 *
 * @param confidences of its words as the engine gave them; without them they count as blurred
 */
export function repairName(name: string, confidences: readonly number[] = []): NameReading {
  const words = name.split(' ').map(withoutDoubledLetter);
  const syllables = words.map((word, i) => {
    if (i === 0) return repairSurname(word);
    return (i === 1 && words.length > 2 ? repairMiddle(word) : null) ?? judgeGiven(word, confidences[i] ?? 0);
  });
  // Nobody is called by a middle name alone: the last word was lost.
  const lost =
    words.length < 3 && /^(?:văn|thị)$/u.test(compareKey(words.at(-1) ?? '')) ? 2 : words.length < 3 ? 0.5 : 0;
  const value = syllables.map((syllable) => syllable.text).join(' ');
  const alternatives = syllables.flatMap((syllable, i) =>
    syllable.others
      .filter((other) => other !== syllable.text)
      .map((other) => syllables.map((one, at) => (at === i ? other : one.text)).join(' ')),
  );
  return {
    value,
    changes: syllables.filter((syllable) => syllable.changed).length,
    doubts: syllables.filter((syllable) => syllable.doubtful).length + lost,
    alternatives: alternatives.slice(0, 4),
  };
}

/** True when every word of a name, marks included, is a known surname, middle or given name. */
export function isListedName(name: string): boolean {
  return name.split(' ').every((word, i) => isListed(SURNAMES, word) || (i > 0 && isListed(GIVEN_NAMES, word)));
}

/** True when a word of the name may stand for one that the engine can't give (MY for MỴ). */
export function mayHideUnreadable(name: string): boolean {
  return name.split(' ').some((word) => UNREADABLE.has(compareKey(word)));
}
