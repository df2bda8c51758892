import type { Box, Line, OtherWord, PageReading, Word } from '../../../common/domain/reading.ts';
import { stripDiacritics } from '../../../common/domain/vietnamese-text.ts';
import { unionBox } from '../../image/boxes.ts';
import { leaderNoise } from './leader-noise.ts';

/** A word, or a part of one that was printed glued to a colon, a leader or an item number. */
export interface Token {
  readonly text: string;
  /** Lower-case letters and digits without diacritics; footnote marks like (1) are left out. May be empty. */
  readonly key: string;
  readonly box: Box;
  readonly confidence: number;
  /** What else the word may be, most likely first; absent when nothing is, or when it is a part of a word. */
  readonly others?: readonly OtherWord[];
  /** 0-based page in the source file. */
  readonly page: number;
  /** Position of its row in the view. */
  readonly row: number;
  /** A colon follows directly. */
  readonly colon: boolean;
  /** First of its row, or a wide gap (column, table cell) lies before it. */
  readonly opensSegment: boolean;
  /** Item numbers and bullets ("4.", "a)", "-"): never part of a label or a value. */
  readonly bullet: boolean;
}

/** What stands side by side at one height, left to right, whatever blocks the engine put it in. */
export interface Row {
  readonly tokens: readonly Token[];
  readonly box: Box;
  readonly page: number;
}

/** Rows of one or more pages, top to bottom. */
export interface View {
  readonly rows: readonly Row[];
  /** Page sizes and typical row distances by page index. */
  readonly pages: ReadonlyMap<number, { readonly width: number; readonly height: number; readonly pitch: number }>;
}

const LEADER = /[.…_·•‥]{2,}|…|[-–—]{3,}/gu;
const FOOTNOTE = /[([{]\s*[\dlIi*'"“”]{1,2}\s*[)\]}]/gu;
const BULLET = /^(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|[a-zđA-HĐ][.)]|[IVX]{1,4}\.|[-–—+*•■□▪])$/u;

/** Lower-case letters and digits, no diacritics, no punctuation, no footnote marks. */
export function labelKey(text: string): string {
  return stripDiacritics(text.replace(FOOTNOTE, ''))
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');
}

interface Piece {
  readonly text: string;
  readonly box: Box;
  readonly confidence: number;
  readonly others?: readonly OtherWord[];
}

/** Cuts a word at leaders, after colons and after a glued item number; boxes are shared out by character. */
function piecesOf(word: Word): readonly Piece[] {
  const spaced = word.text
    .replace(LEADER, (run) => ' '.repeat(run.length))
    .replace(/:(?=[^\s:])/gu, ': ')
    .replace(/^(\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)])(?=\p{L})/u, '$1 ')
    .replace(/^([a-zđ][.)])(?=\p{Lu})/u, '$1 ');
  const [x, y, width, height] = word.box;
  const unit = width / Math.max(1, spaced.length);
  const pieces: Piece[] = [];
  for (const match of spaced.matchAll(/\S+/gu)) {
    const left = Math.round(x + match.index * unit);
    const right = Math.round(x + (match.index + match[0].length) * unit);
    pieces.push({ text: match[0], box: [left, y, Math.max(1, right - left), height], confidence: word.confidence });
  }
  const [only] = pieces;
  // Parts of a word can't be told from the other words as wholes.
  return only?.text === word.text && word.others !== undefined ? [{ ...only, others: word.others }] : pieces;
}

function sharesRow(a: Box, b: Box): boolean {
  const overlap = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return overlap > 0.5 * Math.min(a[3], b[3]);
}

/** Lines that stand side by side become one group; a line is compared with its nearest neighbour in the group. */
function groupLines(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  const sorted = [...lines].sort((a, b) => a.box[1] + a.box[3] / 2 - (b.box[1] + b.box[3] / 2));
  for (const line of sorted) {
    const home = groups.findLast(
      (group) => group.every((other) => !overlapsSideways(other, line)) && sharesRow(nearest(group, line), line.box),
    );
    if (home === undefined) groups.push([line]);
    else home.push(line);
  }
  return groups;
}

/** Words of both stand over each other; a lone digit may well lie in a gap of the other line. */
function overlapsSideways(a: Line, b: Line): boolean {
  return a.words.some(({ box: own }) =>
    b.words.some(
      ({ box }) =>
        Math.min(own[0] + own[2], box[0] + box[2]) - Math.max(own[0], box[0]) > 0.3 * Math.min(own[2], box[2]),
    ),
  );
}

function nearest(group: readonly Line[], line: Line): Box {
  const distance = (box: Box): number =>
    Math.max(box[0] - (line.box[0] + line.box[2]), line.box[0] - (box[0] + box[2]), 0);
  return group.map((other) => other.box).reduce((best, box) => (distance(box) < distance(best) ? box : best));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Puts pieces in a row; item numbers count only where something new begins. */
function makeRow(read: readonly Piece[], page: number, row: number): Row | null {
  const noise = leaderNoise(read);
  const pieces = read.filter((_, i) => !noise.has(i));
  if (pieces.length === 0) return null;
  const height = median(pieces.map((piece) => piece.box[3]));
  let right = Number.NEGATIVE_INFINITY;
  let afterBullet = false;
  const tokens: Token[] = [];
  for (const piece of pieces) {
    if (piece.text.replace(/[:;.,\s]/gu, '') === '') {
      const last = tokens.at(-1);
      if (last !== undefined && piece.text.includes(':')) tokens[tokens.length - 1] = { ...last, colon: true };
      continue;
    }
    const opensSegment: boolean = piece.box[0] - right > 1.8 * height || afterBullet;
    const bullet: boolean = BULLET.test(piece.text) && (opensSegment || tokens.length === 0);
    tokens.push({
      text: piece.text,
      key: labelKey(piece.text),
      box: piece.box,
      confidence: piece.confidence,
      ...(piece.others === undefined ? {} : { others: piece.others }),
      page,
      row,
      colon: /:\W*$/u.test(piece.text),
      opensSegment: opensSegment || tokens.length === 0,
      bullet,
    });
    afterBullet = bullet;
    right = piece.box[0] + piece.box[2];
  }
  return { tokens, box: unionBox(pieces.map((piece) => piece.box)), page };
}

/** Rebuilds what stands side by side from the engine's lines, for the pages of one paper in printed order. */
export function viewPages(pages: readonly PageReading[]): View {
  const rows: Row[] = [];
  const sizes = new Map<number, { width: number; height: number; pitch: number }>();
  for (const page of pages) {
    const first = rows.length;
    for (const group of groupLines(page.lines)) {
      const pieces = group
        .flatMap((line) => line.words)
        .flatMap(piecesOf)
        .sort((a, b) => a.box[0] - b.box[0]);
      const row = makeRow(pieces, page.index, rows.length);
      if (row !== null) rows.push(row);
    }
    const own = rows.slice(first);
    const steps = own
      .slice(1)
      .map((row, i) => row.box[1] - (own[i] as Row).box[1])
      .filter((step) => step > 0);
    sizes.set(page.index, { width: page.width, height: page.height, pitch: median(steps) || page.height / 40 });
  }
  return { rows, pages: sizes };
}

/** The part of a view whose tokens have their middle between two x positions; rows are numbered anew. */
export function cutView(view: View, left: number, right: number): View {
  const rows: Row[] = [];
  for (const row of view.rows) {
    const kept = row.tokens.filter((token) => {
      const middle = token.box[0] + token.box[2] / 2;
      return middle >= left && middle < right;
    });
    if (kept.length === 0) continue;
    const tokens = kept.map((token, i) => ({
      ...token,
      row: rows.length,
      opensSegment: token.opensSegment || i === 0,
    }));
    rows.push({ tokens, box: unionBox(tokens.map((token) => token.box)), page: row.page });
  }
  return { rows, pages: view.pages };
}

/** Words with single spaces, as recognised. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}
