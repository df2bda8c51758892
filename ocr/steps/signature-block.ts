import { isPlausibleName } from '../../common/domain/vietnamese-text.ts';
import type { Draft } from './layout/draft.ts';
import { findLabels, flatten, type LabelHit, type LabelSpec } from './layout/find-labels.ts';
import { nameDraftOf, nameTokens } from './layout/name-values.ts';
import { labelKey, type Token, type View } from './layout/page-view.ts';
import { draftOf } from './layout/values.ts';

/** Who signed for an agency. */
export interface Signer {
  readonly title: Draft | undefined;
  readonly name: Draft | undefined;
  /** Row of the first line of the block. */
  readonly row: number;
}

/** Positions of those who sign for agencies, as printed over a signature. */
const POSITIONS = [
  'CHỦ TỊCH',
  'PHÓ CHỦ TỊCH',
  'GIÁM ĐỐC',
  'PHÓ GIÁM ĐỐC',
  'TRƯỞNG PHÒNG',
  'PHÓ TRƯỞNG PHÒNG',
  'TRƯỞNG CÔNG AN',
  'PHÓ TRƯỞNG CÔNG AN',
  'TRƯỞNG BAN',
  'CHÁNH VĂN PHÒNG',
  'PHÓ CHÁNH VĂN PHÒNG',
  'CỤC TRƯỞNG',
  'PHÓ CỤC TRƯỞNG',
  'CHI CỤC TRƯỞNG',
  'BỘ TRƯỞNG',
  'THỨ TRƯỞNG',
  'HIỆU TRƯỞNG',
  'TRƯỞNG ĐỒN',
  'CÔNG CHỨNG VIÊN',
] as const;
const TITLES: ReadonlyMap<string, string> = new Map(POSITIONS.map((text) => [labelKey(text), text]));
/** Headings of signature blocks of agencies under which the position may be left out. */
const HEADINGS = [
  'NGƯỜI KÝ GIẤY KHAI SINH',
  'NGƯỜI KÝ TRÍCH LỤC',
  'NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN',
  'NGƯỜI KÝ GIẤY XÁC NHẬN',
  // Seals lie over the first word.
  'KÝ GIẤY KHAI SINH',
  'KÝ TRÍCH LỤC',
  'KÝ GIẤY CHỨNG NHẬN KẾT HÔN',
  'KÝ GIẤY XÁC NHẬN',
  'TM. ỦY BAN NHÂN DÂN',
  'ĐẠI DIỆN UBND',
  'CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI',
  'VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI',
] as const;
const SPECS: readonly LabelSpec[] = [
  { id: 'position', texts: POSITIONS, where: 'any' },
  { id: 'heading', texts: HEADINGS, where: 'any' },
];

/** Share of the first page's height in which no signature stands. */
const LETTERHEAD = 0.25;
/** How far under its heading a name stands at most, as a share of an A4 page's width. */
const REACH = 0.3;

/** The block in which somebody signs for an agency: the lowest position or heading with a name under it. */
export function findSigner(view: View): Signer | null {
  const tokens = flatten(view);
  const hits = findLabels(view, SPECS).filter((hit) => isHeading(tokens, hit) && isBelowLetterhead(view, tokens, hit));
  for (const hit of hits.toReversed()) {
    const own = tokens.slice(hit.first, hit.last + 1);
    const [opening] = own;
    if (opening === undefined) continue;
    const name = nameUnder(view, own);
    if (name === undefined && hit.id !== 'position') continue;
    const stands = hits.filter((other) => isSameBlock(tokens, other, hit));
    const position = stands.findLast((other) => other.id === 'position');
    return {
      title: position === undefined ? undefined : titleDraft(tokens, position, stands, name),
      name,
      row: Math.min(...stands.map((other) => (tokens[other.first] as Token).row)),
    };
  }
  return null;
}

/** In capitals and alone on its part of the line, whatever abbreviation stands before it (KT., TM., Q.). */
function isHeading(tokens: readonly Token[], hit: LabelHit): boolean {
  const own = tokens.slice(hit.first, hit.last + 1);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined || hit.similarity < 0.75) return false;
  const letters = own.map((token) => token.text.replace(/\P{L}/gu, '')).join('');
  const capitals = [...letters].filter((letter) => letter === letter.toUpperCase()).length;
  if (capitals < 0.8 * letters.length) return false;
  const next = tokens[hit.last + 1];
  const ends = next === undefined || next.row !== last.row || next.opensSegment;
  const before = tokens[hit.first - 1];
  const begins =
    first.opensSegment || before === undefined || before.row !== first.row || /^(?:kt|tm|q|tl|tuq)$/u.test(before.key);
  return begins && (ends || hit.id === 'heading');
}

/** Letterheads name agencies too. */
function isBelowLetterhead(view: View, tokens: readonly Token[], hit: LabelHit): boolean {
  const first = tokens[hit.first];
  const height = view.pages.get(first?.page ?? -1)?.height ?? 0;
  return first !== undefined && (first.page !== view.rows[0]?.page || first.box[1] > LETTERHEAD * height);
}

function middleOf(tokens: readonly Token[]): number {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first === undefined || last === undefined ? 0 : (first.box[0] + last.box[0] + last.box[2]) / 2;
}

/** The other heading stands over this one or is it. */
function isSameBlock(tokens: readonly Token[], other: LabelHit, hit: LabelHit): boolean {
  const [a, b] = [tokens.slice(other.first, other.last + 1), tokens.slice(hit.first, hit.last + 1)];
  const [first, second] = [a[0], b[0]];
  if (first === undefined || second === undefined || first.page !== second.page) return false;
  const apart = second.row - first.row;
  return apart >= 0 && apart <= 3 && Math.abs(middleOf(a) - middleOf(b)) < 6 * second.box[3];
}

/** The name of who signed: the first words like a name under the heading, over or near its middle. */
function nameUnder(view: View, heading: readonly Token[]): Draft | undefined {
  const [first] = heading;
  const page = view.pages.get(first?.page ?? -1);
  if (first === undefined || page === undefined) return undefined;
  const middle = middleOf(heading);
  const reach = REACH * Math.min(page.width, page.height);
  for (const row of view.rows.slice(first.row + 1)) {
    if (row.page !== first.page || row.box[1] - first.box[1] > reach) break;
    for (const segment of segmentsOf(row.tokens)) {
      if (Math.abs(middleOf(segment) - middle) > 0.12 * page.width) continue;
      const words = nameTokens(segment);
      if (words.length < segment.filter((token) => token.key.length > 1).length || words.length > 6) continue;
      const draft = nameDraftOf(words, 1);
      if (draft !== undefined && isPlausibleName(draft.value) && !TITLES.has(labelKey(draft.value))) return draft;
    }
  }
  return undefined;
}

function segmentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const token of tokens) {
    if (token.opensSegment || segments.length === 0) segments.push([token]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}

/** A position that stands off the middle of its block, or beside scraps, may have lost a word to a seal. */
function titleDraft(
  tokens: readonly Token[],
  hit: LabelHit,
  block: readonly LabelHit[],
  name: Draft | undefined,
): Draft | undefined {
  const own = tokens.slice(hit.first, hit.last + 1);
  const [first] = own;
  const before = tokens[hit.first - 1];
  if (first === undefined) return undefined;
  const middles = [
    ...block.filter((other) => other !== hit).map((other) => middleOf(tokens.slice(other.first, other.last + 1))),
    ...(name === undefined ? [] : [name.box[0] + name.box[2] / 2]),
  ];
  const isOff = !middles.some((middle) => Math.abs(middle - middleOf(own)) < 0.8 * first.box[3]);
  const hasScraps =
    before !== undefined && before.row === first.row && first.box[0] - before.box[0] - before.box[2] < 3 * first.box[3];
  return draftOf('text', TITLES.get(hit.wording) ?? '', own, hit.similarity, { doubts: isOff || hasScraps ? 1 : 0 });
}
