import { parseCardQr } from '../../common/domain/card-qr.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { DocumentReading, PageReading } from '../../common/domain/reading.ts';
import { classifyPage, type PageClass } from './classify.ts';
import { extractPaper } from './extract.ts';

interface ClassedPage {
  readonly page: PageReading;
  readonly class: PageClass;
}

/** Pages of one paper while the file is being cut. */
interface Sheaf {
  readonly type: DocumentTypeId;
  readonly confidence: number;
  readonly pages: readonly ClassedPage[];
}

/**
 * Cuts the pages of one file into papers and reads each: a title begins a paper, pages without one carry it on, front
 * and back of a card are joined. Blank pages belong to a paper only when they lie between two of its pages. A file
 * without any known paper is one of type `other`. Never throws for what is on a page.
 *
 * @param pages all pages of one file in order
 * @param context today as YYYY-MM-DD, for expiry and dates ahead
 */
export function assembleDocuments(
  pages: readonly PageReading[],
  context: { readonly today: string },
): DocumentReading[] {
  const sheaves: Sheaf[] = [];
  let blanks: readonly ClassedPage[] = [];
  for (const page of pages) {
    const classed: ClassedPage = { page, class: classifyPage(page) };
    if (page.blank || page.lines.length + page.codes.length === 0) {
      blanks = [...blanks, classed];
      continue;
    }
    const current = sheaves.at(-1);
    if (current !== undefined && carriesOn(current, classed)) {
      sheaves[sheaves.length - 1] = joined(current, [...blanks, classed]);
    } else {
      sheaves.push({ type: classed.class.type ?? 'other', confidence: classed.class.confidence, pages: [classed] });
    }
    blanks = [];
  }
  return sheaves.map((sheaf) => read(sheaf, context.today));
}

function joined(sheaf: Sheaf, more: readonly ClassedPage[]): Sheaf {
  const confidence = Math.max(
    sheaf.confidence,
    ...more.map((one) => (one.class.type === sheaf.type ? one.class.confidence : 0)),
  );
  return { ...sheaf, confidence, pages: [...sheaf.pages, ...more] };
}

/** Whether a page belongs to the paper before it. */
function carriesOn(sheaf: Sheaf, { page, class: own }: ClassedPage): boolean {
  if (sheaf.type === 'citizen-card') return own.type === 'citizen-card' && completesCard(sheaf, page);
  if (own.type === 'citizen-card') return false;
  if (own.number !== null && own.number > 1 && (own.type === null || own.type === sheaf.type)) return true;
  if (own.titled || own.number === 1) return sheaf.type === 'other' && (own.type === null || own.type === 'other');
  if (own.type === sheaf.type) return true;
  if (own.type !== null && own.type !== 'other' && own.confidence > 0.8) return false;
  return sheaf.type === 'other' || !own.headed;
}

/** Front and back have different things on them: a second front is a second card. */
function completesCard(sheaf: Sheaf, page: PageReading): boolean {
  if (sheaf.pages.filter((one) => !one.page.blank).length > 1) return false;
  const first = sheaf.pages[0]?.page;
  if (first === undefined) return false;
  const [a, b] = [sideOf(first), sideOf(page)];
  if (a === 'both' || b === 'both' || (a !== null && a === b)) return false;
  const [idA, idB] = [qrId(first), qrId(page)];
  return idA === null || idB === null || idA === idB;
}

function qrId(page: PageReading): string | null {
  return page.codes.map((code) => parseCardQr(code.text)).find((qr) => qr !== null)?.citizenId ?? null;
}

const FRONT = /h[oọ] v[aà] t[eê]n|full name|ng[aà]y sinh|date of birth|gi[oớ]i t[ií]nh/iu;
const BACK =
  /đặc điểm|personal identification(?! n)|ngón trỏ|index finger|VNM[\w<]{6}|<<<|date of (?:issue|expiry)\b.*\n?.*bộ công an|place of birth|dấu vết|cục trưởng/iu;

function sideOf(page: PageReading): 'front' | 'back' | 'both' | null {
  const [front, back] = [FRONT.test(page.text), BACK.test(page.text)];
  if (front && back) return 'both';
  if (front) return 'front';
  return back ? 'back' : null;
}

function read(sheaf: Sheaf, today: string): DocumentReading {
  const pages = sheaf.pages.map((one) => one.page);
  const { fields, findings } = extractPaper(sheaf.type, pages, today);
  return {
    type: sheaf.type,
    typeConfidence: Math.round(sheaf.confidence * 1000) / 1000,
    pages: pages.map((page) => page.index),
    fields,
    findings,
  };
}
