import { StationError, type StationErrorCode } from '../../common/contract/errors.ts';

/**
 * The station's error for an error of SQLite or of the file system below it; other values come back unchanged. Texts of
 * SQLite name tables and columns only, so they may go into the detail.
 */
export function toStorageError(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StationError || code === null) return error;
  const known = stationCodeOf(code);
  return known === null ? error : new StationError(known, undefined, { cause: error });
}

/** The code of a Node or SQLite error; null when it has none. */
export function codeOf(error: unknown): string | null {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

function stationCodeOf(code: string): StationErrorCode | null {
  // Where the disk is full SQLite can't lengthen the index of its log, and says so by this code.
  if (['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(code)) return 'disk-full';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'database-damaged';
  if (code === 'EROFS' || code.startsWith('SQLITE_READONLY')) return 'disk-read-only';
  if (['EACCES', 'EPERM', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'].includes(code)) return 'data-no-permission';
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR')) return 'disk-failing';
  return null;
}
