import type { Kysely } from 'kysely';
import type { PageReading } from '../../common/domain/reading.ts';
import type { FieldTable, PageTable, Schema } from '../database/schema.ts';
import { pageCounts } from './counting-pages.ts';
import type { FieldRecord, FileRecord, PageRecord, PaperRecord } from './records.ts';

/** All but the reading, which is large. */
const PAGE_COLUMNS = [
  'pages.id',
  'pages.dossierId',
  'pages.fileId',
  'pages.position',
  'pages.state',
  'pages.width',
  'pages.height',
  'pages.dpi',
  'pages.rotation',
  'pages.skewDegrees',
  'pages.blank',
  'pages.confidence',
  'pages.readMs',
  'pages.readAt',
  'pages.findings',
  'pages.uprightSha256',
  'pages.previewSha256',
] as const;

/** Files, pages, papers and fields of dossiers. */
export class PaperReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async file(id: string): Promise<FileRecord | null> {
    return (await this.#db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  /** The file of a dossier with this content. */
  async fileByHash(dossierId: string, sha256: string): Promise<FileRecord | null> {
    const row = await this.#db
      .selectFrom('files')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row ?? null;
  }

  /** In the order they came; also dismissed ones. */
  async files(dossierId: string): Promise<readonly FileRecord[]> {
    return await this.#db
      .selectFrom('files')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .orderBy('addedAt')
      .orderBy('id')
      .execute();
  }

  /** Files whose reading was not finished, oldest first. */
  async filesToRead(): Promise<readonly FileRecord[]> {
    return await this.#db.selectFrom('files').selectAll().where('state', '=', 'reading').orderBy('addedAt').execute();
  }

  async page(id: string): Promise<PageRecord | null> {
    const row = await this.#db.selectFrom('pages').select(PAGE_COLUMNS).where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : toPage(row);
  }

  /** By file, then by place in it; without those of papers set aside and of dismissed files. */
  async pages(dossierId: string): Promise<readonly PageRecord[]> {
    const rows = await this.#db
      .selectFrom('pages')
      .innerJoin('files', 'files.id', 'pages.fileId')
      .select(PAGE_COLUMNS)
      .where('pages.dossierId', '=', dossierId)
      .where(pageCounts())
      .orderBy('files.addedAt')
      .orderBy('files.id')
      .orderBy('pages.position')
      .execute();
    return rows.map(toPage);
  }

  async pagesOfFile(fileId: string): Promise<readonly PageRecord[]> {
    const rows = await this.#db
      .selectFrom('pages')
      .select(PAGE_COLUMNS)
      .where('fileId', '=', fileId)
      .orderBy('position')
      .execute();
    return rows.map(toPage);
  }

  /** Text, words and codes of a page; null while it is being read. */
  async reading(pageId: string): Promise<PageReading | null> {
    const row = await this.#db.selectFrom('pages').select('reading').where('id', '=', pageId).executeTakeFirst();
    return row?.reading == null ? null : JSON.parse(row.reading);
  }

  /** Also one that was set aside. */
  async paper(id: string): Promise<PaperRecord | null> {
    const row = await this.#db.selectFrom('papers').select('dossierId').where('id', '=', id).executeTakeFirst();
    if (row === undefined) return null;
    return (await this.#papers(row.dossierId, true)).find((paper) => paper.id === id) ?? null;
  }

  /** In the order they came; without those that were set aside. */
  async papers(dossierId: string): Promise<readonly PaperRecord[]> {
    return await this.#papers(dossierId, false);
  }

  /** Also those that were set aside. */
  async allPapers(dossierId: string): Promise<readonly PaperRecord[]> {
    return await this.#papers(dossierId, true);
  }

  /** Pages read within a span of time. */
  async countPagesRead(from: string, until: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('pages')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('readAt', '>=', from)
      .where('readAt', '<', until)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async #papers(dossierId: string, removedToo: boolean): Promise<readonly PaperRecord[]> {
    const rows = await this.#db
      .selectFrom('papers')
      .innerJoin('files', 'files.id', 'papers.fileId')
      .selectAll('papers')
      .where('papers.dossierId', '=', dossierId)
      .$if(!removedToo, (query) => query.where('papers.removedAt', 'is', null))
      .orderBy('files.addedAt')
      .orderBy('files.id')
      .orderBy('papers.position')
      .execute();
    const pages = await this.#db
      .selectFrom('paperPages')
      .innerJoin('papers', 'papers.id', 'paperPages.paperId')
      .select(['paperPages.paperId', 'paperPages.pageId'])
      .where('papers.dossierId', '=', dossierId)
      .orderBy('paperPages.position')
      .execute();
    const fields = await this.#db
      .selectFrom('fields')
      .innerJoin('papers', 'papers.id', 'fields.paperId')
      .selectAll('fields')
      .where('papers.dossierId', '=', dossierId)
      .execute();
    return rows.map((row) => ({
      ...row,
      findings: JSON.parse(row.findings),
      header: row.header === null ? null : JSON.parse(row.header),
      tables: row.tables === null ? null : JSON.parse(row.tables),
      pageIds: pages.filter((page) => page.paperId === row.id).map((page) => page.pageId),
      fields: fields.filter((field) => field.paperId === row.id).map(toField),
    }));
  }
}

function toField(row: FieldTable): FieldRecord {
  return { ...row, box: row.box === null ? null : JSON.parse(row.box), candidates: JSON.parse(row.candidates) };
}

function toPage(row: Omit<PageTable, 'reading'>): PageRecord {
  return { ...row, blank: row.blank === 1, findings: JSON.parse(row.findings) };
}
