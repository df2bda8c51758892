import Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { StationError } from '../../common/contract/errors.ts';
import { codeOf, toStorageError } from './sqlite-errors.ts';

export interface OpenSqliteOptions {
  readonly path: string;
  /** 32 bytes, raw. */
  readonly key: Uint8Array;
  /** Refuses every write on this connection. */
  readonly queryOnly: boolean;
}

/**
 * Opens an encrypted database (SQLCipher 4 format) for Kysely: WAL, every commit synced to disk, foreign keys enforced.
 *
 * @throws StationError database-key-wrong when the key does not open the file, disk-full
 */
export function openSqlite(options: OpenSqliteOptions): SqliteDatabase {
  return withStationErrors(
    connectEncrypted(options.path, options.key, false, (database) => {
      database.pragma(options.queryOnly ? 'query_only = on' : 'journal_mode = wal');
      database.pragma('synchronous = full');
      database.pragma('foreign_keys = on');
    }),
  );
}

/**
 * Opens an encrypted database that is only looked at: neither the file nor its log is changed, also not by closing it.
 *
 * @throws StationError database-key-wrong when the key does not open the file, disk-read-only when it must be recovered
 *   before it can be read
 */
export function openSqliteToRead(path: string, key: Uint8Array): Database.Database {
  return connectEncrypted(path, key, true, () => undefined);
}

function connectEncrypted(
  path: string,
  key: Uint8Array,
  readonly: boolean,
  prepare: (database: Database.Database) => void,
): Database.Database {
  if (key.length !== 32) throw new StationError('database-key-wrong', 'the key must have 32 bytes');
  let database: Database.Database;
  try {
    database = new Database(path, { timeout: 5000, readonly, fileMustExist: readonly });
  } catch (error) {
    throw toStorageError(error);
  }
  try {
    // The key must come before anything that touches the file.
    database.pragma(`cipher='sqlcipher'`);
    database.pragma('legacy=4');
    database.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
    database.prepare('select count(*) from sqlite_master').get();
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    if (codeOf(error) === 'SQLITE_NOTADB') throw new StationError('database-key-wrong', undefined, { cause: error });
    throw toStorageError(error);
  }
}

/** Errors of SQLite leave the database as errors of the closed list wherever a query runs. */
export function withStationErrors(database: Database.Database): SqliteDatabase {
  return {
    close: () => {
      database.close();
    },
    prepare: (sql) => {
      const statement = guarded(() => database.prepare<unknown[]>(sql));
      return {
        reader: statement.reader,
        all: (parameters) => guarded(() => statement.all(...parameters)),
        run: (parameters) =>
          // A full disk makes SQLite roll back by itself; the rollback that follows would hide the reason.
          sql === 'rollback' && !database.inTransaction
            ? { changes: 0, lastInsertRowid: 0 }
            : guarded(() => statement.run(...parameters)),
        iterate: (parameters) => guarded(() => statement.iterate(...parameters)),
      } satisfies SqliteStatement;
    },
  };
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error);
  }
}
