import { isCitizenId, readCitizenId } from '../../common/domain/citizen-id.ts';

/** Letters and marks that the engine gives for digits, most likely digit first. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  D: '0',
  Q: '0',
  U: '0',
  ö: '0',
  ó: '0',
  ô: '0',
  ơ: '0',
  C: '0',
  c: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  ']': '1',
  '[': '1',
  '!': '1',
  '/': '1',
  í: '1',
  ì: '1',
  ĩ: '1',
  ỉ: '1',
  ị: '1',
  J: '1',
  Z: '2',
  z: '2',
  E: '3',
  A: '4',
  S: '5',
  s: '5',
  b: '6',
  G: '6',
  T: '7',
  '?': '7',
  B: '8',
  g: '9',
  q: '9',
};

/** What the number is known to agree with. */
export interface NumberHints {
  /** YYYY-MM-DD or YYYY. */
  readonly dateOfBirth?: string | undefined;
  readonly gender?: string | undefined;
}

/** A number read as digits. */
export interface DigitReading {
  readonly value: string;
  /** Letters that had to be taken as digits, plus marks dropped. */
  readonly changes: number;
  /** How the number's structure fits the hints: -1 contradicts, 0 nothing to compare, 1 agrees. */
  readonly agreement: -1 | 0 | 1;
}

/** Digits of a text with look-alikes read as digits; null when more than half of it is no digit. */
export function asDigits(text: string): { readonly digits: string; readonly changes: number } | null {
  let digits = '';
  let changes = 0;
  let strange = 0;
  for (const letter of text.replace(/[\s.,\-–_:;'"’]/gu, '')) {
    if (/\d/u.test(letter)) {
      digits += letter;
    } else {
      const digit = LOOKALIKES[letter];
      if (digit === undefined) strange += 1;
      else {
        digits += digit;
        // A bare stroke is as easily a 7 as a 1.
        changes += letter === '/' ? 2 : 1;
      }
    }
  }
  if (digits.length === 0 || strange > 0 || changes * 2 > digits.length) return null;
  return { digits, changes };
}

/** Agreement of a 12-digit number with birth year and sex (Law on Identification: digits 4 to 6). */
export function agreementOf(value: string, hints: NumberHints): -1 | 0 | 1 {
  if (!isCitizenId(value)) return 0;
  const { province, gender, birthYear } = readCitizenId(value);
  const year = hints.dateOfBirth?.slice(0, 4);
  const checks = [
    year === undefined ? null : Number(year) === birthYear,
    hints.gender === undefined ? null : hints.gender === gender,
  ].filter((check) => check !== null);
  if (checks.some((check) => !check)) return -1;
  return checks.length > 0 && province !== null ? 1 : 0;
}

/** Twelve digits that begin as citizens' numbers do. */
function isLikely(digits: string): boolean {
  return isCitizenId(digits) && readCitizenId(digits).province !== null && Number(digits[3]) <= 3;
}

/** Sides of boxes, and what they are read as. */
const SIDES = /[|[\]JjIl!()/]/gu;

/**
 * Finds the citizen number (12 digits) or old CMND number (9 digits) in a recognised text: digits may be spaced, boxed
 * one by one, or read as letters. Null when no run of the right length is there: a number is never completed.
 */
export function readNumber(text: string, hints: NumberHints = {}): DigitReading | null {
  // Glued to the next word: "075192932441do".
  const apart = text.replace(/(\d{9,12})(?=\p{L})/gu, '$1 ');
  // With most box lines there, everything that looks like one is one.
  const inBoxes = (text.match(/\|/gu) ?? []).length >= 3 && (text.match(SIDES) ?? []).length >= 5;
  const boxed = apart.replace(inBoxes ? SIDES : /[|[\]]/gu, ' ');
  // A side that was read as a letter or a stroke may have been a digit, however sure the words are.
  const lost = inBoxes && /[JjIl!()/]/u.test(text) ? 2 : 0;
  const candidates: DigitReading[] = [];
  for (const source of inBoxes ? [boxed] : [apart, boxed]) {
    for (const run of runsOf(source)) {
      const read = asDigits(run);
      if (read === null || (read.digits.length !== 12 && read.digits.length !== 9)) continue;
      const changes = read.changes + lost;
      if (lost > 0 && !isLikely(read.digits)) continue;
      candidates.push({ value: read.digits, changes, agreement: agreementOf(read.digits, hints) });
    }
  }
  const rank = (reading: DigitReading): number =>
    reading.agreement * 10 - reading.changes + (reading.value.length === 12 ? 100 : 0);
  return candidates.reduce<DigitReading | null>(
    (best, reading) => (best === null || rank(reading) > rank(best) ? reading : best),
    null,
  );
}

/** Joins neighbouring words that look like parts of one number; digits one to a box are taken all or not at all. */
function runsOf(text: string): readonly string[] {
  const runs: string[] = [];
  const words = text
    .split(/\s+/u)
    .map((word) => word.replace(/^[.,;:'"“”(]+|[.,;:'"“”)]+$/gu, ''))
    .filter((word) => word !== '');
  const isBox = (word: string | undefined): boolean =>
    word !== undefined && word.length === 1 && asDigits(word) !== null;
  for (let from = 0; from < words.length; from += 1) {
    let joined = '';
    for (let to = from; to < words.length && joined.length < 16; to += 1) {
      joined += words[to] as string;
      const cutsBoxes = (isBox(words[from]) && isBox(words[from - 1])) || (isBox(words[to]) && isBox(words[to + 1]));
      if (!cutsBoxes) runs.push(joined);
    }
  }
  return runs;
}
