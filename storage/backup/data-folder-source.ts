import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StationError } from '../../common/contract/errors.ts';
import { runDatabaseTask } from '../database/database-tasks.ts';
import { codeOf } from '../database/sqlite-errors.ts';
import { PageFiles } from '../files/page-files.ts';
import type { BackupSource } from './create-backup.ts';

/**
 * A data folder as a source of a backup without opening it as a station: its station may run meanwhile.
 *
 * @throws StationError file-not-found when there is no station's data in it
 */
export async function dataFolderSource(dataDir: string, key: Uint8Array): Promise<BackupSource> {
  const path = join(dataDir, 'station.db');
  try {
    await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
      throw new StationError('file-not-found', 'station.db');
    throw error;
  }
  return {
    files: new PageFiles(join(dataDir, 'files')),
    copyDatabase: async (to) => {
      await runDatabaseTask({ kind: 'copy', path, key, to });
    },
  };
}
