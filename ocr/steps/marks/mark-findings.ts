import type { DocumentTypeId } from '../../../common/domain/document-types.ts';
import { type Finding, finding } from '../../../common/domain/findings.ts';
import { keyFieldsOf } from '../../../common/domain/key-fields.ts';
import type { FieldReading, Mark, PageReading } from '../../../common/domain/reading.ts';
import { stripDiacritics } from '../../../common/domain/vietnamese-text.ts';
import { coverOf } from './overlap.ts';

/** A value is written when handwriting covers so much of it: in a date by hand the words between are printed. */
const WRITTEN_SHARE = 0.2;
/** A paper with so many written stretches was filled in by hand: what could not be read on it was written too. */
const FILLED_BY_HAND = 5;

/** Papers that are nothing without the seal and the signature of the agency that issued them. */
const SEALED: ReadonlySet<DocumentTypeId> = new Set([
  'birth-certificate',
  'marriage-certificate',
  'marital-status-confirmation',
  'death-extract',
  'land-certificate',
  'household-business-certificate',
  'company-registration',
]);

/** Who signs for an agency, without diacritics. */
const SIGNER = /\b(?:nguoi ky|chu tich|truong phong|giam doc|truong cong an|tm\.? uy ban)\b/u;

/** True for a value that stands in handwriting: nobody should trust a guess at it. */
export function isWritten(field: FieldReading, pages: readonly PageReading[]): boolean {
  if (field.source !== 'ocr') return false;
  const marks = pages.find((page) => page.index === field.page)?.marks ?? [];
  const hand = marks.filter((mark) => mark.kind === 'handwriting').map((mark) => mark.box);
  return hand.length > 0 && coverOf(field.box, hand) >= WRITTEN_SHARE;
}

/** The values that were printed. */
export function withoutWritten<T extends Readonly<Record<string, FieldReading>>>(
  fields: T,
  pages: readonly PageReading[],
): T {
  const entries = Object.entries(fields).filter(([, field]) => !isWritten(field, pages));
  return entries.length === Object.keys(fields).length ? fields : (Object.fromEntries(entries) as T);
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
  const stretches = pages.flatMap((page) => page.marks ?? []).filter((mark) => mark.kind === 'handwriting').length;
  if (stretches >= FILLED_BY_HAND) {
    const seldomBlank = type === 'birth-certificate' ? [] : keyFieldsOf(type).whenRead;
    for (const key of seldomBlank) if (read[key] === undefined) written.add(key);
    for (const { code, field } of findings) if (code === 'key-field-missing' && field !== undefined) written.add(field);
  }
  return [
    ...findings.filter(({ code, field }) => code !== 'key-field-missing' || field === undefined || !written.has(field)),
    ...[...written].map((field) => finding('handwritten', { field })),
    ...missingMarks(type, pages),
  ];
}

function missingMarks(type: DocumentTypeId, pages: readonly PageReading[]): readonly Finding[] {
  const scans = pages.filter((page) => !page.blank);
  if (!SEALED.has(type) || scans.some((page) => page.marks === undefined || page.textFrom === 'pdf')) return [];
  if (!scans.some((page) => SIGNER.test(stripDiacritics(page.text).toLowerCase()))) return [];
  const marks = scans.flatMap((page) => page.marks ?? []);
  const has = (kind: Mark['kind']): boolean => marks.some((mark) => mark.kind === kind);
  // A photocopier drops pale red: that a seal can't be seen on its copy proves little.
  const sure = scans.every((page) => page.inColour === true && page.dpi >= 190);
  const tell = (code: 'seal-missing' | 'signature-missing'): Finding =>
    sure ? finding(code) : { ...finding(code), severity: 'info' };
  return [...(has('seal') ? [] : [tell('seal-missing')]), ...(has('signature') ? [] : [tell('signature-missing')])];
}
