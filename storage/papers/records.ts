import type { Finding } from '../../common/domain/findings.ts';
import type { Box, DocumentReading, FieldCandidate, PageReading, PaperHeader } from '../../common/domain/reading.ts';
import type { FieldTable, FileTable, PageTable, PaperTable } from '../database/schema.ts';

export type FileRecord = FileTable;

/** A page without its text; see PaperReader.reading for that. */
export type PageRecord = Omit<PageTable, 'reading' | 'blank' | 'findings'> & {
  readonly blank: boolean;
  readonly findings: readonly Finding[];
};

export type FieldRecord = Omit<FieldTable, 'box' | 'candidates'> & {
  readonly box: Box | null;
  readonly candidates: readonly FieldCandidate[];
};

export type PaperRecord = Omit<PaperTable, 'findings' | 'header' | 'tables'> & {
  /** As the reader gave them. */
  readonly findings: readonly Finding[];
  /** As the reader gave it: nobody edits it. Pages in it count from 0 in the paper's file. */
  readonly header: PaperHeader | null;
  /** As the reader gave them, with pages as in the header. */
  readonly tables: DocumentReading['tables'] | null;
  /** In printed order. */
  readonly pageIds: readonly string[];
  readonly fields: readonly FieldRecord[];
};

/** What is known of a page once it was read. */
export type ReadPageRecord = Pick<
  PageTable,
  | 'state'
  | 'width'
  | 'height'
  | 'dpi'
  | 'rotation'
  | 'skewDegrees'
  | 'confidence'
  | 'readMs'
  | 'readAt'
  | 'uprightSha256'
  | 'previewSha256'
> & { readonly blank: boolean; readonly reading: PageReading };
