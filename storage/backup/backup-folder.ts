import { mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { StationError } from '../../common/contract/errors.ts';
import { keyIdOf } from '../database/key-id.ts';
import { codeOf } from '../database/sqlite-errors.ts';
import { PageFiles } from '../files/page-files.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { writeDurably } from '../files/write-durably.ts';
import { inBackupFolder } from './backup-errors.ts';
import { type Manifest, manifest } from './manifest.ts';

const MARKER = 'tram-so-hoa-backup.json';
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/u;
const marker = z.object({ keyId: z.string() });

/** A finished backup. */
export interface FinishedBackup {
  readonly name: string;
  readonly manifest: Manifest;
}

/**
 * Where a station's backups lie: `files/` holds page files by hash, shared by all; `backups/<instant>/` a database copy
 * and the manifest of each. A marker tells the folder from the empty mount point of a disk that is not plugged in.
 */
export class BackupFolder {
  readonly path: string;
  readonly files: PageFiles;
  readonly #backups: string;

  private constructor(path: string) {
    this.path = path;
    this.files = new PageFiles(join(path, 'files'));
    this.#backups = join(path, 'backups');
  }

  /**
   * Takes a folder for this station's backups; made when its parent is there and it is not.
   *
   * @throws StationError backup-folder-missing, backup-folder-no-permission, backup-folder-unfit (in the station's data,
   *   another station's, or not empty)
   */
  static async prepare(path: string, key: Uint8Array, dataDir: string): Promise<BackupFolder> {
    return await inBackupFolder(async () => {
      const folder = resolve(path);
      await refuseInside(folder, dataDir);
      await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting);
      const keyId = await readMarker(folder);
      if (keyId === null) {
        if ((await readdir(folder)).length > 0) throw new StationError('backup-folder-unfit');
        await writeDurably(join(folder, MARKER), `${JSON.stringify({ keyId: keyIdOf(key) })}\n`);
      } else if (keyId !== keyIdOf(key)) throw new StationError('backup-folder-unfit');
      return await BackupFolder.open(folder, key);
    });
  }

  /** @throws StationError backup-folder-missing, also when the folder is there but never was prepared */
  static async open(path: string, key: Uint8Array): Promise<BackupFolder> {
    return await inBackupFolder(async () => {
      const keyId = await readMarker(path);
      if (keyId === null) throw new StationError('backup-folder-missing');
      if (keyId !== keyIdOf(key)) throw new StationError('backup-folder-unfit');
      return new BackupFolder(path);
    });
  }

  /**
   * Finds a backup to restore: the newest of a folder, or the one named by `…/backups/<instant>`.
   *
   * @throws StationError backup-not-found, backup-damaged when its manifest can't be read
   */
  static async find(path: string): Promise<{ readonly folder: BackupFolder; readonly backup: FinishedBackup }> {
    const place = resolve(path);
    const one = NAME.test(basename(place)) && basename(dirname(place)) === 'backups';
    const folder = new BackupFolder(one ? dirname(dirname(place)) : place);
    const name = one ? basename(place) : (await folder.names()).at(-1);
    if (name === undefined) throw new StationError('backup-not-found');
    return { folder, backup: { name, manifest: await folder.#manifestOf(name) } };
  }

  pathOf(name: string): string {
    return join(this.#backups, name);
  }

  databaseOf(name: string): string {
    return join(this.pathOf(name), 'station.db');
  }

  /** Of finished backups, oldest first. */
  async names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#backups)).filter((name) => NAME.test(name)).toSorted();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Oldest first. @throws StationError backup-damaged */
  async list(): Promise<readonly FinishedBackup[]> {
    const names = await this.names();
    return await Promise.all(names.map(async (name) => ({ name, manifest: await this.#manifestOf(name) })));
  }

  /** Makes a place for a new backup, and clears what an interrupted one left. */
  async begin(now: Date): Promise<string> {
    await mkdir(this.#backups, { recursive: true, mode: 0o700 });
    await syncFolder(this.path);
    for (const name of await readdir(this.#backups)) {
      if (name.endsWith('.partial')) await rm(join(this.#backups, name), { recursive: true, force: true });
    }
    await this.files.open();
    // Names order backups, so the newest has the last one also when the clock was set back meanwhile.
    const last = (await this.names()).at(-1);
    const name = nameOf(Math.max(now.getTime(), last === undefined ? 0 : instantOf(last) + 1));
    await mkdir(this.pathOf(`${name}.partial`), { mode: 0o700 });
    return name;
  }

  /** The manifest is written last, then the backup gets its name; from then on it counts. */
  async finish(name: string, content: Manifest): Promise<void> {
    const partial = this.pathOf(`${name}.partial`);
    await writeDurably(join(partial, 'manifest.json'), `${JSON.stringify(content)}\n`);
    await rename(partial, this.pathOf(name));
    await syncFolder(this.#backups);
  }

  /** Takes its name away first, so that half a removal is no backup. */
  async remove(name: string): Promise<void> {
    const partial = this.pathOf(`${name}.partial`);
    await rename(this.pathOf(name), partial);
    await syncFolder(this.#backups);
    await rm(partial, { recursive: true, force: true });
  }

  async #manifestOf(name: string): Promise<Manifest> {
    try {
      return manifest.parse(JSON.parse(await readFile(join(this.pathOf(name), 'manifest.json'), 'utf8')));
    } catch (error) {
      if (codeOf(error) === 'ENOENT' && (await isMissing(this.pathOf(name))))
        throw new StationError('backup-not-found');
      throw new StationError('backup-damaged', `backups/${name}/manifest.json`, { cause: error });
    }
  }
}

function nameOf(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:.]/gu, '');
}

function instantOf(name: string): number {
  return Date.parse(name.replace(NAME, '$1-$2-$3T$4:$5:$6.$7Z'));
}

async function readMarker(folder: string): Promise<string | null> {
  try {
    const read = marker.safeParse(JSON.parse(await readFile(join(folder, MARKER), 'utf8')));
    return read.success ? read.data.keyId : '';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}

/** A backup among the data would be lost with it. */
async function refuseInside(folder: string, dataDir: string): Promise<void> {
  const real = join(await realpath(dirname(folder)), basename(folder));
  const way = relative(await realpath(dataDir), real);
  if (way === '' || !(way.startsWith('..') || resolve(way) === way)) throw new StationError('backup-folder-unfit');
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
}

function ignoreExisting(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}
