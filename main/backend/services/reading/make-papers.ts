import { randomUUID } from 'node:crypto';
import { componentsFor, findProcedure } from '../../../../common/domain/procedures.ts';
import type { DocumentReading } from '../../../../common/domain/reading.ts';
import type { FieldRecord, FileRecord } from '../../../../storage/papers/records.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';

interface ReadDocuments {
  readonly file: FileRecord;
  /** Ids of the file's pages by place in the file. */
  readonly pages: ReadonlyMap<number, string>;
  readonly documents: readonly DocumentReading[];
  readonly at: string;
}

/** Makes papers of the documents found in a file; each goes under the first component that it fits and that is empty. */
export async function makePapers(transaction: StoreTransaction, found: ReadDocuments): Promise<void> {
  const { read, write } = transaction;
  const { file, pages, documents, at } = found;
  const papers = await read.papers.allPapers(file.dossierId);
  if (papers.some((paper) => paper.fileId === file.id)) return;
  const dossier = await requireDossier(read, file.dossierId);
  const procedure = findProcedure(dossier.procedureCode);
  const filled = new Set(papers.filter((paper) => paper.removedAt === null).map((paper) => paper.componentCode));
  for (const [position, document] of documents.entries()) {
    const fitting = procedure === undefined ? [] : componentsFor(procedure, document.type);
    const componentCode = fitting.find((component) => !filled.has(component.code))?.code ?? null;
    if (componentCode !== null) filled.add(componentCode);
    const id = randomUUID();
    await write.papers.insertPaper({
      id,
      dossierId: file.dossierId,
      fileId: file.id,
      position,
      type: document.type,
      typeConfidence: document.typeConfidence,
      componentCode,
      findings: document.findings,
      header: document.header ?? null,
      tables: document.tables ?? null,
      createdAt: at,
      removedAt: null,
      pdfSha256: null,
      pdfBytes: null,
      pdfTitle: null,
      pageIds: document.pages.flatMap((page) => pages.get(page) ?? []),
      fields: fieldRecords(id, document, pages),
    });
  }
}

function fieldRecords(
  paperId: string,
  document: DocumentReading,
  pages: ReadonlyMap<number, string>,
): readonly FieldRecord[] {
  return Object.entries(document.fields).map(([key, field]) => ({
    paperId,
    key,
    value: field.value,
    raw: field.raw,
    confidence: field.confidence,
    source: field.source,
    pageId: pages.get(field.page) ?? null,
    box: field.box,
    candidates: field.candidates ?? [],
    confirmedBy: null,
    confirmedAt: null,
  }));
}
