import { CamelCasePlugin, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Schema } from './schema.ts';

/** An open, migrated database. Reading has connections of its own, so it never waits for a transaction that writes. */
export interface OpenDatabase {
  readonly reading: Kysely<Schema>;
  /** For transactions that read only. */
  readonly snapshots: Kysely<Schema>;
  readonly writing: Kysely<Schema>;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly path: string;
  readonly key: Uint8Array;
  readonly now: () => Date;
}

/**
 * Opens the database, made when absent, and brings it to this version's schema.
 *
 * @throws StationError database-key-wrong, database-newer (nothing was written), database-damaged, disk-full
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { path, key, now } = options;
  const first = openSqlite({ path, key, queryOnly: false });
  try {
    await migrate(new Kysely<unknown>({ dialect: new SqliteDialect({ database: first }) }), MIGRATIONS, now);
  } finally {
    first.close();
  }
  const open: Connection[] = [];
  const connect = (queryOnly: boolean): Kysely<Schema> => {
    const connection = connectTo(openSqlite({ path, key, queryOnly }));
    open.push(connection);
    return connection.db;
  };
  const close = async (): Promise<void> => {
    for (const { db, database } of open.splice(0)) {
      await db.destroy();
      // Kysely leaves a connection open that no query ever used.
      database.close();
    }
  };
  try {
    return { reading: connect(true), snapshots: connect(true), writing: connect(false), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Connection {
  readonly db: Kysely<Schema>;
  readonly database: SqliteDatabase;
}

function connectTo(database: SqliteDatabase): Connection {
  const dialect = new SqliteDialect({ database });
  return { db: new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] }), database };
}
