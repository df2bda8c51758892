import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/server';
import { hashFile, linkDurably, syncFile, writeAtomically } from './durable.ts';
import type { PortalLedger } from './ledger.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
const UPLOAD_ID = /^[0-9a-f]{32}$/;

/** What became of an upload that somebody wants to use. */
export interface Completion {
  readonly state: 'complete' | 'incomplete' | 'unknown' | 'other-hash';
}

/**
 * Uploads on disk: in progress under `uploads/`, complete ones under `files/<SHA-256>`. The tus file store never syncs;
 * here the bytes are durable before the portal says that it has them, and stay where they are once complete.
 */
export class UploadStore extends FileStore {
  readonly #folder: string;
  readonly #files: string;
  readonly #ledger: PortalLedger;
  readonly #completing = new Map<string, Promise<Completion>>();

  constructor(folder: string, files: string, ledger: PortalLedger) {
    super({
      directory: folder,
      configstore: createConfigStore(folder),
      expirationPeriodInMilliseconds: WEEK_MS,
    });
    this.#folder = folder;
    this.#files = files;
    this.#ledger = ledger;
  }

  /** Path of a complete upload's bytes. */
  pathOf(sha256: string): string {
    return join(this.#files, sha256);
  }

  override async write(...args: Parameters<FileStore['write']>): Promise<number> {
    try {
      return await super.write(...args);
    } finally {
      // Also when the line dropped: the next HEAD promises these bytes.
      await syncFile(join(this.#folder, args[1]));
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const complete = this.#ledger.upload(id);
    if (complete === undefined) {
      if (!UPLOAD_ID.test(id)) throw ERRORS.FILE_NOT_FOUND;
      return super.getUpload(id);
    }
    // Without a date of creation it counts as new: what is complete never expires.
    return new Upload({ id, size: complete.size, offset: complete.size });
  }

  /**
   * Hashes an upload whose bytes are all there, moves it to its place, and journals it; harmless to repeat. Bytes that
   * do not have the hash that their sender declared are thrown away: they were spoilt on the way.
   */
  complete(id: string): Promise<Completion> {
    const running = this.#completing.get(id);
    if (running !== undefined) return running;
    const started = this.#complete(id).finally(() => this.#completing.delete(id));
    this.#completing.set(id, started);
    return started;
  }

  async #complete(id: string): Promise<Completion> {
    if (this.#ledger.upload(id) !== undefined) return { state: 'complete' };
    if (!UPLOAD_ID.test(id)) return { state: 'unknown' };
    const declared = await this.configstore.get(id);
    if (declared === undefined) return { state: 'unknown' };
    const path = join(this.#folder, id);
    const { size } = await stat(path);
    if (declared.size === undefined || size < declared.size) return { state: 'incomplete' };
    await syncFile(path);
    const sha256 = await hashFile(path);
    const promised = declared.metadata?.sha256?.toLowerCase();
    if (promised !== undefined && promised !== sha256) {
      await this.#forget(id);
      return { state: 'other-hash' };
    }
    await linkDurably(path, this.pathOf(sha256));
    await this.#ledger.addUpload({ id, sha256, size });
    await this.#forget(id);
    return { state: 'complete' };
  }

  /** Clears what a crash or an abandoned client left: names of complete uploads, uploads older than a week. */
  async tidy(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const id = name.replace(/\.json$/, '');
      if (name.startsWith('.tmp-') || this.#ledger.upload(id) !== undefined) {
        await rm(join(this.#folder, name), { force: true });
      }
    }
    await this.deleteExpired();
  }

  async #forget(id: string): Promise<void> {
    await rm(join(this.#folder, id), { force: true });
    await rm(join(this.#folder, `${id}.json`), { force: true });
  }
}

export async function openUploadStore(dataDir: string, ledger: PortalLedger): Promise<UploadStore> {
  const folder = join(dataDir, 'uploads');
  const files = join(dataDir, 'files');
  await mkdir(folder, { recursive: true });
  await mkdir(files, { recursive: true });
  const store = new UploadStore(folder, files, ledger);
  await store.tidy();
  return store;
}

/** What a client declared of an upload, written so that a crash leaves the old text or the new one. */
function createConfigStore(folder: string): NonNullable<ConstructorParameters<typeof FileStore>[0]['configstore']> {
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  return {
    get: async (id) => {
      try {
        return new Upload(JSON.parse(await readFile(pathOf(id), 'utf8')) as ConstructorParameters<typeof Upload>[0]);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    set: (id, upload) => writeAtomically(pathOf(id), JSON.stringify(upload)),
    delete: (id) => rm(pathOf(id), { force: true }),
    list: async () =>
      (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)),
  };
}
