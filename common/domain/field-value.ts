import { parseGender } from './citizen-id.ts';
import { isRealDate, parseVietnameseDate } from './dates.ts';
import type { FieldKind } from './document-types.ts';
import { toNfc } from './vietnamese-text.ts';

/** Letters of any script, marks, and what joins the words of a name. */
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}'’. -]*$/u;
const AREA = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+(?:[.,]\d+)?$/;

/**
 * Brings a keyed value into the form of its kind (document-types.ts): NFC, single spaces, dates as YYYY-MM-DD or YYYY.
 * What people key is accepted in the ways that papers print it; spelling is never changed.
 *
 * @returns null when the text has no reading as this kind
 */
export function normaliseFieldValue(kind: FieldKind, text: string): string | null {
  const value = toNfc(text).replace(/\s+/gu, ' ').trim();
  if (value === '') return null;
  switch (kind) {
    case 'personName':
      return NAME.test(value) ? value : null;
    case 'citizenId':
      return normaliseNumber(value);
    case 'date':
      return isRealDate(value) ? value : parseVietnameseDate(value);
    case 'gender':
      return parseGender(value);
    case 'area':
      return AREA.test(value) ? normaliseArea(value) : null;
    case 'text':
      return value;
  }
}

/** 12 digits, or 9 of the old identity card; spaces and dots between groups are left out. */
function normaliseNumber(value: string): string | null {
  const digits = value.replace(/[ .]/g, '');
  return /^(?:\d{12}|\d{9})$/.test(digits) ? digits : null;
}

/** Decimal comma, no dots between thousands. A single dot with other than three digits behind it is a decimal point. */
function normaliseArea(value: string): string {
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(value)) return value.replaceAll('.', '');
  return value.replace('.', ',');
}
