import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StationError } from '../../common/contract/errors.ts';
import { codeOf, toStorageError } from '../database/sqlite-errors.ts';
import { syncFolder } from './sync-folder.ts';

export interface StoredFile {
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

const HASH = /^[0-9a-f]{64}$/;

/**
 * Files under the hash of their content: files/ab/cdef…. A file has its final name only once its bytes are on disk, so
 * whatever a row refers to is whole. Names say nothing of the content.
 */
export class PageFiles {
  readonly #root: string;
  readonly #temporary: string;
  readonly #aside: string;
  readonly #knownFolders = new Set<string>();
  /** By hash: what is being put under or taken from a name, one after another. */
  readonly #busy = new Map<string, Promise<unknown>>();

  /** @param root folder of the files; open() makes it */
  constructor(root: string) {
    this.#root = root;
    this.#temporary = join(root, 'tmp');
    this.#aside = join(root, 'aside');
  }

  /** Makes the folders and clears what a crash left half-written; the folder that holds them is the caller's to sync. */
  async open(): Promise<void> {
    await mkdir(this.#temporary, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#temporary)) await rm(join(this.#temporary, name), { force: true });
    await syncFolder(this.#root);
  }

  /**
   * Stores bytes durably: when this resolves they survive a power cut.
   *
   * @param maxBytes more than that is refused
   * @throws StationError file-too-large, file-empty, disk-full; nothing is kept then
   */
  async write(content: AsyncIterable<Uint8Array>, maxBytes = Number.POSITIVE_INFINITY): Promise<StoredFile> {
    return await this.#store(content, maxBytes, () => true);
  }

  /**
   * Stores a file only if its bytes have this hash, as `write` does.
   *
   * @returns null when they have another, or there is no such file; nothing is kept then
   */
  async writeIfSame(path: string, sha256: string): Promise<StoredFile | null> {
    try {
      const wanted = (stored: StoredFile): boolean => stored.sha256 === sha256;
      const stored = await this.#store(createReadStream(path), Number.POSITIVE_INFINITY, wanted);
      return wanted(stored) ? stored : null;
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || (error instanceof StationError && error.code === 'file-empty')) return null;
      throw error;
    }
  }

  /** Stores a copy of a file; the original stays. */
  async writeFrom(path: string): Promise<StoredFile> {
    return await this.write(createReadStream(path));
  }

  /** Where a stored file lies; the caller only reads it. */
  pathOf(sha256: string): string {
    if (!HASH.test(sha256)) throw new StationError('page-file-missing');
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2));
  }

  /** Size in bytes; null when there is no such file. */
  async sizeOf(sha256: string): Promise<number | null> {
    try {
      return (await stat(this.pathOf(sha256))).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** When its bytes came; null when there is no such file. */
  async writtenAt(sha256: string): Promise<Date | null> {
    try {
      return (await stat(this.pathOf(sha256))).mtime;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /**
   * Moves a file out of the way, into aside/, where it stays: durable when this resolves. Nobody can write the same
   * bytes between the last look and the move.
   *
   * @param unless the last look; true leaves the file where it is
   * @returns whether it was moved
   */
  async setAside(sha256: string, unless: () => Promise<boolean> = async () => false): Promise<boolean> {
    return await this.#alone(sha256, async () => {
      const path = this.pathOf(sha256);
      if ((await this.sizeOf(sha256)) === null || (await unless())) return false;
      await mkdir(this.#aside, { recursive: true, mode: 0o700 });
      await syncFolder(this.#root);
      await rename(path, join(this.#aside, `${sha256}.${randomUUID()}`));
      await syncFolder(this.#aside);
      await syncFolder(dirname(path));
      return true;
    });
  }

  /** Files that were set aside under this hash; their content may be anything. */
  async asideOf(sha256: string): Promise<readonly string[]> {
    try {
      const names = await readdir(this.#aside);
      return names.filter((name) => name.startsWith(`${sha256}.`)).map((name) => join(this.#aside, name));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Removes a file for good, with whatever was set aside under its hash; it is no error when there is none. */
  async remove(sha256: string): Promise<void> {
    await this.#alone(sha256, async () => {
      const path = this.pathOf(sha256);
      const aside = await this.asideOf(sha256);
      for (const copy of aside) await rm(copy, { force: true });
      if (aside.length > 0) await syncFolder(this.#aside);
      if ((await this.sizeOf(sha256)) === null) return;
      await rm(path, { force: true });
      await syncFolder(dirname(path));
    });
  }

  /** Hashes of all stored files. */
  async *list(): AsyncGenerator<string> {
    for (const folder of await readdir(this.#root)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const rest of await readdir(join(this.#root, folder))) {
        if (HASH.test(folder + rest)) yield folder + rest;
      }
    }
  }

  /** Hash of the bytes as they lie there now; null when there is no such file. */
  async hashOf(sha256: string): Promise<string | null> {
    return await this.hashOfPath(this.pathOf(sha256));
  }

  /** Hash of any file; null when there is none. */
  async hashOfPath(path: string): Promise<string | null> {
    const hash = createHash('sha256');
    try {
      for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
    return hash.digest('hex');
  }

  async #store(
    content: AsyncIterable<Uint8Array>,
    maxBytes: number,
    wanted: (stored: StoredFile) => boolean,
  ): Promise<StoredFile> {
    const temporary = join(this.#temporary, randomUUID());
    try {
      const stored = await this.#fill(temporary, content, maxBytes);
      if (wanted(stored)) await this.#alone(stored.sha256, async () => await this.#settle(temporary, stored.sha256));
      else await rm(temporary, { force: true });
      return stored;
    } catch (error) {
      await rm(temporary, { force: true });
      throw toStorageError(error);
    }
  }

  async #alone<T>(sha256: string, work: () => Promise<T>): Promise<T> {
    const before = this.#busy.get(sha256) ?? Promise.resolve();
    const running = before.then(work);
    // Whoever comes next waits for the end of this one, however it ends.
    const ended = running.then(
      () => undefined,
      () => undefined,
    );
    this.#busy.set(sha256, ended);
    try {
      return await running;
    } finally {
      if (this.#busy.get(sha256) === ended) this.#busy.delete(sha256);
    }
  }

  async #fill(temporary: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile> {
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for await (const part of content) {
        bytes += part.byteLength;
        if (bytes > maxBytes) throw new StationError('file-too-large');
        hash.update(part);
        let at = 0;
        while (at < part.byteLength) at += (await handle.write(part, at)).bytesWritten;
      }
      if (bytes === 0) throw new StationError('file-empty');
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { sha256: hash.digest('hex'), bytes };
  }

  /** Also when the name is taken: the fresh copy then mends one that was altered behind the station's back. */
  async #settle(temporary: string, sha256: string): Promise<void> {
    const folder = dirname(this.pathOf(sha256));
    await this.#makeFolder(folder);
    try {
      await rename(temporary, this.pathOf(sha256));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      // Somebody removed the folder behind the station's back.
      this.#knownFolders.delete(folder);
      await this.#makeFolder(folder);
      await rename(temporary, this.pathOf(sha256));
    }
    await syncFolder(folder);
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#knownFolders.has(folder)) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(this.#root);
    this.#knownFolders.add(folder);
  }
}
