import { CamelCasePlugin, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { runDatabaseTask } from './database-tasks.ts';
import { inspectDatabase } from './inspect-database.ts';
import { keepBeforeMigrating } from './keep-before-migrating.ts';
import { type Migration, migrate, refuseNewer } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Schema } from './schema.ts';

export interface MigratedFrom {
  /** Number of the newest migration that it had seen before. */
  readonly from: number;
  /** Path of the copy made before. */
  readonly keptAt: string;
}

/** An open, migrated database. Reading has connections of its own, so it never waits for a transaction that writes. */
export interface OpenDatabase {
  readonly reading: Kysely<Schema>;
  /** For transactions that read only. */
  readonly snapshots: Kysely<Schema>;
  readonly writing: Kysely<Schema>;
  /** What this opening changed of the schema; null when nothing. */
  readonly migrated: MigratedFrom | null;
  /** As Store.copyDatabase. */
  copyTo(path: string): Promise<void>;
  /** As Store.proveDatabase. */
  prove(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly path: string;
  readonly key: Uint8Array;
  readonly now: () => Date;
  /** Looks through every page first: after a stop that was none of ours. */
  readonly suspicious?: boolean;
  /** Default: MIGRATIONS. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database, made when absent, and brings it to this version's schema. Whether it may be opened is found out by
 * looking only; what is refused is left as it was to the byte, its log too.
 *
 * @throws StationError database-key-wrong, database-newer, database-damaged, disk-full
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { path, key, now, suspicious = false, migrations = MIGRATIONS } = options;
  const inspection = await inspectDatabase(path, key, suspicious ? 'pages' : 'schema');
  const from = inspection?.applied.at(-1) ?? 0;
  if (inspection !== null) refuseNewer(inspection.applied, migrations);
  const pending = migrations.filter(({ number }) => inspection?.applied.includes(number) !== true);
  const [next] = pending;
  const migrated =
    from === 0 || next === undefined ? null : { from, keptAt: await keepBeforeMigrating(path, key, next.number) };
  const first = openSqlite({ path, key, queryOnly: false });
  try {
    await migrate(new Kysely<unknown>({ dialect: new SqliteDialect({ database: first }) }), migrations, now);
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
    return {
      reading: connect(true),
      snapshots: connect(true),
      writing: connect(false),
      migrated,
      copyTo: async (to) => {
        await runDatabaseTask({ kind: 'copy', path, key, to });
      },
      prove: async () => {
        await runDatabaseTask({ kind: 'inspect', path, key, depth: 'all' });
      },
      close,
    };
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
