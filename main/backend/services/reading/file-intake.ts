import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StationError } from '../../../../common/contract/errors.ts';
import type { PageVerdict, Reader, ReadFileResult, ReadPage, ReadProgress } from '../../../../ocr/reader.ts';
import type { FileRecord, PageRecord } from '../../../../storage/papers/records.ts';
import type { JobRun } from '../../jobs/job-handler.ts';
import { stamp } from '../clock.ts';
import { requireStored } from '../require-stored.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeFileOf } from './change-file.ts';
import { makePapers } from './make-papers.ts';
import { Silence } from './silence.ts';

/** Two more than enough: a page may take 90 s twice, and other files take turns with this one. */
const SILENCE_MS = 15 * 60_000;

/** Reads one stored file: page rows as pages come, papers when all are there. */
export class FileIntake {
  readonly #context: ServiceContext;
  readonly #file: FileRecord;
  readonly #stored = new Set<number>();
  /** Progress comes faster than it is written; it is written in order. */
  #writing: Promise<void> = Promise.resolve();
  /** Of pages whose text is being read. Each piece of news carries all of them: the newest may replace one unsent. */
  readonly #verdicts = new Map<number, PageVerdict>();
  #pagesTotal: number | null = null;
  #pagesDone = 0;
  /** Set once what the reader still says counts for nothing. */
  #over = false;

  constructor(context: ServiceContext, file: FileRecord) {
    this.#context = context;
    this.#file = file;
  }

  /**
   * Reads the file. The time that a page may take is bounded by the reader; what bounds the whole is that the reader
   * must give some news of the file again and again, however many pages it has and however many wait before it.
   *
   * @throws StationError when the file can't be read at all, when what was read could not be written, or when the
   *   reader says nothing for too long
   */
  async run(reader: Reader, run: Pick<JobRun, 'signal' | 'finish'>): Promise<void> {
    const { store } = this.#context;
    const file = this.#file;
    const silence = new Silence(run.signal, SILENCE_MS);
    if ((await store.files.sizeOf(file.sha256)) === null) throw new StationError('page-file-missing');
    const workDir = join(store.workDir, randomUUID());
    await mkdir(workDir, { mode: 0o700 });
    try {
      const request = { path: store.files.pathOf(file.sha256), sourceName: file.name, workDir };
      const reading = reader.readFile(request, (progress) => {
        silence.broken();
        this.#onProgress(progress);
      });
      const heard = Promise.race([reading, silence.tooLong]).finally(() => {
        this.#over = true;
      });
      const result = await this.#settled(heard);
      await this.#finish(result, run);
    } finally {
      silence.end();
      await rm(workDir, { recursive: true, force: true });
    }
  }

  /** Waits for what is being written also when reading failed, so that nothing is written after the failure. */
  async #settled(reading: Promise<ReadFileResult>): Promise<ReadFileResult> {
    const [result, written] = await Promise.allSettled([
      reading,
      reading.catch(() => undefined).then(() => this.#writing),
    ]);
    if (result.status === 'rejected') throw result.reason;
    if (written.status === 'rejected') throw written.reason;
    return result.value;
  }

  #onProgress(progress: ReadProgress): void {
    if (this.#over) return;
    if (progress.kind === 'opened') {
      this.#pagesTotal = progress.pages;
      this.#enqueue(() => this.#expect(progress.pages));
      this.#tell(null);
    } else if (progress.kind === 'step') {
      this.#tell(progress.step);
    } else if (progress.kind === 'verdict') {
      this.#verdicts.set(progress.page, progress.verdict);
      this.#tell(null);
    } else {
      this.#pagesDone += 1;
      this.#verdicts.delete(progress.page.reading.index);
      this.#enqueue(() => this.#storePage(progress.page));
      this.#tell(null);
    }
  }

  #enqueue(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work);
    // Whoever waits for it in the end gets the failure; until then it must not count as unhandled.
    this.#writing.catch(() => undefined);
  }

  #tell(step: string | null): void {
    const { id: fileId, dossierId } = this.#file;
    const pagesTotal = this.#pagesTotal;
    const flaws = [...this.#verdicts].flatMap(([page, { findings }]) =>
      findings.map(({ code }) => ({ position: page, code })),
    );
    const news = { pagesRead: this.#pagesDone, pagesTotal, step, flaws };
    this.#context.events.publish({ kind: 'reading', dossierId, fileId, ...news });
  }

  async #expect(pages: number): Promise<void> {
    await changeFileOf(this.#context, this.#file, async ({ write }) => {
      await write.papers.expectPages(this.#file, pages, randomUUID);
    });
  }

  /** Images first, then the row that refers to them. */
  async #storePage({ reading, artefacts }: ReadPage): Promise<void> {
    const { files } = this.#context.store;
    const upright = artefacts === undefined ? null : await files.writeFrom(artefacts.upright);
    const preview = artefacts === undefined ? null : await files.writeFrom(artefacts.preview);
    const unread = artefacts === undefined || reading.findings.some((finding) => finding.code === 'page-unreadable');
    await changeFileOf(this.#context, this.#file, async ({ write }, readAt) => {
      const images = [upright, preview].flatMap((image) => (image === null ? [] : [image.sha256]));
      await requireStored(this.#context.store, ...images);
      await write.papers.setPageRead(this.#file.id, reading.index, {
        state: unread ? 'unreadable' : 'read',
        width: artefacts === undefined ? null : reading.width,
        height: artefacts === undefined ? null : reading.height,
        dpi: artefacts === undefined ? null : reading.dpi,
        rotation: reading.rotation,
        skewDegrees: reading.skewDegrees,
        blank: reading.blank,
        confidence: unread ? null : reading.confidence,
        readMs: Object.values(reading.timings).reduce((sum, milliseconds) => sum + milliseconds, 0),
        readAt,
        reading,
        uprightSha256: upright?.sha256 ?? null,
        previewSha256: preview?.sha256 ?? null,
      });
    });
    this.#stored.add(reading.index);
  }

  /** Papers and the file's new state in one transaction: a file that is `read` has its papers. */
  async #finish(result: ReadFileResult, run: Pick<JobRun, 'finish'>): Promise<void> {
    if (this.#pagesTotal === null) await this.#expect(result.pages.length);
    for (const page of result.pages) {
      if (!this.#stored.has(page.reading.index)) await this.#storePage(page);
    }
    const file = this.#file;
    await changeFileOf(this.#context, file, async (transaction, at) => {
      if (!(await run.finish(transaction))) return;
      const pages = await transaction.read.papers.pagesOfFile(file.id);
      await makePapers(transaction, { file, pages: pagesByPosition(pages), documents: result.reading.documents, at });
      await transaction.write.papers.setFileRead(file.id);
      const detail = { fileId: file.id, pages: pages.length, papers: result.reading.documents.length };
      await transaction.write.audit.add({ at, byId: null, event: 'read-file', dossierId: file.dossierId, detail });
    });
    const news = { fileId: file.id, pages: result.pages.length, at: stamp(this.#context.clock) };
    this.#context.log.info(news, 'file read');
  }
}

function pagesByPosition(pages: readonly PageRecord[]): ReadonlyMap<number, string> {
  return new Map(pages.map((page) => [page.position, page.id]));
}
