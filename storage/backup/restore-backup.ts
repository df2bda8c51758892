import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StationError } from '../../common/contract/errors.ts';
import { type CheckReport, checkStore } from '../check/check-store.ts';
import { keyIdOf } from '../database/key-id.ts';
import { codeOf } from '../database/sqlite-errors.ts';
import { PageFiles } from '../files/page-files.ts';
import { syncFolder } from '../files/sync-folder.ts';
import { writeDurably } from '../files/write-durably.ts';
import { openStore, RESTORING } from '../open-store.ts';
import { BackupFolder, type FinishedBackup } from './backup-folder.ts';
import { proveBackupDatabase, verifyBackup, wordsForDamage } from './verify-backup.ts';

export interface RestoreOptions {
  /** A folder of backups, for its newest one, or one backup in it. */
  readonly from: string;
  /** Absent or empty, but for the key file, or one where an earlier restore was interrupted. */
  readonly dataDir: string;
  readonly key: Uint8Array;
  readonly now: () => Date;
  /** Today in Vietnam, YYYY-MM-DD. */
  readonly today: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Restored {
  readonly backup: FinishedBackup;
  /** What the check of the restored station found. */
  readonly check: CheckReport;
}

/** The only file of a person's own that may lie in the folder before. */
const KEY_FILE = 'station.key';
/**
 * Dossier codes that were given after the backup are on papers and at the portal, but no longer in the database; none of
 * them may be given again on the day of the restore.
 */
const CODES_LEFT_OUT = 1000;

/**
 * Makes a station of a backup. The whole backup is read and compared with its manifest before anything is written; the
 * folder can't be opened as a station before all of it is there and on disk; then the result is checked.
 *
 * @throws StationError backup-not-found, backup-damaged naming what is, database-key-wrong, restore-folder-not-empty,
 *   disk-full
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { dataDir, key, now, today } = options;
  const { folder, backup } = await BackupFolder.find(options.from);
  await refuseFull(dataDir);
  if (backup.manifest.keyId !== keyIdOf(key)) throw new StationError('database-key-wrong', `key ${keyIdOf(key)}`);
  const wrong = await verifyBackup(folder, backup, options.onProgress);
  if (wrong.length > 0) throw new StationError('backup-damaged', wordsForDamage(wrong));
  await proveBackupDatabase(folder, backup, key);
  await copyBack(folder, backup, dataDir);
  const store = await openStore({ dataDir, databaseKey: key, now, restoring: true });
  try {
    await store.transaction(async ({ write }) => await write.dossiers.leaveSerialsOut(today, CODES_LEFT_OUT));
    const check = await checkStore({ store, now, mend: false, copies: null });
    await rm(join(dataDir, RESTORING));
    await syncFolder(dataDir);
    return { backup, check };
  } finally {
    await store.close();
  }
}

async function copyBack(folder: BackupFolder, backup: FinishedBackup, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(resolve(dataDir)));
  await writeDurably(join(dataDir, RESTORING), `${backup.name}\n`);
  const files = new PageFiles(join(dataDir, 'files'));
  await files.open();
  for (const { sha256 } of backup.manifest.files) {
    const stored = await files.writeIfSame(folder.files.pathOf(sha256), sha256);
    if (stored === null) throw new StationError('backup-damaged', `files/${sha256.slice(0, 2)}/${sha256.slice(2)}`);
  }
  await copyDatabaseBack(folder.databaseOf(backup.name), join(dataDir, 'station.db'));
}

async function copyDatabaseBack(from: string, to: string): Promise<void> {
  const unfinished = `${to}.tmp`;
  await copyFile(from, unfinished);
  const handle = await open(unfinished, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  // The log of an interrupted restore belongs to another copy.
  for (const end of ['-wal', '-shm']) await rm(`${to}${end}`, { force: true });
  await rename(unfinished, to);
  await syncFolder(dirname(to));
}

async function refuseFull(dataDir: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(dataDir);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (codeOf(error) === 'ENOTDIR') throw new StationError('restore-folder-not-empty');
    throw error;
  }
  const others = names.filter((name) => name !== KEY_FILE);
  if (others.length > 0 && !others.includes(RESTORING)) throw new StationError('restore-folder-not-empty');
}
