import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { createReaders, type StoreReaders } from '../store.ts';
import { openSqliteToRead, withStationErrors } from './open-sqlite.ts';
import type { Schema } from './schema.ts';

/** Reads a copy of a database, which nobody writes. */
export async function withDatabaseCopy<T>(
  path: string,
  key: Uint8Array,
  work: (read: StoreReaders) => Promise<T>,
): Promise<T> {
  const database = withStationErrors(openSqliteToRead(path, key));
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
  try {
    return await work(createReaders(db));
  } finally {
    await db.destroy();
    database.close();
  }
}
