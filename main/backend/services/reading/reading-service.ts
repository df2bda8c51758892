import { z } from 'zod';
import { errorCodeOf, StationError, type StationErrorCode } from '../../../../common/contract/errors.ts';
import type { Reader } from '../../../../ocr/reader.ts';
import type { FileRecord } from '../../../../storage/papers/records.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import type { JobHandler, JobOutcome, JobRun } from '../../jobs/job-handler.ts';
import type { DiskWatch } from '../disk/disk-watch.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeFileOf } from './change-file.ts';
import { FileIntake } from './file-intake.ts';

const payload = z.object({ fileId: z.string().min(1) });

/** Not the file's fault: it is read again by itself, and its row goes on saying that it is to be read. */
const PASSING: readonly StationErrorCode[] = ['disk-full', 'disk-low', 'reader-stopped', 'station-stopped'];

/** Notes that a file is to be read. Belongs to the transaction in which its row says so. */
export async function planReading(
  context: Pick<ServiceContext, 'jobs'>,
  transaction: StoreTransaction,
  file: Pick<FileRecord, 'id' | 'dossierId'>,
  at: string,
): Promise<void> {
  const { id: fileId, dossierId } = file;
  await transaction.write.jobs.put({
    kind: 'read-file',
    key: `read-file:${fileId}`,
    payload: { fileId },
    dossierId,
    at,
  });
  transaction.afterCommit(() => context.jobs.ring('read-file'));
}

/**
 * Reads files in the background. A job that is done means that the reading has come to its end: the file is read, or it
 * has failed for a reason of its own, which its row tells. Reading the same bytes again changes nothing that is there.
 */
export class ReadingService implements JobHandler<string> {
  readonly kind = 'read-file';
  /** Files under way at a time; their pages share the reader's processes. */
  readonly atOnce = 3;
  /** What hinders it passes: a full disk, a reader that doesn't start. The dossier must not lose a page over it. */
  readonly deadlineMs = null;
  readonly #context: ServiceContext;
  readonly #reader: Reader;
  readonly #disk: Pick<DiskWatch, 'requireRoomToRead'>;

  constructor(context: ServiceContext, reader: Reader, disk: Pick<DiskWatch, 'requireRoomToRead'>) {
    this.#context = context;
    this.#reader = reader;
    this.#disk = disk;
  }

  parse(value: unknown): string | null {
    const parsed = payload.safeParse(value);
    return parsed.success ? parsed.data.fileId : null;
  }

  async run(fileId: string, run: JobRun): Promise<JobOutcome> {
    const file = await this.#context.store.read.papers.file(fileId);
    if (file?.state === 'reading') await this.#readFile(file, run);
    return 'done';
  }

  async #readFile(file: FileRecord, run: JobRun): Promise<void> {
    try {
      await this.#disk.requireRoomToRead();
      await new FileIntake(this.#context, file).run(this.#reader, run);
    } catch (error) {
      const code = errorCodeOf(error);
      if (run.signal.aborted || PASSING.includes(code)) throw error;
      // Its message may quote a paper, so only the kind of an unknown error is logged.
      if (code === 'unexpected') this.#context.log.error({ fileId: file.id, error: nameOf(error) }, 'reading failed');
      const detail = error instanceof StationError ? (error.detail ?? null) : null;
      await changeFileOf(this.#context, file, async (transaction) => {
        if (!(await run.finish(transaction))) return;
        await transaction.write.papers.setFileFailed(file.id, code, detail);
        await transaction.write.papers.dropUnreadPages(file.id);
      });
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
