import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StationError } from '../common/contract/errors.ts';
import { openDatabase } from './database/open-database.ts';
import { takeStationLock } from './database/station-lock.ts';
import { PageFiles } from './files/page-files.ts';
import { createReaders, createWriters, type Store, type StoreTransaction } from './store.ts';

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
    const database = await openDatabase({ path: join(dataDir, 'station.db'), key: databaseKey, now });
    const files = new PageFiles(join(dataDir, 'files'));
    const workDir = join(dataDir, 'work');
    await files.open();
    await rm(workDir, { recursive: true, force: true });
    await mkdir(workDir, { mode: 0o700 });
    const inTransaction = new AsyncLocalStorage<true>();
    const running = new Set<Promise<unknown>>();
    let closed = false;
    return {
      read: createReaders(database.reading),
      files,
      workDir,
      transaction: async (work) => {
        if (inTransaction.getStore() === true) throw new Error('A transaction was started inside another.');
        if (closed) throw new StationError('station-stopped');
        const actions: (() => void)[] = [];
        const execution = database.writing.transaction().execute(async (db) => {
          const transaction: StoreTransaction = {
            read: createReaders(db),
            write: createWriters(db),
            afterCommit: (action) => actions.push(action),
          };
          return await inTransaction.run(true, () => work(transaction));
        });
        running.add(execution);
        try {
          const result = await execution;
          for (const action of actions) action();
          return result;
        } finally {
          running.delete(execution);
        }
      },
      close: async () => {
        closed = true;
        await Promise.allSettled(running);
        await database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
