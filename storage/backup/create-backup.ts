import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StationError } from '../../common/contract/errors.ts';
import { runDatabaseTask } from '../database/database-tasks.ts';
import { keyIdOf } from '../database/key-id.ts';
import { withDatabaseCopy } from '../database/open-copy.ts';
import { type StationLock, takeStationLock } from '../database/station-lock.ts';
import type { PageFiles } from '../files/page-files.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { wantedFiles } from '../files/use-reader.ts';
import { inBackupFolder } from './backup-errors.ts';
import type { BackupFolder, FinishedBackup } from './backup-folder.ts';
import type { Manifest } from './manifest.ts';
import { rotateBackups } from './rotate-backups.ts';

/** What is backed up: a running store, or a data folder looked at from outside. */
export interface BackupSource {
  readonly files: PageFiles;
  copyDatabase(to: string): Promise<void>;
}

export interface CreateBackupOptions {
  readonly source: BackupSource;
  /** Opens the source's database and its copy. */
  readonly key: Uint8Array;
  readonly folder: BackupFolder;
  /** Backups to keep, this one too; at least 1. */
  readonly keep: number;
  /** Version of the station. */
  readonly station: string;
  readonly now: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Purging may remove files between a copy of the database and theirs; a newer copy then no longer wants them. */
const MOST_SNAPSHOTS = 3;

/**
 * Backs a station up while it is in use: a copy of the database first, then every page file that the copy refers to,
 * each verified by its hash, then the copy verified as a whole; the manifest is written last. Files that the folder holds
 * already are verified, not copied again. Older backups go only once this one stands.
 *
 * @throws StationError care-busy while another backup goes into this folder, backup-folder-missing,
 *   backup-folder-no-permission, backup-disk-full, backup-failed, database-damaged; earlier backups are untouched then
 */
export async function createBackup(options: CreateBackupOptions): Promise<FinishedBackup> {
  const { folder } = options;
  // Two at a time would clear away each other's beginnings and take each other's files for nobody's.
  const lock = await inBackupFolder(async () => takeLock(folder));
  try {
    return await createAlone(options);
  } finally {
    lock.release();
  }
}

function takeLock(folder: BackupFolder): StationLock {
  try {
    return takeStationLock(join(folder.path, 'backup.lock'));
  } catch (error) {
    if (error instanceof StationError && error.code === 'station-in-use') throw new StationError('care-busy');
    throw error;
  }
}

async function createAlone(options: CreateBackupOptions): Promise<FinishedBackup> {
  const { folder, key, keep } = options;
  const name = await inBackupFolder(async () => await folder.begin(options.now()));
  const partial = folder.pathOf(`${name}.partial`);
  try {
    const content = await fill(options, join(partial, 'station.db'));
    await inBackupFolder(async () => {
      await syncFolder(partial);
      await folder.finish(name, { ...content, keyId: keyIdOf(key) });
      await rotateBackups(folder, keep);
    });
    return { name, manifest: { ...content, keyId: keyIdOf(key) } };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function fill(options: CreateBackupOptions, path: string): Promise<Omit<Manifest, 'keyId'>> {
  const { source, folder, key } = options;
  const madeAt = options.now().toISOString();
  const copied = new Map<string, number>();
  let missing: readonly string[] = [];
  let dossiers = 0;
  for (let snapshot = 1; snapshot <= MOST_SNAPSHOTS; snapshot += 1) {
    await rm(path, { force: true });
    await inBackupFolder(async () => await source.copyDatabase(path));
    const wanted = await withDatabaseCopy(path, key, async (read) => {
      dossiers = [...(await read.dossiers.countByState()).values()].reduce((sum, count) => sum + count, 0);
      return new Set(wantedFiles(await read.fileUses.all()).keys());
    });
    for (const sha256 of copied.keys()) if (!wanted.has(sha256)) copied.delete(sha256);
    missing = await copyFiles(options, wanted, copied);
    if (missing.length === 0) break;
  }
  const inspection = await runDatabaseTask({ kind: 'inspect', path, key, depth: 'all' });
  if (inspection === null) throw new StationError('backup-failed');
  const { size: bytes } = await stat(path);
  const sha256 = (await folder.files.hashOfPath(path)) ?? '';
  return {
    format: 1,
    madeAt,
    station: options.station,
    migration: inspection.applied.at(-1) ?? 0,
    database: { sha256, bytes },
    files: [...copied].map(([hash, size]) => ({ sha256: hash, bytes: size })),
    missing: [...missing],
    dossiers,
  };
}

/** @returns hashes whose bytes the station doesn't have (any more) */
async function copyFiles(
  { source, folder, onProgress, signal }: CreateBackupOptions,
  wanted: ReadonlySet<string>,
  copied: Map<string, number>,
): Promise<readonly string[]> {
  const missing: string[] = [];
  let done = 0;
  for (const sha256 of wanted) {
    signal?.throwIfAborted();
    if (!copied.has(sha256)) {
      const bytes = await inBackupFolder(async () => await copyFile(source.files, folder.files, sha256));
      if (bytes === null) missing.push(sha256);
      else copied.set(sha256, bytes);
    }
    done += 1;
    onProgress?.(done, wanted.size);
  }
  return missing;
}

async function copyFile(from: PageFiles, to: PageFiles, sha256: string): Promise<number | null> {
  if ((await to.hashOf(sha256)) !== sha256) {
    if ((await from.sizeOf(sha256)) === null) return null;
    if ((await to.writeIfSame(from.pathOf(sha256), sha256)) === null) return null;
    // Read back: what a bad disk took and forgot is found now, not on the day of need.
    if ((await to.hashOf(sha256)) !== sha256) throw new StationError('backup-failed');
  }
  return await to.sizeOf(sha256);
}
