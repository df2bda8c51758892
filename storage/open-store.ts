import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCodeOf, StationError } from '../common/contract/errors.ts';
import { keyIdOf } from './database/key-id.ts';
import { type OpenDatabase, openDatabase } from './database/open-database.ts';
import { FIRST, type LastStop, SessionMarker } from './database/session-marker.ts';
import { codeOf, toStorageError } from './database/sqlite-errors.ts';
import { takeStationLock } from './database/station-lock.ts';
import { type MeasureSpace, measureSpace } from './files/measure-space.ts';
import { PageFiles } from './files/page-files.ts';
import { syncFolder } from './files/sync-folder.ts';
import { SqliteStore } from './sqlite-store.ts';
import type { OpenReport, Store } from './store.ts';

export interface OpenStoreOptions {
  /** Made when absent. Holds station.lock, station.db, station.open while it is open, files/ and work/. */
  readonly dataDir: string;
  /** 32 bytes, raw. */
  readonly databaseKey: Uint8Array;
  readonly now: () => Date;
  /** Default: asks the file system. */
  readonly measureSpace?: MeasureSpace;
  /** Opens a folder into which a backup is being restored; nobody else may. */
  readonly restoring?: boolean;
}

/** In a data folder: a backup is being restored into it. */
export const RESTORING = 'restoring';

/**
 * Opens a station's data folder for this process alone. After a stop that was not orderly every page of the database is
 * looked at before anything is written.
 *
 * @throws StationError station-in-use, database-key-wrong, database-newer, database-damaged, disk-full,
 *   restore-unfinished; the data is as it was before then
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  try {
    return await open(options);
  } catch (error) {
    throw toStorageError(error);
  }
}

async function open(options: OpenStoreOptions): Promise<Store> {
  const { dataDir, databaseKey, now, restoring = false, measureSpace: measure = measureSpace } = options;
  await makeFolder(dataDir);
  const lock = takeStationLock(join(dataDir, 'station.lock'));
  const path = join(dataDir, 'station.db');
  const keyId = keyIdOf(databaseKey);
  const marker = new SessionMarker(join(dataDir, 'station.open'), path);
  let lastStop = FIRST;
  let marked = false;
  let database: OpenDatabase | null = null;
  try {
    if (!restoring && (await exists(join(dataDir, RESTORING)))) throw new StationError('restore-unfinished');
    lastStop = await marker.lastStop();
    await refuseLost(path, dataDir);
    await marker.set('opening', lastStop.keyId);
    marked = true;
    const files = new PageFiles(join(dataDir, 'files'));
    await files.open();
    const workDir = join(dataDir, 'work');
    await rm(workDir, { recursive: true, force: true });
    await mkdir(workDir, { mode: 0o700 });
    database = await openDatabase({ path, key: databaseKey, now, suspicious: !lastStop.clean });
    const opened = openReport(lastStop, database, now());
    const store = new SqliteStore({
      database,
      files,
      workDir,
      measureSpace: async () => await measure(dataDir),
      opened,
      onClosing: async () => await marker.set('closing', keyId),
      onClosed: async () => {
        await marker.set('clean', keyId);
        lock.release();
      },
    });
    await syncFolder(dataDir);
    // Its log now holds something, so that a log that is gone or empty after a crash can be told.
    if (await noted(store, opened)) await marker.set('open', keyId);
    return store;
  } catch (error) {
    await database?.close();
    // What was refused is to be looked at again just as suspiciously.
    if (marked && lastStop.clean) await marker.set('clean', lastStop.keyId);
    lock.release();
    // The key is the one that it was last opened with, so it is the database's beginning that is not what it was.
    if (errorCodeOf(error) === 'database-key-wrong' && lastStop.keyId === keyId) {
      throw new StationError('database-damaged', 'first page', { cause: error });
    }
    throw error;
  }
}

/** Page files without a database are what is left of a station; a new database beside them would hide that. */
async function refuseLost(path: string, dataDir: string): Promise<void> {
  if ((await sizeOf(path)) > 0 || !(await exists(join(dataDir, 'files')))) return;
  for await (const _ of new PageFiles(join(dataDir, 'files')).list()) {
    throw new StationError('database-damaged', 'station.db is missing');
  }
}

function openReport({ clean, log }: LastStop, { migrated }: OpenDatabase, now: Date): OpenReport {
  return {
    at: now.toISOString(),
    clean,
    log,
    migratedFrom: migrated?.from ?? null,
    keptBeforeMigrating: migrated === null ? null : basename(migrated.keptAt),
  };
}

/** A station whose disk is full opens all the same: dossiers can be looked at, and room can be made. */
async function noted(store: Store, opened: OpenReport): Promise<boolean> {
  try {
    await store.transaction(async ({ write }) => await write.settings.set('storage.opened', opened));
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'disk-full') return false;
    throw error;
  }
}

async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(dirname(resolve(first)));
}

async function exists(path: string): Promise<boolean> {
  return (await sizeOf(path)) >= 0;
}

/** Bytes; -1 when there is no such file. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return -1;
    throw error;
  }
}
