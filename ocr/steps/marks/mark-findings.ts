import { type DocumentTypeId, SEALED_PAPERS } from '../../../common/domain/document-types.ts';
import { type Finding, finding } from '../../../common/domain/findings.ts';
import { keyFieldsOf } from '../../../common/domain/key-fields.ts';
import type { Box, FieldReading, Mark, PageReading } from '../../../common/domain/reading.ts';
import { stripDiacritics } from '../../../common/domain/vietnamese-text.ts';
import { coverOf, overlapOf } from './overlap.ts';

/** A value is written when handwriting covers so much of it: in a date by hand the words between are printed. */
const WRITTEN_SHARE = 0.2;
/** A page with so many written stretches was filled in by hand. */
const FILLED_BY_HAND = 5;
/** Of the values read on a paper so many were written before one that was not read is called written too. */
const MOST_WRITTEN = 0.5;
/** What looks printed on a page filled in by hand may be a tidy hand: somebody must look. */
const DOUBTFUL = 0.85;

/** Who signs for an agency, without diacritics. */
const SIGNER = /\b(?:nguoi ky|chu tich|truong phong|giam doc|truong cong an|tm\.? uy ban)\b/u;

/** True for a value that stands in handwriting: nobody should trust a guess at it. */
export function isWritten(field: FieldReading, pages: readonly PageReading[]): boolean {
  if (field.source !== 'ocr') return false;
  const page = pages.find(({ index }) => index === field.page);
  const hand = page === undefined ? [] : handOf(page);
  return hand.length > 0 && coverOf(field.box, hand) >= WRITTEN_SHARE;
}

/** The values that were printed; less sure of them where the page was filled in by hand. */
export function withoutWritten<T extends Readonly<Record<string, FieldReading>>>(
  fields: T,
  pages: readonly PageReading[],
): T {
  const filled = new Set(pages.filter((page) => handOf(page).length >= FILLED_BY_HAND).map((page) => page.index));
  const entries = Object.entries(fields).flatMap(([key, field]): [string, FieldReading][] => {
    if (isWritten(field, pages)) return [];
    const doubtful = field.source === 'ocr' && filled.has(field.page) && field.confidence > DOUBTFUL;
    return [[key, doubtful ? { ...field, confidence: DOUBTFUL } : field]];
  });
  return entries.every(([key, field]) => fields[key] === field) && entries.length === Object.keys(fields).length
    ? fields
    : (Object.fromEntries(entries) as T);
}

/**
 * Says which fields are written and have to be keyed, in place of their being missing, and whether seal or signature
 * of the agency is nowhere on an official paper that names its signer.
 *
 * @param read all values found, the written ones included
 * @param findings what else is known about the paper
 */
export function withMarkFindings(
  type: DocumentTypeId,
  pages: readonly PageReading[],
  read: Readonly<Record<string, FieldReading>>,
  findings: readonly Finding[],
): readonly Finding[] {
  const written = new Set(Object.keys(read).filter((key) => isWritten(read[key]!, pages)));
  for (const key of writtenUnread(type, pages, read, written.size, findings)) written.add(key);
  return [
    ...findings.filter(({ code, field }) => code !== 'key-field-missing' || field === undefined || !written.has(field)),
    ...[...written].map((field) => finding('handwritten', { field })),
    ...missingMarks(type, pages),
  ];
}

/**
 * Key fields nobody could read although a pen filled in the paper: most of what was read was written, and for each of
 * them a stretch of handwriting is left that belongs to no other value. A blank line is missing, not written.
 */
function writtenUnread(
  type: DocumentTypeId,
  pages: readonly PageReading[],
  read: Readonly<Record<string, FieldReading>>,
  written: number,
  findings: readonly Finding[],
): readonly string[] {
  const known = Object.values(read).filter((field) => field.source === 'ocr');
  if (written === 0 || written < known.length * MOST_WRITTEN) return [];
  const free = pages.flatMap((page) => {
    const taken = known.filter((field) => field.page === page.index).map((field) => field.box);
    return handOf(page).filter((box) => !taken.some((other) => overlapOf(box, other) > 0));
  });
  const missing = findings.flatMap(({ code, field }) =>
    code === 'key-field-missing' && field !== undefined ? field : [],
  );
  const seldomBlank = type === 'birth-certificate' ? [] : keyFieldsOf(type).whenRead;
  const unread = new Set([...missing, ...seldomBlank.filter((key) => read[key] === undefined)]);
  return unread.size <= free.length ? [...unread] : [];
}

function handOf(page: PageReading): readonly Box[] {
  return (page.marks ?? []).filter((mark) => mark.kind === 'handwriting').map((mark) => mark.box);
}

function missingMarks(type: DocumentTypeId, pages: readonly PageReading[]): readonly Finding[] {
  const scans = pages.filter((page) => !page.blank);
  if (!SEALED_PAPERS.includes(type) || scans.some((page) => page.marks === undefined || page.textFrom === 'pdf'))
    return [];
  if (!scans.some((page) => SIGNER.test(stripDiacritics(page.text).toLowerCase()))) return [];
  const marks = scans.flatMap((page) => page.marks ?? []);
  const has = (kind: Mark['kind']): boolean => marks.some((mark) => mark.kind === kind);
  // A photocopier drops pale red: that a seal can't be seen on its copy proves little.
  const sure = scans.every((page) => page.inColour === true && page.dpi >= 190);
  const tell = (code: 'seal-missing' | 'signature-missing'): Finding =>
    sure ? finding(code) : { ...finding(code), severity: 'info' };
  return [...(has('seal') ? [] : [tell('seal-missing')]), ...(has('signature') ? [] : [tell('signature-missing')])];
}
