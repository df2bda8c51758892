import { stripDiacritics } from './vietnamese-text.ts';

/** Years outside this range are misreadings: nobody at a counter was born before, no citizen number reaches beyond. */
const FIRST_YEAR = 1850;
const LAST_YEAR = 2399;

/** Longer text is no date field; the limit keeps the patterns cheap on hostile input. */
const MAX_LENGTH = 400;

const SEPARATED = /(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)/g;
const IN_WORDS = /ngay[\s.,:_]*(\d{1,2})[\s.,:_]*thang[\s.,:_]*(\d{1,2})[\s.,:_]*nam[\s.,:_]*(\d{4})(?!\d)/g;
const BLANK_DAY_AND_MONTH = /^(?:0{0,2}|[._-]+)\s*\/\s*(?:0{0,2}|[._-]+)\s*\/\s*(\d{4})$/;
const SPACED = /^(\d{1,2})\s+(\d{1,2})\s+(\d{4})$/;

/** Labels that stand before a date on forms, diacritics stripped and lower-cased, longest first. */
const LABELS =
  /^(?:\d{1,2}\s*\.\s+)?(?:(?:ngay[\s.,_]*thang[\s.,_]*nam(?:\s+sinh|\s+cap|\s+dang ky|\s+het han)?|nam sinh|sinh ngay|sinh nam|ngay sinh|ngay cap|nam)(?:\s*\/\s*[a-z, ]+)?)[\s:.]*/;

/** True for a day that the calendar has, written YYYY-MM-DD, or a year written YYYY, between 1850 and 2399. */
export function isRealDate(iso: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(iso);
  if (match === null) return false;
  const year = Number(match[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  if (match[2] === undefined) return true;
  const month = Number(match[2]);
  const day = Number(match[3]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** YYYY-MM-DD of a day that exists, else null. */
export function isoDate(year: number, month: number, day: number): string | null {
  const iso = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isRealDate(iso) ? iso : null;
}

/**
 * Reads a date as Vietnamese papers print it: dd/MM/yyyy, d-M-yyyy, dd.MM.yyyy, with stray spaces; `ngày … tháng … năm
 * …` anywhere in the text; a year alone, after a label or in a form whose day and month are blank (legal for births on
 * old papers). Labels before the date are skipped.
 *
 * @returns YYYY-MM-DD, or YYYY where only a year is printed; null for a day that does not exist, for a month without a
 *   day, and for text with no date or with two different ones, since nothing may be guessed
 */
export function parseVietnameseDate(text: string): string | null {
  if (text.length > MAX_LENGTH) return null;
  const plain = stripDiacritics(text).toLowerCase().replaceAll('…', '.').replace(/\s+/g, ' ').trim();
  const value = plain.replace(LABELS, '').replace(/[.\s]+$/, '');
  const blank = BLANK_DAY_AND_MONTH.exec(value)?.[1];
  if (blank !== undefined) return isRealDate(blank) ? blank : null;
  const full = [...plain.matchAll(IN_WORDS)]
    .map((match) => [match[1], match[2], match[3]] as const)
    .concat([...plain.matchAll(SEPARATED)].map((match) => [match[1], match[3], match[4]] as const));
  if (full.length > 0) {
    const days = new Set(full.map(([day, month, year]) => isoDate(Number(year), Number(month), Number(day))));
    return days.size === 1 ? ([...days][0] ?? null) : null;
  }
  return parseBare(value);
}

/** What is left when neither separators nor words were found: digits in boxes, or a year. */
function parseBare(value: string): string | null {
  if (/^\d{4}$/.test(value)) return isRealDate(value) ? value : null;
  const spaced = SPACED.exec(value);
  if (spaced !== null) return isoDate(Number(spaced[3]), Number(spaced[2]), Number(spaced[1]));
  // Digits written one to a box come with a space after each.
  const boxed = value.replaceAll(' ', '');
  if (boxed === value || !/^\d[\d./-]*$/.test(boxed)) return null;
  return /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$/.test(boxed) || /^\d{4}$/.test(boxed) ? parseVietnameseDate(boxed) : null;
}

/** dd/MM/yyyy of a day, yyyy of a year; text in any other form comes back as it is. */
export function formatVietnameseDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match === null ? iso : `${match[3]}/${match[2]}/${match[1]}`;
}

/** The year of a date in either form; null when it is neither. */
export function yearOf(iso: string): number | null {
  return isRealDate(iso) ? Number(iso.slice(0, 4)) : null;
}

/** The same day some months later, or the last day of that month where it is shorter; null unless iso is a full day. */
export function addMonths(iso: string, months: number): string | null {
  if (iso.length !== 10 || !isRealDate(iso)) return null;
  const count = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = (count % 12) + 1;
  return isoDate(year, month, Math.min(Number(iso.slice(8, 10)), daysInMonth(year, month)));
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
