import { parseVietnameseDate } from '../../../common/domain/dates.ts';
import type { FieldKind } from '../../../common/domain/document-types.ts';

/**
 * What a person typed, in the form that a field of this kind is stored in: dates YYYY-MM-DD, citizen numbers without
 * spaces, all else NFC with single spaces. Text that can't be a date is passed on as it is, so that the station refuses
 * it with words instead of something else being stored.
 */
export function fieldValueOf(typed: string, kind: FieldKind): string {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  if (kind === 'date') return parseVietnameseDate(expandDate(text)) ?? text;
  if (kind === 'citizenId') return text.replace(/[\s.-]/g, '');
  if (kind === 'area') return text.replace(/\s*m(2|²)$/i, '').replace(/\s/g, '');
  return text;
}

/** 07092022 → 07/09/2022: eight digits are the quickest way to key a date. */
function expandDate(text: string): string {
  return /^\d{8}$/.test(text) ? `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}` : text;
}
