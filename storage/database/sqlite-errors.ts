import { StationError } from '../../common/contract/errors.ts';

/**
 * The station's error for an error of SQLite or of the file system below it; other values come back unchanged. Texts of
 * SQLite name tables and columns only, so they may go into the detail.
 */
export function toStorageError(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StationError || code === null) return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new StationError('disk-full', undefined, { cause: error });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new StationError('database-damaged', undefined, { cause: error });
  }
  return error;
}

/** The code of a Node or SQLite error; null when it has none. */
export function codeOf(error: unknown): string | null {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}
