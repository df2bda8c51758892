import type { Kysely } from 'kysely';
import type { StationErrorCode } from '../../common/contract/errors.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { Schema } from '../database/schema.ts';
import type { FieldRecord, FileRecord, PaperRecord, ReadPageRecord } from './records.ts';

/** Files, pages, papers and fields of dossiers. */
export class PaperWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Its bytes must be durable already. */
  async insertFile(file: FileRecord): Promise<void> {
    await this.#db.insertInto('files').values(file).execute();
  }

  /** Puts a file back to be read from the start. */
  async setFileReading(id: string): Promise<void> {
    await this.#db
      .updateTable('files')
      .set({ state: 'reading', errorCode: null, errorDetail: null })
      .where('id', '=', id)
      .execute();
  }

  async setFileRead(id: string): Promise<void> {
    await this.#db.updateTable('files').set({ state: 'read' }).where('id', '=', id).execute();
  }

  async setFileFailed(id: string, errorCode: StationErrorCode, errorDetail: string | null): Promise<void> {
    await this.#db.updateTable('files').set({ state: 'failed', errorCode, errorDetail }).where('id', '=', id).execute();
  }

  /** A person does without it; why it failed stays noted. */
  async setFileDismissed(id: string): Promise<void> {
    await this.#db.updateTable('files').set({ state: 'dismissed' }).where('id', '=', id).execute();
  }

  /** Notes how many pages a file has and makes a row for each that has none yet. */
  async expectPages(file: Pick<FileRecord, 'id' | 'dossierId'>, count: number, newId: () => string): Promise<void> {
    await this.#db.updateTable('files').set({ pagesTotal: count }).where('id', '=', file.id).execute();
    for (let position = 0; position < count; position += 1) {
      await this.#db
        .insertInto('pages')
        .values({
          id: newId(),
          dossierId: file.dossierId,
          fileId: file.id,
          position,
          state: 'reading',
          blank: 0,
          findings: '[]',
        })
        .onConflict((conflict) => conflict.columns(['fileId', 'position']).doNothing())
        .execute();
    }
  }

  /** Removes the rows of pages that never were read, when their file turned out to be unreadable. */
  async dropUnreadPages(fileId: string): Promise<void> {
    await this.#db.deleteFrom('pages').where('fileId', '=', fileId).where('state', '=', 'reading').execute();
  }

  async setPageRead(fileId: string, position: number, page: ReadPageRecord): Promise<void> {
    await this.#db
      .updateTable('pages')
      .set({
        ...page,
        blank: page.blank ? 1 : 0,
        findings: JSON.stringify(page.reading.findings),
        reading: JSON.stringify(page.reading),
      })
      .where('fileId', '=', fileId)
      .where('position', '=', position)
      .execute();
  }

  async insertPaper(paper: PaperRecord): Promise<void> {
    const { pageIds, fields, findings, header, tables, ...row } = paper;
    await this.#db
      .insertInto('papers')
      .values({ ...row, findings: JSON.stringify(findings), header: jsonOrNull(header), tables: jsonOrNull(tables) })
      .execute();
    for (const [position, pageId] of pageIds.entries()) {
      await this.#db.insertInto('paperPages').values({ paperId: paper.id, pageId, position }).execute();
    }
    for (const field of fields) await this.putField(field);
  }

  async setComponent(paperId: string, componentCode: string | null): Promise<void> {
    await this.#db.updateTable('papers').set({ componentCode }).where('id', '=', paperId).execute();
  }

  /** A person's word on the type: certain. */
  async setType(paperId: string, type: DocumentTypeId): Promise<void> {
    await this.#db.updateTable('papers').set({ type, typeConfidence: 1 }).where('id', '=', paperId).execute();
  }

  /** @param removedAt null brings it back */
  async setRemoved(paperId: string, removedAt: string | null): Promise<void> {
    await this.#db.updateTable('papers').set({ removedAt }).where('id', '=', paperId).execute();
  }

  async setPdf(
    paperId: string,
    pdf: { readonly sha256: string; readonly bytes: number; readonly title: string },
  ): Promise<void> {
    await this.#db
      .updateTable('papers')
      .set({ pdfSha256: pdf.sha256, pdfBytes: pdf.bytes, pdfTitle: pdf.title })
      .where('id', '=', paperId)
      .execute();
  }

  /** It is made again when somebody needs it. */
  async clearPdf(paperId: string): Promise<void> {
    const none = { pdfSha256: null, pdfBytes: null, pdfTitle: null };
    await this.#db.updateTable('papers').set(none).where('id', '=', paperId).execute();
  }

  /** Images made again of the same page as it was read. */
  async setPageImages(pageId: string, uprightSha256: string, previewSha256: string): Promise<void> {
    await this.#db.updateTable('pages').set({ uprightSha256, previewSha256 }).where('id', '=', pageId).execute();
  }

  async putField(field: FieldRecord): Promise<void> {
    const { paperId, key, ...rest } = field;
    const values = {
      ...rest,
      box: rest.box === null ? null : JSON.stringify(rest.box),
      candidates: JSON.stringify(rest.candidates),
    };
    await this.#db
      .insertInto('fields')
      .values({ paperId, key, ...values })
      .onConflict((conflict) => conflict.columns(['paperId', 'key']).doUpdateSet(values))
      .execute();
  }
}

function jsonOrNull(value: object | null | undefined): string | null {
  return value == null ? null : JSON.stringify(value);
}
