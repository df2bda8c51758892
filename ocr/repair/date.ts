import { isRealDate } from '../../common/domain/dates.ts';
import { stripDiacritics } from '../../common/domain/vietnamese-text.ts';

/** A date read from recognised text. */
export interface DateReading {
  /** YYYY-MM-DD, or YYYY where only a year is printed. */
  readonly value: string;
  /** Letters or digits that had to be changed to get a real date. */
  readonly changes: number;
  /** The part of the text that it was read from. */
  readonly matched: string;
  /** Other dates that the same digits may stand for. */
  readonly alternatives: readonly string[];
}

const D = '[\\dOoQlI|\\]\\[iSsBZzbgq?]';
const SEP = '\\s*[/⁄∕\\-.,\\\\]\\s*';
const NUMERIC = new RegExp(`(?<![\\dA-Za-z])(${D}{1,2})${SEP}(${D}{1,2})${SEP}((?:[12Il|Zz])${D}{3})(?!\\d)`, 'u');
/** Slashes read as 1, l, I or | (15/03/1999 -> 15103/1999). */
const RUN = /(?<!\d)([0-3]\d)[/1lI|7]([01]\d)[/1lI|7]([12]\d{3})(?!\d)/u;
const COMPACT = /(?<!\d)([0-3]\d)\s?([01]\d)\s?((?:19|20)\d{2})(?!\d)/u;
const TWO = `(${D}{1,2}|${D}\\s${D})`;
const FOUR = `((?:[12Il|Zz])\\s?${D}\\s?${D}\\s?${D})(?!\\d)`;
/** `ngày 1 tháng 2 năm 2003` with letters of the three words misread, or with the first word taken by the label. */
const WORDED = new RegExp(
  `(?:n\\s?[gq][a-z]{0,2}[yvj]|^)\\W{0,8}${TWO}\\W{0,8}t[a-z]{0,2}n[gq]?[a-z]?\\W{0,8}${TWO}\\W{0,8}n[a-z]{1,3}\\W{0,8}${FOUR}`,
  'iu',
);
const YEAR = /(?<!\d)((?:18|19|20|21)\d{2})(?!\d)/u;

const DIGIT_OF: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  ']': '1',
  '[': '1',
  S: '5',
  s: '5',
  B: '8',
  Z: '2',
  z: '2',
  b: '6',
  g: '9',
  q: '9',
  '?': '7',
};

function digitsOf(text: string): { readonly digits: string; readonly changes: number } {
  let digits = '';
  let changes = 0;
  for (const letter of text.replace(/\s/gu, '')) {
    if (/\d/u.test(letter)) digits += letter;
    else {
      digits += DIGIT_OF[letter] ?? '';
      changes += 1;
    }
  }
  return { digits, changes };
}

function iso(day: string, month: string, year: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Digits that photocopies swap, by what they were read as. */
const SWAPS: Readonly<Record<string, string>> = {
  '0': '968',
  '1': '74',
  '2': '17',
  '3': '8',
  '4': '1',
  '5': '36',
  '6': '058',
  '7': '12',
  '8': '036',
  '9': '04',
};

/** Real dates that differ from an impossible one by one digit that is often misread, most likely first. */
function neighbours(day: string, month: string, year: string): readonly string[] {
  const found: string[] = [];
  const [d, m] = [day.padStart(2, '0'), month.padStart(2, '0')];
  const parts = d + m;
  for (let i = 0; i < 4; i += 1) {
    for (const digit of SWAPS[parts[i] ?? ''] ?? '') {
      const tried = parts.slice(0, i) + digit + parts.slice(i + 1);
      const date = iso(tried.slice(0, 2), tried.slice(2), year);
      if (isRealDate(date) && !found.includes(date)) found.push(date);
    }
  }
  return found;
}

function fromParts(day: string, month: string, year: string, matched: string): DateReading | null {
  const parts = [day, month, year].map(digitsOf);
  const [d, m, y] = parts.map((part) => part.digits) as [string, string, string];
  const changes = parts.reduce((sum, part) => sum + part.changes, 0);
  if (y.length !== 4 || d === '' || m === '') return null;
  const value = iso(d, m, y);
  if (isRealDate(value)) return { value, changes, matched, alternatives: [] };
  // Day and month are possible each but not together (31/02): that is what stands there, not a misread digit.
  if (Number(d) <= 31 && Number(m) <= 12 && Number(d) * Number(m) > 0) return null;
  const [best, ...others] = neighbours(d, m, y);
  return best === undefined ? null : { value: best, changes: changes + 2, matched, alternatives: others };
}

/** A day whose first digit stands apart: whoever prints a month with its nought prints the day with two digits too. */
function withTornDay(text: string, match: RegExpExecArray): DateReading | null {
  const [whole, day = '', month = '', year = ''] = match;
  const first = /(?<![\d/.-])([0-3])\s$/u.exec(text.slice(0, match.index))?.[1];
  if (first === undefined || !/^\d$/u.test(day) || !month.startsWith('0')) return null;
  const read = fromParts(first + day, month, year, `${first} ${whole}`);
  const alone = fromParts(day, month, year, whole);
  return read === null || read.changes > 1
    ? null
    : { ...read, changes: 2, alternatives: alone === null ? [] : [alone.value] };
}

/**
 * Reads the first date of a recognised text: dd/MM/yyyy in its printed variants, `ngày … tháng … năm …`, or a year
 * alone when `year` is allowed. An impossible date is taken for its only likely neighbour (91/05 -> 01/05) and counts
 * as changed; null when nothing like a date is there.
 */
export function readDate(text: string, options: { readonly year?: boolean } = {}): DateReading | null {
  const flat = stripDiacritics(text);
  for (const pattern of [WORDED, NUMERIC, RUN, COMPACT]) {
    const match = pattern.exec(pattern === WORDED ? flat : text);
    if (match === null) continue;
    const torn = pattern === NUMERIC ? withTornDay(text, match) : null;
    if (torn !== null) return torn;
    const read = fromParts(match[1] ?? '', match[2] ?? '', match[3] ?? '', match[0]);
    if (read !== null) return pattern === RUN || pattern === COMPACT ? { ...read, changes: read.changes + 1 } : read;
  }
  if (options.year !== true) return null;
  const year = YEAR.exec(text);
  // More digits around it are what is left of a full date.
  const others = text.replace(YEAR, ' ').match(/\d/gu) ?? [];
  return year === null || others.length > 1
    ? null
    : { value: year[1] ?? '', changes: 0, matched: year[0], alternatives: [] };
}

/** A text that has the shape of a date which doesn't exist (31/02/2020), read without any repair. */
export function holdsImpossibleDate(text: string): boolean {
  const match = /(?<!\d)(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})(?!\d)/u.exec(text);
  if (match === null) return false;
  const [, day = '', month = '', year = ''] = match;
  const plausible = Number(day) <= 31 && Number(month) <= 12 && Number(day) * Number(month) > 0;
  return plausible && isRealDate(year) && !isRealDate(iso(day, month, year));
}
