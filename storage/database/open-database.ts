import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Schema } from './schema.ts';

/** An open, migrated database. Reading has a connection of its own, so it never waits for a running transaction. */
export interface OpenDatabase {
  readonly reading: Kysely<Schema>;
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
  const bare = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: openSqlite({ path, key, queryOnly: false }) }),
  });
  try {
    await migrate(bare, MIGRATIONS, now);
  } finally {
    await bare.destroy();
  }
  const writing = connect(path, key, false);
  const reading = connect(path, key, true);
  return {
    reading,
    writing,
    close: async () => {
      await reading.destroy();
      await writing.destroy();
    },
  };
}

function connect(path: string, key: Uint8Array, queryOnly: boolean): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new SqliteDialect({ database: openSqlite({ path, key, queryOnly }) }),
    plugins: [new CamelCasePlugin()],
  });
}
