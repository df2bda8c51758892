import { join } from 'node:path';
import { StationError } from '../../common/contract/errors.ts';
import { BackupFolder, type FinishedBackup } from '../../storage/backup/backup-folder.ts';
import { createBackup } from '../../storage/backup/create-backup.ts';
import { dataFolderSource } from '../../storage/backup/data-folder-source.ts';
import { type Restored, restoreBackup } from '../../storage/backup/restore-backup.ts';
import type { CheckReport } from '../../storage/check/check-store.ts';
import { loadKeyFile } from '../../storage/database/key-file.ts';
import { openStore } from '../../storage/open-store.ts';
import type { BackendLog } from './backend.ts';
import { CareProgress } from './services/care/care-progress.ts';
import { CheckFiles, lostDossiers } from './services/care/check-files.ts';
import { localDay } from './services/clock.ts';
import { EventHub } from './services/event-hub.ts';
import { JobBell } from './services/job-bell.ts';
import type { ServiceContext } from './services/service-context.ts';
import { PaperPdfs } from './services/verification/paper-pdfs.ts';

// Care of a station's data from the command line, without its window.

export { lostDossiers };

/** How far the work is, in page files. */
type OnProgress = (done: number, total: number) => void;

export interface CareOptions {
  readonly dataDir: string;
  /** Default: station.key in the data folder. */
  readonly keyFile?: string;
  readonly onProgress?: OnProgress;
}

export interface CheckChoices {
  readonly mend: boolean;
  /** Folder of backups; default: the one that the station's settings name. */
  readonly copiesFrom?: string;
}

const clock = { now: (): Date => new Date() };

const quiet: BackendLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Checks a data folder whose station does not run.
 *
 * @throws StationError file-not-found when there is no station, station-in-use, database-key-wrong, database-newer,
 *   database-damaged
 */
export async function checkStation(options: CareOptions & CheckChoices): Promise<CheckReport> {
  const { dataDir, mend, copiesFrom } = options;
  const databaseKey = await keyOf(options);
  // Opening would make a station where there is none.
  await dataFolderSource(dataDir, databaseKey);
  const store = await openStore({ dataDir, databaseKey, now: clock.now });
  const context: ServiceContext = { store, clock, events: new EventHub(), jobs: new JobBell(), log: quiet };
  // Loaded when it may be wanted: backing up and restoring read no papers.
  const { createReader } = await import('../../ocr/create-reader.ts');
  const reader = createReader();
  try {
    const pdfs = new PaperPdfs(context, reader);
    const check = new CheckFiles({ ...context, reader, pdfs, databaseKey, progress: new CareProgress() });
    const copies = copiesFrom === undefined ? {} : { copies: (await BackupFolder.open(copiesFrom, databaseKey)).files };
    return await check.check({ mend, ...copies, ...progressOf(options) });
  } finally {
    await reader.close();
    await store.close();
  }
}

/**
 * Backs a data folder up; its station may run meanwhile.
 *
 * @throws StationError file-not-found, backup-folder-*, backup-disk-full, backup-failed, database-*
 */
export async function backUpStation(
  options: CareOptions & { readonly folder: string; readonly keep: number; readonly version: string },
): Promise<FinishedBackup> {
  const { dataDir, keep, version: station } = options;
  const key = await keyOf(options);
  const source = await dataFolderSource(dataDir, key);
  const folder = await BackupFolder.prepare(options.folder, key, dataDir);
  return await createBackup({ source, key, folder, keep, station, now: clock.now, ...progressOf(options) });
}

/** @throws StationError as restoreBackup does */
export async function restoreStation(options: CareOptions & { readonly from: string }): Promise<Restored> {
  const { dataDir, from } = options;
  const key = await keyOf(options);
  const today = localDay(clock.now());
  return await restoreBackup({ from, dataDir, key, now: clock.now, today, ...progressOf(options) });
}

function progressOf({ onProgress }: CareOptions): { readonly onProgress?: OnProgress } {
  return onProgress === undefined ? {} : { onProgress };
}

/** A key is never made here: with a new one nothing could be opened. */
async function keyOf({ dataDir, keyFile }: CareOptions): Promise<Uint8Array> {
  const key = await loadKeyFile(keyFile ?? join(dataDir, 'station.key'));
  if (key === null) throw new StationError('file-not-found', 'station.key');
  return key;
}
