import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../files/sync-folder.ts';
import { copyDatabase } from './copy-database.ts';
import { inspectDatabase } from './inspect-database.ts';

/** Where a database is kept as it was before a migration. */
export function pathBefore(path: string, migration: number): string {
  return `${path}.before-${String(migration).padStart(4, '0')}`;
}

/**
 * Keeps the database as it is before it is brought to a newer version: whole, checked and on disk when this resolves.
 * One is kept for each migration; trying the same migration again replaces its copy.
 *
 * @param migration number of the first migration to come
 * @returns where it is
 */
export async function keepBeforeMigrating(path: string, key: Uint8Array, migration: number): Promise<string> {
  const kept = pathBefore(path, migration);
  const unfinished = `${kept}.tmp`;
  await rm(unfinished, { force: true });
  try {
    await copyDatabase(path, key, unfinished);
    await inspectDatabase(unfinished, key, 'pages');
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await rename(unfinished, kept);
  await syncFolder(dirname(kept));
  return kept;
}
