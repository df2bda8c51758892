import Database from 'better-sqlite3';
import { StationError } from '../../common/contract/errors.ts';
import { codeOf, toStorageError } from './sqlite-errors.ts';

export interface StationLock {
  release(): void;
}

/**
 * Takes a data folder for this process alone. SQLite's own file locking does it: the operating system holds the lock and
 * lets go of it when the process ends in any way, so there is no stale lock to wait for after a crash.
 *
 * @param path file of the lock, made when absent; nothing else may open it
 * @throws StationError station-in-use while another process, or another station in this one, holds it
 */
export function takeStationLock(path: string): StationLock {
  const database = new Database(path, { timeout: 0 });
  try {
    database.pragma('journal_mode = memory');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (codeOf(error)?.startsWith('SQLITE_BUSY')) throw new StationError('station-in-use', undefined, { cause: error });
    throw toStorageError(error);
  }
  return {
    release: () => {
      database.close();
    },
  };
}
