import { describe, expect, it } from 'vitest';
import { StationError } from '../../../common/contract/errors.ts';
import { toStorageError } from '../../../storage/database/sqlite-errors.ts';

describe('errors of disks and of SQLite', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
    ['EIO', 'disk-failing'],
    ['SQLITE_IOERR_FSYNC', 'disk-failing'],
    ['EROFS', 'disk-read-only'],
    ['SQLITE_READONLY', 'disk-read-only'],
    ['EACCES', 'data-no-permission'],
    ['EPERM', 'data-no-permission'],
    ['SQLITE_CANTOPEN', 'data-no-permission'],
    ['SQLITE_CORRUPT_VTAB', 'database-damaged'],
    ['SQLITE_NOTADB', 'database-damaged'],
  ])('%s is said as %s, the cause kept', (code, known) => {
    const cause = Object.assign(new Error('x'), { code });
    expect(toStorageError(cause)).toMatchObject({ code: known, cause });
  });

  it('that are none of the disk’s stay what they were', () => {
    for (const other of [
      new Error('x'),
      Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }),
      'text',
      null,
    ]) {
      expect(toStorageError(other)).toBe(other);
    }
    const known = new StationError('file-empty');
    expect(toStorageError(known)).toBe(known);
  });
});
