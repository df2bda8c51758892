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

/** Middle names that have lost their mark: THI and VAN right after the surname. */
const MIDDLE: Readonly<Record<string, string>> = { thi: 'thị', van: 'văn' };

function repairMiddle(text: string): Syllable | null {
  const form = MIDDLE[compareKey(text)];
  return form === undefined ? null : { text: inCaseOf(text, form), changed: true, doubtful: false, others: [text] };
}

function judgeGiven(text: string): Syllable {
  if (isListed(GIVEN_NAMES, text) || isListed(SURNAMES, text)) return kept(text);
  const forms = GIVEN_NAMES.get(plainKey(text)) ?? [];
  const others = forms.map((form) => inCaseOf(text, form));
  return { text, changed: false, doubtful: true, others };
}

/** Repairs a name that was read right after its label. The surname alone is ever replaced by a list's form. */
export function repairName(name: string): NameReading {
  const words = name.split(' ');
  const syllables = words.map((word, i) => {
    if (i === 0) return repairSurname(word);
    return (i === 1 && words.length > 2 ? repairMiddle(word) : null) ?? judgeGiven(word);
  });
  const value = syllables.map((syllable) => syllable.text).join(' ');
  const alternatives = syllables.flatMap((syllable, i) =>
    syllable.others
      .filter((other) => other !== syllable.text)
      .map((other) => syllables.map((one, at) => (at === i ? other : one.text)).join(' ')),
  );
  return {
    value,
    changes: syllables.filter((syllable) => syllable.changed).length,
    doubts: syllables.filter((syllable) => syllable.doubtful).length,
    alternatives: alternatives.slice(0, 4),
  };
}
