import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openMemoryDatabase } from './database/memory-database.ts';
import { type DiskSpace, measureSpace } from './files/measure-space.ts';
import { PageFiles } from './files/page-files.ts';
import { SqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/**
 * A store whose rows live in memory and whose page files lie in the folder given: the same behaviour, none of the
 * durability. For suites that tell many stories.
 */
export async function openMemoryStore(options: { readonly folder: string; readonly now: () => Date }): Promise<Store> {
  const { folder, now } = options;
  const files = new PageFiles(join(folder, 'files'));
  await files.open();
  const workDir = join(folder, 'work');
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const database = await openMemoryDatabase(now);
  const opened = {
    at: now().toISOString(),
    clean: true,
    log: 'whole',
    migratedFrom: null,
    keptBeforeMigrating: null,
  } as const;
  const nothing = async (): Promise<void> => undefined;
  const space = async (): Promise<DiskSpace> => await measureSpace(folder);
  const parts = { database, files, workDir, measureSpace: space, opened };
  return new SqliteStore({ ...parts, onClosing: nothing, onClosed: nothing });
}
