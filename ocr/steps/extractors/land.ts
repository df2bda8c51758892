import { tidyText } from '../../repair/text.ts';
import type { Draft } from '../layout/draft.ts';
import type { Entry } from '../layout/entry.ts';
import { textOf } from '../layout/page-view.ts';
import { draftOf, lineOf } from '../layout/values.ts';

/** Labels of a plot as they run through one sentence: `thửa đất số 12, tờ bản đồ số 3, diện tích 120,5 m2`. */
export const PLOT_WORDINGS = {
  plot: ['Thửa đất số', 'Số thửa', 'Số thửa đất', 'Thửa số', 'Số hiệu thửa đất'],
  sheet: ['Tờ bản đồ số', 'Số tờ bản đồ', 'Số hiệu tờ bản đồ', 'Tờ bản đồ'],
  area: ['Diện tích', 'Diện tích (m2)', 'Diện tích thửa đất', 'Diện tích đất'],
} as const;

/** A plot or map-sheet number: the first word with a digit, without what follows it in the sentence. */
export function plotDraft(entry: Entry): Draft | undefined {
  const token = lineOf(entry)
    .slice(0, 3)
    .find((word) => /\d/u.test(word.text));
  if (token === undefined) return undefined;
  const match = /\d[\w./-]*/u.exec(token.text);
  return draftOf('text', (match?.[0] ?? '').replace(/[.,;/-]+$/u, ''), [token], entry.similarity);
}

/** Serial of a land certificate: two capital letters and six or eight digits. */
export function serialDraft(entry: Entry): Draft | undefined {
  const tokens = lineOf(entry).slice(0, 4);
  // An L before the number is often read as I and a comma.
  const text = tidyText(textOf(tokens)).replace(/^(\p{Lu})[IÌÍỈĨ1][,.](?=\s?\d)/u, '$1L');
  const match = /(\p{Lu}{2})[,.]?\s?(\d{8}|\d{6})(?!\d)/u.exec(text);
  if (match === null) return undefined;
  // Serials have no marks but the stroke of Đ.
  const value = `${match[1]} ${match[2]}`.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  const own = tokens.filter((token) => match[0].includes(token.text.replace(/[^\p{L}\d]/gu, '')));
  return draftOf('text', value, own.length > 0 ? own : tokens, entry.similarity);
}
