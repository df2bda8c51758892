import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from './database/open-database.ts';
import { takeStationLock } from './database/station-lock.ts';
import { PageFiles } from './files/page-files.ts';
import { SqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

export interface OpenStoreOptions {
  /** Made when absent. Holds station.lock, station.db, files/ and work/. */
  readonly dataDir: string;
  /** 32 bytes, raw. */
  readonly databaseKey: Uint8Array;
  readonly now: () => Date;
}

/**
 * Opens a station's data folder for this process alone.
 *
 * @throws StationError station-in-use, database-key-wrong, database-newer, database-damaged, disk-full; the data is
 *   as it was before then
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { dataDir, databaseKey, now } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = takeStationLock(join(dataDir, 'station.lock'));
  try {
    const files = new PageFiles(join(dataDir, 'files'));
    await files.open();
    const workDir = join(dataDir, 'work');
    await rm(workDir, { recursive: true, force: true });
    await mkdir(workDir, { mode: 0o700 });
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: databaseKey, now });
    return new SqliteStore({ database, files, workDir, onClosed: () => lock.release() });
  } catch (error) {
    lock.release();
    throw error;
  }
}
