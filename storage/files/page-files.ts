import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
  readonly #knownFolders = new Set<string>();

  /** @param root folder of the files; open() makes it */
  constructor(root: string) {
    this.#root = root;
    this.#temporary = join(root, 'tmp');
  }

  /** Makes the folders and clears what a crash left half-written. */
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
    const temporary = join(this.#temporary, randomUUID());
    try {
      const stored = await this.#fill(temporary, content, maxBytes);
      await this.#settle(temporary, stored.sha256);
      return stored;
    } catch (error) {
      await rm(temporary, { force: true });
      throw toStorageError(error);
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
    const hash = createHash('sha256');
    try {
      for await (const part of createReadStream(this.pathOf(sha256))) hash.update(part as Uint8Array);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
    return hash.digest('hex');
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
    const folder = join(this.#root, sha256.slice(0, 2));
    if (!this.#knownFolders.has(folder)) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await syncFolder(this.#root);
      this.#knownFolders.add(folder);
    }
    await rename(temporary, join(folder, sha256.slice(2)));
    await syncFolder(folder);
  }
}
