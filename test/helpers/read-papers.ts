import { expect } from 'vitest';
import type { DocumentReading, PageReading } from '../../common/domain/reading.ts';
import { assembleDocuments } from '../../ocr/steps/assemble-documents.ts';
import type { BuiltRow } from './page-builder.ts';

export const TODAY = '2026-03-01';

/** A letterhead as it stands over official papers. */
export const LETTERHEAD: readonly BuiltRow[] = [
  [
    [200, 'UBND PHƯỜNG BA ĐÌNH'],
    [1000, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ],
];

/** The one paper that the pages make. */
export function readOne(...pages: readonly PageReading[]): DocumentReading {
  const [document, ...more] = assembleDocuments(pages, { today: TODAY });
  expect(more).toEqual([]);
  return document as DocumentReading;
}

export function values(document: DocumentReading): Record<string, string> {
  return Object.fromEntries(Object.entries(document.fields).map(([key, field]) => [key, field.value]));
}
