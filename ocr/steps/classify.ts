import { parseCardQr } from '../../common/domain/card-qr.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { PageReading } from '../../common/domain/reading.ts';
import { findLabels, flatten, type LabelSpec } from './layout/find-labels.ts';
import { type Token, textOf, type View, viewPages } from './layout/page-view.ts';
import { findMrz } from './mrz-lines.ts';
import { TYPE_MARKS } from './type-marks.ts';

/** What kind of paper a page belongs to, as far as the page alone tells. */
export interface PageClass {
  /** Null when nothing on the page speaks for any type. */
  readonly type: DocumentTypeId | null;
  /** 0..1 */
  readonly confidence: number;
  /** A title stands on the page: a paper begins here. */
  readonly titled: boolean;
  /** The page has the national heading or another sign that something new begins. */
  readonly headed: boolean;
  /** "Trang 2/3" and the like; null without one. */
  readonly number: number | null;
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

/** Wordings alone must be this clear where a paper begins. */
const UNTITLED = 0.7;

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
    const besides =
      sameSegment(tokens, hit.first, hit.last).filter((token) => token.key.length > 1).length - own.length;
    if (besides > 4) continue;
    const height = view.pages.get(opening.page)?.height ?? 1;
    const score =
      hit.similarity * (0.7 + 0.3 * Math.min(1, hit.length / 20)) - 0.1 * (opening.box[1] / height) - 0.06 * besides;
    if (best === null || score > best.score) best = { type: hit.id as DocumentTypeId, score };
  }
  return best;
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
  for (const hit of findLabels(view, PHRASE_SPECS)) seen.set(hit.id, Math.max(seen.get(hit.id) ?? 0, hit.similarity));
  const weights = new Map<DocumentTypeId, number>();
  for (const [id, similarity] of seen) {
    const type = id.slice(0, id.indexOf('#')) as DocumentTypeId;
    weights.set(type, (weights.get(type) ?? 0) + (PHRASE_WEIGHTS.get(id) ?? 0) * similarity);
  }
  return weights;
}

function pageNumber(view: View): number | null {
  for (const row of [...view.rows.slice(-3), ...view.rows.slice(0, 2)]) {
    const text = row.tokens.map((token) => token.text).join(' ');
    const match =
      /(?:^|\s)[Tt]rang\s*:?\s*(\d{1,2})\b/u.exec(text) ?? /^[-–\s]*(\d{1,2})\s*\/\s*\d{1,2}[-–\s]*$/u.exec(text);
    if (match !== null) return Number(match[1]);
  }
  return null;
}

/** Says what kind of paper a page is from: codes and machine-readable zone first, then title, then wordings. */
export function classifyPage(page: PageReading): PageClass {
  const view = viewPages([page]);
  const title = findTitle(view);
  const headed = findLabels(view, HEADING).length > 0;
  const number = pageNumber(view);
  if (page.codes.some((code) => parseCardQr(code.text) !== null) && (title === null || title.type === 'citizen-card')) {
    return { type: 'citizen-card', confidence: 0.995, titled: true, headed, number };
  }
  const weights = new Map(weighPhrases(view));
  if (title !== null) weights.set(title.type, (weights.get(title.type) ?? 0) + 6 * Math.max(0, title.score));
  if (findMrz(page) !== null) weights.set('citizen-card', (weights.get('citizen-card') ?? 0) + 5);
  const ranked = [...weights].sort((a, b) => b[1] - a[1]);
  const [best, second] = ranked;
  if (best === undefined || best[1] < 2) return { type: null, confidence: 0.5, titled: false, headed, number };
  const lead = best[1] - (second?.[1] ?? 0);
  const confidence = Math.min(0.995, 1 - 0.5 / (1 + Math.max(0, lead) ** 1.5));
  const titled = title !== null && title.type === best[0];
  // A page with a heading of its own and no known title is most likely a paper of another kind.
  if (!titled && headed && confidence < UNTITLED) return { type: null, confidence: 0.5, titled: false, headed, number };
  return { type: best[0], confidence, titled, headed, number };
}
