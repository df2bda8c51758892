import { stripDiacritics } from '../../common/domain/vietnamese-text.ts';

/** Text as a hurried person types it: no marks, small letters. */
export function searchKey(text: string): string {
  return stripDiacritics(text).toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * Whether every word that was typed begins a word of the text, in any order, or is made of the initials of neighbouring
 * words (`dktt` finds Đăng ký thường trú). Two letters at least for initials, since one is in every text.
 */
export function matchesSearch(text: string, typed: string): boolean {
  const wanted = searchKey(typed);
  if (wanted === '') return true;
  const words = searchKey(text)
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((word) => word !== '');
  const initials = words.map((word) => word.charAt(0)).join('');
  return wanted
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)) || (part.length > 1 && initials.includes(part)));
}
