import { stat } from 'node:fs/promises';
import { runDatabaseTask } from '../database/database-tasks.ts';
import { codeOf } from '../database/sqlite-errors.ts';
import type { PageFiles } from '../files/page-files.ts';
import type { BackupFolder, FinishedBackup } from './backup-folder.ts';

/** Most names to tell of what is wrong. */
const MOST_NAMED = 5;

/**
 * Reads a whole backup and compares it with its manifest.
 *
 * @returns what is wrong, by its name in the backup folder; nothing when the backup is whole
 */
export async function verifyBackup(
  folder: BackupFolder,
  backup: FinishedBackup,
  onProgress?: (done: number, total: number) => void,
): Promise<readonly string[]> {
  const { database, files } = backup.manifest;
  const wrong: string[] = [];
  const path = folder.databaseOf(backup.name);
  if ((await folder.files.hashOfPath(path)) !== database.sha256) wrong.push(`backups/${backup.name}/station.db`);
  for (const [index, { sha256, bytes }] of files.entries()) {
    if (!(await isWhole(folder.files, sha256, bytes))) wrong.push(`files/${sha256.slice(0, 2)}/${sha256.slice(2)}`);
    onProgress?.(index + 1, files.length);
  }
  return wrong;
}

/** @throws StationError database-key-wrong, database-damaged */
export async function proveBackupDatabase(
  folder: BackupFolder,
  backup: FinishedBackup,
  key: Uint8Array,
): Promise<void> {
  await runDatabaseTask({ kind: 'inspect', path: folder.databaseOf(backup.name), key, depth: 'all' });
}

/** What is wrong in few words: the first names, and how many there are. */
export function wordsForDamage(wrong: readonly string[]): string {
  const named = wrong.slice(0, MOST_NAMED).join(', ');
  return wrong.length > MOST_NAMED ? `${named} (+${wrong.length - MOST_NAMED})` : named;
}

async function isWhole(files: PageFiles, sha256: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(files.pathOf(sha256))).size === bytes && (await files.hashOf(sha256)) === sha256;
  } catch (error) {
    // A file that can't be read is as good as gone.
    if (codeOf(error) === null) throw error;
    return false;
  }
}
