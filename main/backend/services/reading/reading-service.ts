import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { Reader } from '../../../../ocr/reader.ts';
import type { FileRecord } from '../../../../storage/papers/records.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeFileOf } from './change-file.ts';
import { FileIntake } from './file-intake.ts';

/** Files under way at a time; their pages share the reader's processes. */
const FILES_AT_ONCE = 3;

/**
 * Reads files in the background. The state of a file's row is what counts: whatever is `reading` when the station
 * starts is read again from its stored bytes, and reading the same bytes again changes nothing that is there.
 */
export class ReadingService {
  readonly #context: ServiceContext;
  readonly #reader: Reader;
  readonly #waiting: string[] = [];
  readonly #running = new Map<string, Promise<void>>();
  #closing = false;

  constructor(context: ServiceContext, reader: Reader) {
    this.#context = context;
    this.#reader = reader;
  }

  /** Takes up what an earlier run of the station left unread. */
  async start(): Promise<void> {
    for (const file of await this.#context.store.read.papers.filesToRead()) this.wake(file.id);
  }

  /** Says that a file waits to be read. */
  wake(fileId: string): void {
    if (this.#closing || this.#running.has(fileId) || this.#waiting.includes(fileId)) return;
    this.#waiting.push(fileId);
    this.#next();
  }

  /** Ends the reader first, so that nothing new comes; what was under way stays `reading` for the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#waiting.length = 0;
    await this.#reader.close();
    await Promise.allSettled(this.#running.values());
  }

  #next(): void {
    while (!this.#closing && this.#running.size < FILES_AT_ONCE) {
      const fileId = this.#waiting.shift();
      if (fileId === undefined) return;
      const reading = this.#read(fileId).finally(() => {
        this.#running.delete(fileId);
        this.#next();
      });
      this.#running.set(fileId, reading);
    }
  }

  async #read(fileId: string): Promise<void> {
    const { store, log } = this.#context;
    try {
      const file = await store.read.papers.file(fileId);
      if (file?.state === 'reading') await this.#readFile(file);
    } catch (error) {
      // Nothing more can be written; the row still says that the file is to be read.
      log.error({ fileId, code: errorCodeOf(error) }, 'reading was not recorded');
    }
  }

  async #readFile(file: FileRecord): Promise<void> {
    const intake = new FileIntake(this.#context, file);
    try {
      await intake.run(this.#reader);
    } catch (error) {
      if (this.#closing) return;
      const code = errorCodeOf(error);
      if (code === 'unexpected') this.#context.log.error({ fileId: file.id, error: nameOf(error) }, 'reading failed');
      const detail = error instanceof StationError ? (error.detail ?? null) : null;
      await changeFileOf(this.#context, file, async ({ write }) => {
        await write.papers.setFileFailed(file.id, code, detail);
        await write.papers.dropUnreadPages(file.id);
      });
    }
  }
}

/** Its message may quote a paper, so only the kind of an unknown error is logged. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
