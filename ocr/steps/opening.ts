import { type Row, textOf, type View } from './layout/page-view.ts';

/** Rows of a page without a heading among which its title would stand. */
const FIRST_ROWS = 3;
const FEWEST_LETTERS = 8;
const MOST_WORDS = 14;
/** The mark of sample papers, page numbers and notes in the corner. */
const ASIDE = /^(?:m[aẫâ]u|\W*\d{0,2}\W*|trang\W*\d.*)$/iu;
/** Sections and annexes of a paper that goes on. */
const SECTION = /^(?:[IVX]{1,5}|\d{1,2}|[A-ZĐ])[.)\-:]|^(?:ĐIỀU|PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|BÊN|LỜI CHỨNG)(?=\P{L}|$)/u;

/** A title of whatever kind at the top of a page: words in capitals alone in the middle. Null without one. */
export function findOpening(view: View): Row | null {
  const [page] = view.pages.values();
  if (page === undefined) return null;
  const rows = view.rows.filter((row) => !ASIDE.test(textOf(row.tokens).trim()));
  const left = Math.min(...rows.map((row) => row.box[0]));
  const right = Math.max(...rows.map((row) => row.box[0] + row.box[2]));
  return rows.slice(0, FIRST_ROWS).find((row) => isTitle(row, (left + right) / 2, right - left, page)) ?? null;
}

function isTitle(
  row: Row,
  middle: number,
  width: number,
  page: { readonly width: number; readonly height: number },
): boolean {
  const tokens = row.tokens.filter((token) => !/^m[aẫâ]u$/iu.test(token.text));
  const text = textOf(tokens);
  const letters = text.replace(/\P{L}/gu, '');
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined || letters.length < FEWEST_LETTERS) return false;
  if (tokens.length < 2 || tokens.length > MOST_WORDS || SECTION.test(text) || letters !== letters.toUpperCase()) {
    return false;
  }
  if (tokens.some((token, i) => i > 0 && token.opensSegment) || row.box[1] > 0.45 * page.height) return false;
  const own = (first.box[0] + last.box[0] + last.box[2]) / 2;
  const margin = Math.min(first.box[0], page.width - last.box[0] - last.box[2]);
  return Math.min(Math.abs(own - middle), Math.abs(own - page.width / 2)) < 0.07 * width && margin > 0.1 * page.width;
}
