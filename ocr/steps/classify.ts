import { parseCardQr } from '../../common/domain/card-qr.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { PageReading } from '../../common/domain/reading.ts';
import { findLabels, flatten, type LabelSpec } from './layout/find-labels.ts';
import { labelKey, type Token, textOf, type View, viewPages } from './layout/page-view.ts';
import { findMrz } from './mrz-lines.ts';
import { findOpening } from './opening.ts';
import { findPageNumber, type PageNumber } from './page-numbers.ts';
import { INNER_HEADINGS, TYPE_MARKS } from './type-marks.ts';

/** What kind of paper a page belongs to, as far as the page alone tells. */
export interface PageClass {
  /** Null when nothing on the page speaks for any type. */
  readonly type: DocumentTypeId | null;
  /** 0..1 */
  readonly confidence: number;
  /** What speaks for the type, in the units of type-marks.ts. */
  readonly weight: number;
  /** A title stands on the page: a paper begins here. */
  readonly titled: boolean;
  /** The page has the national heading: something new begins. */
  readonly headed: boolean;
  /** A line like a title stands at the top, of whatever kind of paper. */
  readonly opening: boolean;
  /** Types whose further pages begin like this one; `any` for headings that follow on every paper. */
  readonly inner: ReadonlySet<DocumentTypeId | 'any'>;
  readonly number: PageNumber | null;
}

const TITLE_SPECS: readonly LabelSpec[] = TYPE_MARKS.map((marks) => ({ id: marks.type, texts: marks.titles }));
const PHRASE_SPECS: readonly LabelSpec[] = TYPE_MARKS.flatMap((marks) =>
  marks.phrases.map(([text], i): LabelSpec => ({ id: `${marks.type}#${i}`, texts: [text], where: 'any' })),
);
const PHRASE_WEIGHTS: ReadonlyMap<string, number> = new Map(
  TYPE_MARKS.flatMap((marks) => marks.phrases.map(([, weight], i) => [`${marks.type}#${i}`, weight] as const)),
);
const HEADING: readonly LabelSpec[] = [
  { id: 'heading', texts: ['Cộng hòa xã hội chủ nghĩa Việt Nam', 'Độc lập Tự do Hạnh phúc'], where: 'any' },
];

/** Papers that have a further page with this heading. */
const INNER: ReadonlyMap<string, readonly (readonly [DocumentTypeId | 'any', string])[]> = Map.groupBy(
  [
    ...INNER_HEADINGS.map((text) => ['any', text] as const),
    ...TYPE_MARKS.flatMap(({ type, inner = [] }) => inner.map((text) => [type, text] as const)),
  ],
  ([, text]) => text,
);
const INNER_SPECS: readonly LabelSpec[] = [...INNER.keys()].map((text) => ({ id: text, texts: [text], where: 'any' }));
/** Headings of further pages stand in the upper part of theirs. */
const INNER_PART = 0.4;

/** Wordings alone must be this clear where a paper begins. */
const UNTITLED = 0.7;
/** What a wording in the middle of a sentence says: papers are spoken of in letters and contracts too. */
const IN_A_SENTENCE = 0.3;
/** Words of a line that make it one; the two languages of a card's label are fewer. */
const SENTENCE_WORDS = 9;

/** Words that begin titles of papers about other papers: an application for a birth certificate is none. */
const ABOUT_A_PAPER =
  /^(?:don|tokhai|hopdong|quyetdinh|bienban|thongbao|giaydenghi|giayyeucau|phieu|congvan|bancamket|giaycamket|giaycamdoan|bancamdoan|danhsach|baocao|totrinh|giaymoi|giayxacnhan|giaybiennhan|giaygioithieu|giaytiepnhan|vv|veviec|huongdan|cap|xin|denghi|yeucau)/u;

interface Title {
  readonly type: DocumentTypeId;
  readonly score: number;
}

function shareOfCapitals(tokens: readonly Token[]): number {
  const letters = textOf(tokens).replace(/[^\p{L}]/gu, '');
  return letters.length === 0
    ? 0
    : [...letters].filter((letter) => letter === letter.toUpperCase()).length / letters.length;
}

/** The best title on the page: in capitals, with next to nothing beside it on its line. */
function findTitle(view: View): Title | null {
  const tokens = flatten(view);
  let best: Title | null = null;
  for (const hit of findLabels(view, TITLE_SPECS)) {
    const own = tokens.slice(hit.first, hit.last + 1);
    const opening = own[0] as Token;
    if (shareOfCapitals(own) < 0.75) continue;
    const segment = sameSegment(tokens, hit.first, hit.last);
    const besides = segment.filter((token) => token.key.length > 1).length - own.length;
    const about = isAboutAPaper(hit.id as DocumentTypeId, view, opening, segment.slice(0, segment.indexOf(opening)));
    if (besides > 4 && !about) continue;
    const height = view.pages.get(opening.page)?.height ?? 1;
    const score =
      hit.similarity * (0.7 + 0.3 * Math.min(1, hit.length / 20)) -
      0.1 * (opening.box[1] / height) -
      (about ? 0 : 0.06 * besides);
    const type = about ? 'other' : (hit.id as DocumentTypeId);
    if (best === null || score > best.score) best = { type, score };
  }
  return best;
}

/** Whether the words before a title, on its line or on the line above, make it part of another one. */
function isAboutAPaper(type: DocumentTypeId, view: View, opening: Token, before: readonly Token[]): boolean {
  if (type === 'other') return false;
  const above = before.length > 0 ? before : lineAbove(view, opening);
  const lead = above.map((token) => token.key).join('');
  if (!ABOUT_A_PAPER.test(lead)) return false;
  const own = TYPE_MARKS.find((marks) => marks.type === type)?.titles ?? [];
  return !own.some((text) => labelKey(text).startsWith(lead.slice(0, 6)));
}

/** A line in capitals right above, over the middle of the title. */
function lineAbove(view: View, opening: Token): readonly Token[] {
  const row = view.rows[opening.row];
  const above = view.rows[opening.row - 1];
  if (row === undefined || above === undefined || above.page !== row.page || row.tokens[0] !== opening) return [];
  const width = view.pages.get(row.page)?.width ?? 1;
  const gap = row.box[1] - (above.box[1] + above.box[3]);
  const middle = (box: Token['box']): number => box[0] + box[2] / 2;
  const near = gap < 1.5 * row.box[3] && Math.abs(middle(row.box) - middle(above.box)) < 0.08 * width;
  return near && shareOfCapitals(above.tokens) > 0.85 ? above.tokens : [];
}

function sameSegment(tokens: readonly Token[], first: number, last: number): readonly Token[] {
  const { row } = tokens[first] as Token;
  const end = (tokens[last] as Token).row;
  let from = first;
  while (from > 0 && tokens[from - 1]?.row === row && tokens[from]?.opensSegment !== true) from -= 1;
  let to = last;
  while (tokens[to + 1]?.row === end && tokens[to + 1]?.opensSegment === false) to += 1;
  return tokens.slice(from, to + 1);
}

function weighPhrases(view: View): ReadonlyMap<DocumentTypeId, number> {
  const seen = new Map<string, number>();
  const tokens = flatten(view);
  for (const hit of findLabels(view, PHRASE_SPECS)) {
    const isSaid = hit.soft && sameSegment(tokens, hit.first, hit.last).length >= SENTENCE_WORDS;
    const says = hit.similarity * (isSaid ? IN_A_SENTENCE : 1);
    seen.set(hit.id, Math.max(seen.get(hit.id) ?? 0, says));
  }
  const weights = new Map<DocumentTypeId, number>();
  for (const [id, says] of seen) {
    const type = id.slice(0, id.indexOf('#')) as DocumentTypeId;
    weights.set(type, (weights.get(type) ?? 0) + (PHRASE_WEIGHTS.get(id) ?? 0) * says);
  }
  return weights;
}

function isHeaded(view: View): boolean {
  const tokens = flatten(view);
  return findLabels(view, HEADING).some((hit) => {
    const { box, page } = tokens[hit.first] as Token;
    return box[1] < 0.5 * (view.pages.get(page)?.height ?? 0);
  });
}

function findInner(view: View): ReadonlySet<DocumentTypeId | 'any'> {
  const tokens = flatten(view);
  const found = new Set<DocumentTypeId | 'any'>();
  for (const hit of findLabels(view, INNER_SPECS)) {
    const { box, page, opensSegment } = tokens[hit.first] as Token;
    if (opensSegment && box[1] < INNER_PART * (view.pages.get(page)?.height ?? 0)) {
      for (const [type] of INNER.get(hit.id) ?? []) found.add(type);
    }
  }
  return found;
}

/** Says what kind of paper a page is from: codes and machine-readable zone first, then title, then wordings. */
export function classifyPage(page: PageReading): PageClass {
  const view = viewPages([page]);
  const title = findTitle(view);
  const headed = isHeaded(view);
  const signs = {
    headed,
    opening: findOpening(view) !== null,
    inner: findInner(view),
    number: findPageNumber(view),
  };
  if (page.codes.some((code) => parseCardQr(code.text) !== null) && (title === null || title.type === 'citizen-card')) {
    return { type: 'citizen-card', confidence: 0.995, weight: 10, titled: true, ...signs };
  }
  const weights = new Map(weighPhrases(view));
  if (title !== null) weights.set(title.type, (weights.get(title.type) ?? 0) + 6 * Math.max(0, title.score));
  if (findMrz(page) !== null) weights.set('citizen-card', (weights.get('citizen-card') ?? 0) + 5);
  const ranked = [...weights].sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  const unknown = { type: null, confidence: 0.5, weight: 0, titled: false, ...signs };
  if (best === undefined || best[1] < 2) return unknown;
  const lead = best[1] - (second?.[1] ?? 0);
  const confidence = Math.min(0.995, 1 - 0.5 / (1 + Math.max(0, lead) ** 1.5));
  const titled = title !== null && title.type === best[0];
  // A page with a heading or title of its own and no known title is most likely a paper of another kind.
  if (!titled && (headed || signs.opening) && confidence < UNTITLED) return unknown;
  return { type: best[0], confidence, weight: best[1], titled, ...signs };
}
