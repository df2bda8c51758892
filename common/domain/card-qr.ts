import { type CitizenId, type Gender, isCitizenId, isCmnd, parseGender } from './citizen-id.ts';
import { formatVietnameseDate, isoDate, isRealDate, parseVietnameseDate } from './dates.ts';
import { stripDiacritics } from './vietnamese-text.ts';

/** What the QR code of a citizen card (CCCD of 2021, Căn cước of 2024) holds. */
export interface CardQr {
  readonly citizenId: CitizenId;
  /** Number of the earlier card, mostly nine digits; null when the field is empty. */
  readonly oldId: string | null;
  /** As encoded, NFC. */
  readonly fullName: string;
  /** YYYY-MM-DD, or YYYY where only the year is known; null when it can't be read. */
  readonly dateOfBirth: string | null;
  readonly gender: Gender | null;
  readonly address: string;
  /** YYYY-MM-DD; null when empty or unreadable. */
  readonly issuedOn: string | null;
  /** Fields after the seventh, untouched: their order and meaning are not published. */
  readonly surplus: readonly string[];
  /** Letters were lost between card and station, or a field is not in its form: compare with the print. */
  readonly damaged: boolean;
}

/** Fields that every card has. */
const FIELD_COUNT = 7;
/** The largest QR symbol holds 2,953 bytes; anything longer is no card. */
const MAX_LENGTH = 3000;
/** Question marks and replacement characters of keyboard-wedge scanners, and UTF-8 shown as Latin-1 (Nguyá»…n). */
const LOST_LETTERS = /[?\uFFFD]|[ÃÂÄÆ][\u0080-\u00BF]|á[º»]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: hostile and half-decoded codes carry them
const CONTROLS = /[\u0000-\u001F\u007F]/g;

/**
 * Reads the text of a card's QR code: `|` between fields, number | old number or empty | name | birth | sex | address |
 * issue, dates as ddMMyyyy or dd/MM/yyyy. The format was never officially published; this is what cards carry.
 *
 * @param text as decoded; byte-order marks and line ends of scanners are dropped
 * @returns null when it is no card code; never throws, whatever the text
 */
export function parseCardQr(text: string): CardQr | null {
  if (text.length > MAX_LENGTH) return null;
  const stripped = text.toWellFormed().replace(/[\uFEFF\r\n]/g, '');
  const parts = stripped.split('|');
  if (parts.length < FIELD_COUNT) return null;
  const [id = '', old = '', name = '', birth = '', sex = '', address = '', issued = ''] = parts.map(cleanField);
  if (!isCitizenId(id)) return null;
  const dateOfBirth = parseCardDate(birth);
  const gender = parseGender(sex);
  const issuedOn = parseCardDate(issued);
  const surplus = parts.slice(FIELD_COUNT);
  return {
    citizenId: id,
    oldId: old === '' ? null : old,
    fullName: name,
    dateOfBirth,
    gender,
    address,
    issuedOn,
    surplus,
    damaged:
      LOST_LETTERS.test(stripped) ||
      stripped.search(CONTROLS) !== -1 ||
      (old !== '' && !isCmnd(old) && !isCitizenId(old)) ||
      name === '' ||
      dateOfBirth === null ||
      gender === null ||
      // Nu: the device lost the marks of Nữ, so of name and address as well.
      (gender === 'Nữ' && stripDiacritics(sex) === sex) ||
      (issued !== '' && (issuedOn === null || issuedOn.length === 4)),
  };
}

/** Writes a card's QR text: the seven fields, then the surplus. Dates as ddMMyyyy, a year alone as 0000yyyy. */
export function formatCardQr(card: Omit<CardQr, 'damaged' | 'citizenId'> & { readonly citizenId: string }): string {
  return [
    card.citizenId,
    card.oldId ?? '',
    card.fullName,
    formatCardDate(card.dateOfBirth),
    card.gender ?? '',
    card.address,
    formatCardDate(card.issuedOn),
    ...card.surplus,
  ]
    .map((field) => field.replaceAll('|', ' '))
    .join('|');
}

function parseCardDate(field: string): string | null {
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(field);
  if (digits === null) return parseVietnameseDate(field);
  const [, day = '', month = '', year = ''] = digits;
  if (day === '00' && month === '00') return isRealDate(year) ? year : null;
  return isoDate(Number(year), Number(month), Number(day));
}

function formatCardDate(iso: string | null): string {
  if (iso === null) return '';
  return iso.length === 4 ? `0000${iso}` : formatVietnameseDate(iso).replaceAll('/', '');
}

function cleanField(field: string): string {
  return field.replace(CONTROLS, '').normalize('NFC').trim();
}
