import { StationError, type StationErrorCode } from '../../common/contract/errors.ts';
import { codeOf, toStorageError } from '../database/sqlite-errors.ts';

const MEANING: Readonly<Partial<Record<StationErrorCode, StationErrorCode>>> = {
  'disk-full': 'backup-disk-full',
  'disk-read-only': 'backup-folder-no-permission',
  'data-no-permission': 'backup-folder-no-permission',
  'disk-failing': 'backup-failed',
};

/** Does something in the backup folder; what goes wrong there is said of that folder and not of the station's disk. */
export async function inBackupFolder<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw new StationError('backup-folder-missing');
    const known = toStorageError(error);
    const meaning = known instanceof StationError && known.detail === undefined ? MEANING[known.code] : undefined;
    throw meaning === undefined ? known : new StationError(meaning, undefined, { cause: error });
  }
}
