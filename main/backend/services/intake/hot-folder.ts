import { constants, type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf, StationError, type StationErrorCode } from '../../../../common/contract/errors.ts';
import { codeOf } from '../../../../storage/database/sqlite-errors.ts';
import type { BackendLog } from '../../backend.ts';
import type { Clock } from '../clock.ts';
import { type FileMark, markOf, moveRefused, moveTaken, sameFile } from './hot-folder-moves.ts';
import { type HotFolderNote, readNote, removeNote, writeNote } from './hot-folder-note.ts';
import { endOfFile } from './whole-file.ts';

/** A file that its writer is done with. */
export interface HotFile {
  readonly name: string;
  readonly bytes: number;
  /** From the beginning at every call; fails when the file is changed meanwhile. */
  content(): AsyncIterable<Uint8Array>;
  /** The dossier into which this file was being taken when the station stopped; null for a new one. */
  readonly notedFor: string | null;
  /** To be called before the file is taken into a dossier; durable when it resolves. */
  note(dossierId: string): Promise<void>;
}

/** Takes a file; once this says kept, its bytes and its row survive a power cut. */
export type TakeHotFile = (file: HotFile) => Promise<'kept' | 'no-dossier'>;

export interface HotFolderOptions {
  /** Where scanners put their files. */
  readonly folder: string;
  readonly take: TakeHotFile;
  readonly clock: Clock;
  readonly log: BackendLog;
  /** Milliseconds on a clock that nobody sets. */
  readonly elapsed?: () => number;
  /** So long a file must stand still that ends as its format should. */
  readonly stillMs?: number;
  /** So long any other: its writer may have stopped in the middle, and that is for the reader to tell. */
  readonly longStillMs?: number;
  readonly pollMs?: number;
}

interface Seen {
  readonly mark: FileMark;
  readonly since: number;
}

/** No clerk can do anything about these but to hand in another file. */
const REFUSED: readonly StationErrorCode[] = ['file-empty', 'file-too-large', 'file-type-unknown'];
/** Hidden, still being written by whoever names files so, or the system's own. */
const LEFT_ALONE = /^[.~]|\.(part|partial|filepart|crdownload|download|tmp|temp)$|^(thumbs\.db|desktop\.ini)$/i;
const HINT_MS = 100;

const inOrder = new Intl.Collator('vi', { numeric: true });

/**
 * A folder into which scanners put files. Each that is whole is taken into the dossier that is open, oldest first, and
 * moved to `da-nhan/DAY/` once it is durable; what can't be taken goes to `khong-nhan/` with a text that says why.
 * Nothing is ever deleted, and without an open dossier everything stays where it is.
 */
export class HotFolder {
  readonly #options: Required<HotFolderOptions>;
  readonly #seen = new Map<string, Seen>();
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;
  #hinted = false;
  #problem: string | null = null;

  constructor(options: HotFolderOptions) {
    const elapsed = (): number => performance.now();
    this.#options = { elapsed, stillMs: 3000, longStillMs: 60_000, pollMs: 1000, ...options };
  }

  /** Looks again and again. Hints of the system come sooner than the next look, but not from every disk. */
  start(): void {
    this.#next(0);
  }

  /** Ends after the file that is being taken. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#watcher?.close();
    await this.#looking;
  }

  /** One look: takes what has stood still since an earlier one. */
  async look(): Promise<void> {
    const run = this.#looking.then(async () => await this.#look());
    this.#looking = run;
    await run;
  }

  #next(delay: number): void {
    if (this.#closed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lookAndGoOn(), delay);
  }

  /** A file that is being written gives hint upon hint: the first counts. */
  #hint(): void {
    if (this.#hinted) return;
    this.#hinted = true;
    this.#next(HINT_MS);
  }

  async #lookAndGoOn(): Promise<void> {
    this.#timer = null;
    this.#hinted = false;
    await this.look();
    this.#watch();
    if (this.#timer === null) this.#next(this.#options.pollMs);
  }

  #watch(): void {
    if (this.#watcher !== null || this.#closed) return;
    try {
      this.#watcher = watch(this.#options.folder, () => this.#hint());
    } catch (error) {
      // Looking by time goes on without hints.
      this.#tell(error);
      return;
    }
    this.#watcher.on('error', () => {
      this.#watcher?.close();
      this.#watcher = null;
    });
  }

  /** Never fails: what went wrong is logged once and tried again at the next look. */
  async #look(): Promise<void> {
    try {
      const { folder } = this.#options;
      const note = await this.#openNote();
      for (const name of await this.#standing(note)) {
        if (this.#closed) return;
        const mark = this.#seen.get(name)?.mark;
        if (mark === undefined) continue;
        const noted = note?.name === name ? note : null;
        if (!(await this.#offer(join(folder, name), name, mark, noted))) break;
      }
      this.#problem = null;
    } catch (error) {
      this.#tell(error);
    }
  }

  /** What was being taken when the station stopped, if that file is still there. */
  async #openNote(): Promise<HotFolderNote | null> {
    const { folder } = this.#options;
    const note = await readNote(folder);
    if (note === null) return null;
    const mark = await markOf(join(folder, note.name));
    return mark !== null && sameFile(mark, note.mark) ? note : null;
  }

  /** Names of files that have stood still, in the order in which they are taken. */
  async #standing(note: HotFolderNote | null): Promise<readonly string[]> {
    const { folder, elapsed, stillMs } = this.#options;
    const names = (await readdir(folder)).filter((name) => !LEFT_ALONE.test(name));
    for (const name of this.#seen.keys()) if (!names.includes(name)) this.#seen.delete(name);
    const now = elapsed();
    const standing: { readonly name: string; readonly time: number }[] = [];
    for (const name of names) {
      const mark = await markOf(join(folder, name));
      if (mark === null) continue;
      const before = this.#seen.get(name);
      const seen = before !== undefined && sameFile(before.mark, mark) ? before : { mark, since: now };
      this.#seen.set(name, seen);
      // One that was being taken was whole. It comes first: the note has room for one.
      if (name === note?.name) standing.push({ name, time: Number.NEGATIVE_INFINITY });
      else if (now - seen.since >= stillMs) standing.push({ name, time: mark.mtimeMs });
    }
    return standing.sort((a, b) => a.time - b.time || inOrder.compare(a.name, b.name)).map(({ name }) => name);
  }

  /** @returns whether the next file may be looked at: order is kept */
  async #offer(path: string, name: string, mark: FileMark, noted: HotFolderNote | null): Promise<boolean> {
    const { folder, take, clock } = this.#options;
    const handle = await openToRead(path);
    if (handle === null) return true;
    let refused: StationErrorCode | null = null;
    try {
      if (!sameFile(await handle.stat(), mark)) return true;
      if (noted === null && !(await this.#isDone(handle, name, mark))) return true;
      const file = hotFile(handle, { name, mark, folder, notedFor: noted?.dossierId ?? null });
      if ((await take(file)) === 'no-dossier') return false;
    } catch (error) {
      if (error instanceof FileChanged) return true;
      refused = errorCodeOf(error);
      if (!REFUSED.includes(refused)) throw error;
    } finally {
      await handle.close();
    }
    if (refused === null) await moveTaken(folder, name, mark, clock.now());
    else await moveRefused(folder, name, mark, { code: refused, at: clock.now() });
    await removeNote(folder);
    return true;
  }

  /** @throws StationError file-type-unknown */
  async #isDone(handle: FileHandle, name: string, mark: FileMark): Promise<boolean> {
    const { elapsed, longStillMs } = this.#options;
    const end = await endOfFile(handle, mark.size);
    if (end === 'whole') return true;
    const since = this.#seen.get(name)?.since ?? elapsed();
    if (elapsed() - since < longStillMs) return false;
    if (end === 'unknown') throw new StationError('file-type-unknown');
    return true;
  }

  #tell(error: unknown): void {
    const code = codeOf(error) ?? errorCodeOf(error);
    if (code === this.#problem) return;
    this.#problem = code;
    this.#options.log.warn({ code }, 'the hot folder has to wait');
  }
}

/** Not an error of the station: the file is simply not done yet. */
class FileChanged extends Error {}

/** Null when it can't be read yet: its writer may hold it, or has renamed it. */
async function openToRead(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM', 'EBUSY', 'ELOOP'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}

function hotFile(
  handle: FileHandle,
  about: { readonly name: string; readonly mark: FileMark; readonly folder: string; readonly notedFor: string | null },
): HotFile {
  const { name, mark, folder, notedFor } = about;
  return {
    name,
    bytes: mark.size,
    notedFor,
    note: async (dossierId) => {
      const { size, mtimeMs, ino } = mark;
      await writeNote(folder, { name, mark: { size, mtimeMs, ino }, dossierId });
    },
    content: async function* () {
      yield* handle.createReadStream({ start: 0, autoClose: false });
      // Whoever takes it keeps nothing of a file that grew while it was read.
      if (!sameFile(await handle.stat(), mark)) throw new FileChanged();
    },
  };
}
