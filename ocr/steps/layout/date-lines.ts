import { readDate } from '../../repair/date.ts';
import { dateDraftOf } from './date-values.ts';
import type { Draft } from './draft.ts';
import { type Token, textOf, type View } from './page-view.ts';

/** A line `<place>, ngày … tháng … năm …` as it stands over signatures and under letterheads. */
export interface DateLine {
  readonly draft: Draft;
  /** Row in the view. */
  readonly row: number;
  /** Middle, pixels. */
  readonly x: number;
  /** A place and a comma stand before the date. */
  readonly placed: boolean;
  /** Words before the date in the same segment. */
  readonly before: readonly Token[];
}

/** Words before a date that make it part of a sentence. */
const SENTENCE = new Set([
  'cap',
  'tu',
  'den',
  'sinh',
  'vao',
  'luc',
  'ke',
  'chet',
  'lan',
  'dau',
  'thu',
  'ky',
  'so',
  'cuoi',
]);

/** What stands under the words in a narrow column: the rest of a date that is broken over two rows. */
function wrapped(view: View, at: number, words: readonly Token[]): readonly Token[] {
  const next = view.rows[at + 1];
  const [left, right] = [words[0], words.at(-1)];
  if (next === undefined || left === undefined || right === undefined) return [];
  const [from, to] = [left.box[0] - 6 * left.box[3], right.box[0] + right.box[2] + 2 * right.box[3]];
  return next.tokens.filter(({ box }) => box[0] >= from && box[0] + box[2] <= to);
}

/** All date lines of a view, top to bottom. */
export function findDateLines(view: View): readonly DateLine[] {
  return view.rows.flatMap((row, at) => {
    const found: DateLine[] = [];
    for (const [i, token] of row.tokens.entries()) {
      if (!/^[nh]?g[aâ]y$|^ng[ao][yv]$|^ngay\d*$/u.test(token.key)) continue;
      const until = row.tokens.findIndex((other, j) => j > i && /^ngay/u.test(other.key));
      const own = row.tokens.slice(i, until < 0 ? undefined : until);
      const span = own.some((other) => /^nam\d*$/u.test(other.key)) ? own : [...own, ...wrapped(view, at, own)];
      const read = readDate(textOf(span));
      // The words ngày, tháng, năm stand between the numbers; a label "Ngày, tháng, năm sinh:" is no date line.
      if (read === null || !/^n/iu.test(read.matched)) continue;
      const previous = row.tokens[i - 1];
      if (previous !== undefined && SENTENCE.has(previous.key)) continue;
      const draft = dateDraftOf(span, 1);
      if (draft === undefined) continue;
      const before = row.tokens.slice(0, i);
      found.push({
        draft,
        row: at,
        x: draft.box[0] + draft.box[2] / 2,
        placed: previous !== undefined && /,$/u.test(previous.text),
        before,
      });
    }
    return found;
  });
}
