import { type Gender, isCitizenId, readCitizenId } from './citizen-id.ts';
import { isoDate, isRealDate } from './dates.ts';
import { stripDiacritics } from './vietnamese-text.ts';

/** Which check digits of a TD1 zone hold. */
export interface Td1Checks {
  readonly documentNumber: boolean;
  readonly citizenId: boolean;
  readonly dateOfBirth: boolean;
  readonly expiry: boolean;
  readonly composite: boolean;
}

/** The machine-readable zone on the back of a citizen card. Values are as read; the checks say which to trust. */
export interface Td1 {
  /** Nine characters: the last nine digits of the citizen number. */
  readonly documentNumber: string;
  /** 12 digits when read well. */
  readonly citizenId: string;
  /** YYYY-MM-DD, or YYYY where day and month are fillers; null when no such day exists or the century is unknown. */
  readonly dateOfBirth: string | null;
  readonly gender: Gender | null;
  /** YYYY-MM-DD; null for a card without expiry or an impossible day. */
  readonly expiresOn: string | null;
  /** Capitals without diacritics. */
  readonly surname: string;
  readonly givenNames: string;
  readonly checks: Td1Checks;
}

/** What a card's zone is made from. */
export interface Td1Holder {
  /** 12 digits. */
  readonly citizenId: string;
  /** With diacritics, family name first. */
  readonly fullName: string;
  /** YYYY-MM-DD or YYYY. */
  readonly dateOfBirth: string;
  readonly gender: Gender | null;
  /** YYYY-MM-DD; null for a card without expiry. */
  readonly expiresOn: string | null;
}

const WIDTH = 30;
const WEIGHTS = [7, 3, 1] as const;
const LINE = /^[A-Z0-9<]{30}$/;
/** Cards with a zone exist since 2021, so no expiry lies before. */
const FIRST_EXPIRY_YEAR = 2021;

/**
 * Check digit of ICAO Doc 9303 part 3: weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, fillers as 0;
 * sum modulo 10. Characters outside the alphabet of the zone count as 0.
 */
export function mrzCheckDigit(text: string): string {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1)
    sum += characterValue(text.charCodeAt(index)) * (WEIGHTS[index % 3] ?? 0);
  return String(sum % 10);
}

/**
 * Reads the three lines of a Vietnamese TD1 zone. Spaces are dropped and letters raised first. The century of birth
 * comes from the fourth digit of the citizen number, since the zone has two digits of the year only.
 *
 * @returns null when there are not three lines of 30 characters of the zone's alphabet, issued by VNM; never throws
 */
export function parseTd1(lines: readonly string[]): Td1 | null {
  if (lines.length !== 3) return null;
  const [first = '', second = '', third = ''] = lines.map(cleanLine);
  if (![first, second, third].every((line) => LINE.test(line))) return null;
  if (!/^I.VNM/.test(first)) return null;
  const documentNumber = first.slice(5, 14);
  const optional = first.slice(15, 29);
  const citizenId = stripFillers(optional);
  const birth = second.slice(0, 6);
  const expiry = second.slice(8, 14);
  const birthYear = isCitizenId(citizenId) ? birthYearOf(readCitizenId(citizenId).birthYear, birth) : null;
  const [surname = '', ...given] = third.replace(/<+$/, '').split('<<');
  return {
    documentNumber: stripFillers(documentNumber),
    citizenId,
    dateOfBirth: birthYear === null ? null : dateOf(birthYear, birth),
    gender: genderOf(second.charAt(7)),
    expiresOn: expiryOf(expiry, birthYear),
    surname: words(surname),
    givenNames: words(given.join('<')),
    checks: {
      documentNumber: first.charAt(14) === mrzCheckDigit(documentNumber),
      // The digit after the number covers the number alone; fillers add nothing, so both readings of the rule agree.
      citizenId: isCitizenId(citizenId) && first.charAt(29) === mrzCheckDigit(citizenId),
      dateOfBirth: second.charAt(6) === mrzCheckDigit(birth),
      expiry: digitHolds(second.charAt(14), expiry),
      composite: second.charAt(29) === mrzCheckDigit(compositeOf(first, second)),
    },
  };
}

/**
 * Writes the zone of a card. Diacritics are dropped, Đ becomes D, apostrophes vanish, hyphens become fillers; a name
 * that is too long is cut at 30 characters.
 *
 * @throws RangeError when the citizen number is not 12 digits or a date does not exist
 */
export function composeTd1(holder: Td1Holder): [string, string, string] {
  const { citizenId, dateOfBirth, expiresOn } = holder;
  if (!isCitizenId(citizenId)) throw new RangeError('The citizen number of a zone must have 12 digits.');
  if (!isRealDate(dateOfBirth) || (expiresOn !== null && !isRealDate(expiresOn))) {
    throw new RangeError('A date of the zone does not exist.');
  }
  const documentNumber = citizenId.slice(3);
  const first = `IDVNM${documentNumber}${mrzCheckDigit(documentNumber)}${citizenId}<<${mrzCheckDigit(citizenId)}`;
  const birth = compact(dateOfBirth);
  const expiry = expiresOn === null ? '<<<<<<' : compact(expiresOn);
  const sex = holder.gender === null ? '<' : holder.gender === 'Nam' ? 'M' : 'F';
  const open = `${birth}${mrzCheckDigit(birth)}${sex}${expiry}${mrzCheckDigit(expiry)}VNM${'<'.repeat(11)}`;
  const second = `${open}${mrzCheckDigit(compositeOf(first, open))}`;
  return [first, second, nameLine(holder.fullName)];
}

function nameLine(fullName: string): string {
  const plain = stripDiacritics(fullName).toUpperCase().replace(/['’]/g, '');
  const [surname = '', ...given] = plain.split(/[^A-Z]+/).filter((word) => word !== '');
  return `${surname}<<${given.join('<')}`.slice(0, WIDTH).padEnd(WIDTH, '<');
}

/** Upper line from the document number on, then birth, expiry and the optional field of the second. */
function compositeOf(first: string, second: string): string {
  return first.slice(5, 30) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
}

function cleanLine(line: string): string {
  return line
    .slice(0, 4 * WIDTH)
    .replace(/\s+/g, '')
    .toUpperCase();
}

function stripFillers(text: string): string {
  return text.replace(/<+$/, '');
}

function words(text: string): string {
  return text.replace(/<+/g, ' ').trim();
}

function characterValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 65 && code <= 90 ? code - 55 : 0;
}

function genderOf(sex: string): Gender | null {
  if (sex === 'M') return 'Nam';
  return sex === 'F' ? 'Nữ' : null;
}

/** Year of birth: century of the citizen number, two digits of the zone. */
function birthYearOf(yearOfId: number, birth: string): number | null {
  return /^\d{2}/.test(birth) ? yearOfId - (yearOfId % 100) + Number(birth.slice(0, 2)) : null;
}

function dateOf(year: number, sixDigits: string): string | null {
  if (/^\d{2}<<<<$/.test(sixDigits)) return String(year);
  if (!/^\d{6}$/.test(sixDigits)) return null;
  return isoDate(year, Number(sixDigits.slice(2, 4)), Number(sixDigits.slice(4, 6)));
}

/** The first year with these two digits in which the holder was born and such cards were made. */
function expiryOf(expiry: string, birthYear: number | null): string | null {
  if (!/^\d{6}$/.test(expiry)) return null;
  const earliest = Math.max(FIRST_EXPIRY_YEAR, birthYear ?? FIRST_EXPIRY_YEAR);
  const sameCentury = earliest - (earliest % 100) + Number(expiry.slice(0, 2));
  return dateOf(sameCentury < earliest ? sameCentury + 100 : sameCentury, expiry);
}

/** An empty field may carry a filler in place of its digit 0. */
function digitHolds(digit: string, field: string): boolean {
  return digit === mrzCheckDigit(field) || (digit === '<' && /^<+$/.test(field));
}

function compact(iso: string): string {
  return iso.slice(2).replaceAll('-', '').padEnd(6, '<');
}
