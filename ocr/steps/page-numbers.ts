import type { Row, View } from './layout/page-view.ts';

/** What a page says about its place in its paper. */
export interface PageNumber {
  readonly at: number;
  /** Pages of the paper; null when it isn't said. */
  readonly of: number | null;
  /** Said in words or with the count; a lone number may be anything. */
  readonly sure: boolean;
}

/** Share of the page from its edge in which numbers stand. */
const EDGE = 0.14;
const MOST = 60;

const WORDED = /(?:^|\s)[Tt]ran[gq]\s*(?:số)?\s*[:.]?\s*(\d{1,2})(?:\s*(?:\/|trên|of)\s*(\d{1,2}))?(?=\s|$)/u;
const SHARE = /^[-–—\s(]*(\d{1,2})\s*\/\s*(\d{1,2})[-–—\s)]*$/u;
const LONE = /^[-–—\s]*(\d{1,2})[-–—\s.]*$/u;

/** The page number at the head or foot of a page (Decree 30/2020/NĐ-CP sets it alone at the top centre). */
export function findPageNumber(view: View): PageNumber | null {
  const rows = view.rows;
  const [page] = view.pages.values();
  if (page === undefined) return null;
  const edge = rows.filter((row, i) => {
    const middle = (row.box[1] + row.box[3] / 2) / page.height;
    return middle < EDGE || middle > 1 - EDGE || (i >= rows.length - 1 && middle > 0.5);
  });
  for (const row of [...edge].reverse()) {
    const text = textOf(row);
    const match = WORDED.exec(text) ?? SHARE.exec(text);
    const number = match === null ? null : numberOf(match[1], match[2]);
    if (number !== null) return { ...number, sure: true };
  }
  for (const row of [edge.at(-1), ...edge.slice(0, 2)]) {
    const match = row === undefined ? null : LONE.exec(centreOf(row, page.width));
    const number = match === null ? null : numberOf(match[1], undefined);
    if (number !== null) return { ...number, sure: false };
  }
  return null;
}

function numberOf(at: string | undefined, of: string | undefined): Omit<PageNumber, 'sure'> | null {
  const [here, all] = [Number(at), of === undefined ? null : Number(of)];
  return here < 1 || here > MOST || (all !== null && (all < here || all > MOST)) ? null : { at: here, of: all };
}

function textOf(row: Row): string {
  return row.tokens
    .map((token) => token.text)
    .join(' ')
    .trim();
}

/** Text of a row that stands in the middle of the page; a mark in the corner beside it doesn't count. */
function centreOf(row: Row, width: number): string {
  const middle = row.tokens.filter(({ box }) => Math.abs(box[0] + box[2] / 2 - width / 2) < 0.12 * width);
  const others = row.tokens.length - middle.length;
  return others > 1
    ? ''
    : middle
        .map((token) => token.text)
        .join(' ')
        .trim();
}
