import { stripDiacritics } from '../../../common/domain/vietnamese-text.ts';
import { parseNumberWords } from '../../repair/number-words.ts';
import { tidyText } from '../../repair/text.ts';
import type { Draft } from '../layout/draft.ts';
import type { Entry } from '../layout/entry.ts';
import { textOf } from '../layout/page-view.ts';
import { doubted, draftOf, lineOf, meaningful } from '../layout/values.ts';

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
  const value = (match?.[0] ?? '').replace(/[.,;/-]+$/u, '');
  // A sign glued to the digits was one of them (Ø1).
  const isWhole = token.text.replace(/^[("']+|[).,;:"'/-]+$/gu, '') === value;
  return draftOf('text', value, [token], entry.similarity, { doubts: isWhole ? 0 : 2 });
}

/** An area weighed against the same in words: they agree, or they place the comma that was lost, or they speak against it. */
export function confirmArea(draft: Draft | undefined, words: Entry | undefined): Draft | undefined {
  if (draft === undefined || words === undefined) return draft;
  const text = stripDiacritics(textOf([...words.beside, ...words.below.slice(0, 2).flat()])).toLowerCase();
  const [said = ''] = text.split(/(?<![a-z])met(?![a-z])/u);
  const [whole, part, ...more] = said.split(/(?<![a-z])phay(?![a-z])/u).map((half) => {
    const number = parseNumberWords(half.split(/[\s(),.:;]+/u).filter((word) => word !== ''));
    return number === null ? null : String(number);
  });
  if (whole == null || part === null || more.length > 0) return draft;
  const value = part === undefined ? whole : `${whole},${part}`;
  if (value === draft.value.replaceAll('.', '')) return { ...draft, evidence: { ...draft.evidence, agreement: 1 } };
  const sameDigits = value.replace(',', '') === draft.value.replace(/[.,]/gu, '');
  if (!sameDigits) return doubted(draft, 2, [value]);
  return { ...doubted(draft, 0, [draft.value]), value, evidence: { ...draft.evidence, agreement: 1, changes: 1 } };
}

/** The letters and their number, with what specks put between them. */
export const SERIAL = /(?<!\p{L})(\p{Lu}{2})[,./|'\s]{0,3}(\d{8}|\d{6})(?!\d)/u;

/** Serial of a land certificate: two capital letters and six or eight digits. */
export function serialDraft(entry: Entry): Draft | undefined {
  const line = lineOf(entry).slice(0, 4);
  const next = meaningful(entry.below[0] ?? []);
  // In a narrow box the number stands under its letters.
  const isBroken = line.length === 1 && /^\p{Lu}{2}$/u.test(line[0]!.text) && /^\d+$/u.test(next[0]?.text ?? '');
  const tokens = isBroken ? [...line, ...next.slice(0, 1)] : line;
  const read = tidyText(textOf(tokens));
  // An L before the number is often read as I and a comma, or with an I before it.
  const text = read.replace(/^(\p{Lu})(?:[IÌÍỈĨ1][,.]|I(?=L))(?=L?[,.]?\s?\d)/u, (_, first: string) =>
    /^\p{Lu}IL/u.test(read) ? first : `${first}L`,
  );
  const match = SERIAL.exec(text);
  if (match === null) return undefined;
  // Serials have no marks but the stroke of Đ.
  const value = `${match[1]} ${match[2]}`.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  const own = tokens.filter((token) => match[0].includes(token.text.replace(/[^\p{L}\d]/gu, '')));
  return draftOf('text', value, own.length > 0 ? own : tokens, entry.similarity, { changes: text === read ? 0 : 1 });
}
