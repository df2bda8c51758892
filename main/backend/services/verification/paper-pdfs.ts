import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { PreflightProblem } from '../../../../common/contract/verification.ts';
import type { ComposePdfRequest, Reader } from '../../../../ocr/reader.ts';
import type { PaperRecord } from '../../../../storage/papers/records.ts';
import { readStationSettings } from '../accounts/station-settings.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';
import { requireStored } from '../require-stored.ts';
import type { ServiceContext } from '../service-context.ts';
import { paperTitle } from './paper-title.ts';
import { preflightFiles } from './preflight.ts';

/**
 * One searchable PDF for each paper (Circular 01/2023/TT-VPCP Art. 8: page count and order as on paper). Made when a
 * dossier is handed to the supervisor, or whenever somebody wants it first; stored before it is referred to.
 */
export class PaperPdfs {
  readonly #context: ServiceContext;
  readonly #reader: Reader;
  /** By paper: two who want the same PDF wait for one. */
  readonly #running = new Map<string, Promise<void>>();
  #closing = false;

  constructor(context: ServiceContext, reader: Reader) {
    this.#context = context;
    this.#reader = reader;
  }

  /** Makes what is missing for dossiers that wait for a supervisor. */
  async start(): Promise<void> {
    for (const dossier of await this.#context.store.read.dossiers.listByState(['verifying'], 'oldest-first')) {
      this.prepare(dossier.id);
    }
  }

  /** Begins to make a dossier's PDFs without waiting; whoever needs them later waits or tries again. */
  prepare(dossierId: string): void {
    this.ensureDossier(dossierId).catch((error: unknown) => {
      this.#context.log.warn({ dossierId, code: errorCodeOf(error) }, 'a PDF could not be made yet');
    });
  }

  /** When this resolves every paper of the dossier has its PDF, durably. */
  async ensureDossier(dossierId: string): Promise<void> {
    for (const paper of await this.#context.store.read.papers.papers(dossierId)) await this.ensurePaper(paper.id);
  }

  /**
   * Makes a dossier's PDFs and looks at them as the portal would.
   *
   * @returns what speaks against sending them, and the hashes of those looked at
   */
  async preflight(
    dossierId: string,
  ): Promise<{ readonly problems: readonly PreflightProblem[]; readonly seen: ReadonlySet<string> }> {
    await this.ensureDossier(dossierId);
    const { store } = this.#context;
    const papers = await store.read.papers.papers(dossierId);
    const problems = await preflightFiles(store, this.#reader, await requireDossier(store.read, dossierId));
    return { problems, seen: new Set(papers.flatMap(({ pdfSha256 }) => (pdfSha256 === null ? [] : [pdfSha256]))) };
  }

  /** @throws StationError paper-not-found, page-unreadable, and what composing throws */
  async ensurePaper(paperId: string): Promise<void> {
    const running = this.#running.get(paperId);
    if (running !== undefined) return await running;
    if (this.#closing) throw new StationError('station-stopped');
    const made = this.#make(paperId).finally(() => this.#running.delete(paperId));
    this.#running.set(paperId, made);
    await made;
  }

  /**
   * Makes a paper's PDF from its stored pages, and keeps nothing of it. Dated when its last page was read, so that one
   * that was lost can be made again byte by byte.
   */
  async compose(paper: PaperRecord, to: Pick<ComposePdfRequest, 'title' | 'out' | 'raster'>): Promise<void> {
    const [pages, source] = [await this.#pages(paper), await this.#source(paper)];
    await this.#reader.composePdf({ pages, ...source, ...(await this.#digitisedAt(paper)), ...to });
  }

  async #digitisedAt({ pageIds }: PaperRecord): Promise<Pick<ComposePdfRequest, 'at'>> {
    const pages = await Promise.all(pageIds.map(async (id) => await this.#context.store.read.papers.page(id)));
    const at = pages.flatMap((page) => page?.readAt ?? []).reduce((last, one) => (one > last ? one : last), '');
    return at === '' ? {} : { at };
  }

  /** Begins no more, and waits for what is being made. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#running.values());
  }

  async #make(paperId: string): Promise<void> {
    const { store } = this.#context;
    const paper = await store.read.papers.paper(paperId);
    if (paper === null) throw new StationError('paper-not-found');
    const dossier = await requireDossier(store.read, paper.dossierId);
    const title = paperTitle(dossier.procedureCode, paper);
    if (paper.pdfSha256 !== null && paper.pdfTitle === title) return;
    const out = join(store.workDir, `${randomUUID()}.pdf`);
    try {
      const { pdfRaster: raster = 'jpeg' } = await readStationSettings(store.read);
      await this.compose(paper, { title, out, raster });
      const stored = await store.files.writeFrom(out);
      await store.transaction(async ({ write }) => {
        await requireStored(store, stored.sha256);
        await write.papers.setPdf(paperId, { ...stored, title });
      });
    } finally {
      await rm(out, { force: true });
    }
  }

  /** The file that all pages of the paper came in: one that is signed or carries its text goes on as it is. */
  async #source(paper: PaperRecord): Promise<Pick<ComposePdfRequest, 'source'>> {
    const { read, files } = this.#context.store;
    const pages = await Promise.all(paper.pageIds.map(async (pageId) => await read.papers.page(pageId)));
    if (pages.some((page) => page?.fileId !== paper.fileId)) return {};
    const file = await read.papers.file(paper.fileId);
    if (file === null || (await files.sizeOf(file.sha256)) === null) return {};
    return { source: files.pathOf(file.sha256) };
  }

  async #pages(paper: PaperRecord): Promise<ComposePdfRequest['pages']> {
    const { read, files } = this.#context.store;
    return await Promise.all(
      paper.pageIds.map(async (pageId) => {
        const page = await read.papers.page(pageId);
        const reading = await read.papers.reading(pageId);
        if (page?.uprightSha256 == null || reading === null) throw new StationError('page-unreadable');
        return { upright: files.pathOf(page.uprightSha256), reading };
      }),
    );
  }
}
