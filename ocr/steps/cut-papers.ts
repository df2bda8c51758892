import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { PageReading } from '../../common/domain/reading.ts';
import { classifyPage, type PageClass } from './classify.ts';
import { pairCards } from './pair-cards.ts';
import { isSeparator } from './separator.ts';

/** Pages of one paper, in the order of the file. */
export interface Sheaf {
  readonly type: DocumentTypeId;
  /** 0..1 */
  readonly confidence: number;
  readonly pages: readonly PageReading[];
}

interface ClassedPage {
  readonly page: PageReading;
  readonly class: PageClass;
}

/** A sheaf while it grows. */
interface Growing {
  readonly type: DocumentTypeId;
  readonly confidence: number;
  /** Nothing on its first page said what it is. */
  readonly unknown: boolean;
  readonly pages: readonly ClassedPage[];
}

/** What wordings must weigh before a page without title and heading begins a paper of its own. */
const LOOSE_WEIGHT = 5;
/** What they must weigh before they name a paper whose first page is unknown, or a lone page. */
const NAMING_WEIGHT = 3;
/** Sheets whose areas differ by this much are of different size: A4 and A5, paper and card. */
const OTHER_SIZE = 1.6;

/**
 * Cuts the pages of one file into papers: by slips between them, titles, headings, page numbers and sizes; sides of
 * cards are joined wherever they lie. Slips belong to no paper, blank pages only to one that goes on after them; every
 * other page is in exactly one.
 *
 * @param pages all pages of one file in order
 * @returns papers by their first page
 */
export function cutPapers(pages: readonly PageReading[]): readonly Sheaf[] {
  const parts: (readonly ClassedPage[])[] = [];
  let part: ClassedPage[] = [];
  for (const page of pages) {
    if (isSeparator(page)) {
      parts.push(part);
      part = [];
    } else if (!isEmpty(page)) {
      part.push({ page, class: classifyPage(page) });
    }
  }
  return [...parts, part]
    .flatMap(cutPart)
    .map((sheaf) => withBlanks(sheaf, pages))
    .sort((a, b) => (a.pages[0]?.index ?? 0) - (b.pages[0]?.index ?? 0));
}

function isEmpty(page: PageReading): boolean {
  return page.blank || page.lines.length + page.codes.length === 0;
}

function cutPart(pages: readonly ClassedPage[]): readonly Growing[] {
  const sheaves: Growing[] = [];
  for (const one of pages) {
    const current = sheaves.at(-1);
    if (current === undefined || begins(current, one)) sheaves.push(open(one));
    else sheaves[sheaves.length - 1] = grown(current, one);
  }
  return joinCards(sheaves);
}

function open(one: ClassedPage): Growing {
  const { type, confidence, weight, titled } = one.class;
  const named = type !== null && (titled || weight >= NAMING_WEIGHT);
  return { type: named ? type : 'other', confidence: named ? confidence : 0.5, unknown: !named, pages: [one] };
}

function grown(sheaf: Growing, one: ClassedPage): Growing {
  const { type, confidence, weight } = one.class;
  const pages = [...sheaf.pages, one];
  if (type === sheaf.type) return { ...sheaf, confidence: Math.max(sheaf.confidence, confidence), pages };
  const names = sheaf.unknown && type !== null && type !== 'citizen-card' && weight >= LOOSE_WEIGHT;
  return names ? { type, confidence, unknown: false, pages } : { ...sheaf, pages };
}

/** Whether a page begins a paper of its own after this one. */
function begins(sheaf: Growing, one: ClassedPage): boolean {
  const { class: own } = one;
  if (sheaf.type === 'citizen-card' || own.type === 'citizen-card') return true;
  const follows = own.inner.has('any') || own.inner.has(sheaf.type);
  if (isNext(sheaf, own)) return own.titled && own.headed;
  if (own.headed || own.titled) return !(follows && !own.titled);
  if (own.number?.sure === true && own.number.at === 1) return true;
  if (follows || own.type === sheaf.type) return false;
  if (own.type !== null && own.type !== 'other' && own.weight >= LOOSE_WEIGHT) return true;
  return own.opening || isComplete(sheaf) || isOfOtherSize(sheaf, one.page);
}

/** The page's number is the one after the sheaf's last. */
function isNext(sheaf: Growing, { number }: PageClass): boolean {
  if (number === null || number.at === 1) return false;
  const [first, last] = [sheaf.pages[0], sheaf.pages.at(-1)];
  const known = last?.class.number ?? null;
  // The first page often bears none.
  const unnumbered = sheaf.pages.every((one) => one.class.number === null) || (known === null && first === last);
  const expected = known === null ? (unnumbered ? sheaf.pages.length + 1 : null) : known.at + 1;
  if (expected !== null && number.at !== expected) return false;
  const of = known?.of ?? null;
  return of === null || number.of === null || of === number.of;
}

function isComplete(sheaf: Growing): boolean {
  const number = sheaf.pages.at(-1)?.class.number ?? null;
  return number !== null && number.of !== null && number.at === number.of;
}

function isOfOtherSize(sheaf: Growing, page: PageReading): boolean {
  const last = sheaf.pages.at(-1)?.page;
  const [a, b] = [areaOf(last), areaOf(page)];
  return a > 0 && b > 0 && Math.max(a, b) / Math.min(a, b) > OTHER_SIZE;
}

/** Square inches; 0 when the resolution isn't known. */
function areaOf(page: PageReading | undefined): number {
  return page === undefined || page.dpi <= 0 ? 0 : (page.width * page.height) / page.dpi ** 2;
}

function joinCards(sheaves: readonly Growing[]): readonly Growing[] {
  const cards = sheaves.filter((sheaf) => sheaf.type === 'citizen-card');
  const pairs = new Map(pairCards(cards.flatMap((card) => card.pages.map((one) => one.page))));
  const seconds = new Map(cards.map((card) => [card.pages[0]?.page.index ?? -1, card]));
  const joined = new Set(pairs.values());
  return sheaves.flatMap((sheaf) => {
    const index = sheaf.pages[0]?.page.index ?? -1;
    if (sheaf.type !== 'citizen-card') return [sheaf];
    if (joined.has(index)) return [];
    const other = seconds.get(pairs.get(index) ?? -1);
    return other === undefined
      ? [sheaf]
      : [
          {
            ...sheaf,
            confidence: Math.max(sheaf.confidence, other.confidence),
            pages: [...sheaf.pages, ...other.pages],
          },
        ];
  });
}

/** Takes in blank pages between two neighbouring pages of the paper. */
function withBlanks(sheaf: Growing, pages: readonly PageReading[]): Sheaf {
  const own = sheaf.pages.map((one) => one.page);
  const at = (page: PageReading): number => pages.indexOf(page);
  const all = own.flatMap((page, i) => {
    const next = own[i + 1];
    const between = next === undefined ? [] : pages.slice(at(page) + 1, at(next));
    return between.every(isEmpty) ? [page, ...between] : [page];
  });
  return { type: sheaf.type, confidence: sheaf.confidence, pages: all };
}
