import { writeFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import type { OpenDatabase } from './open-database.ts';
import { withStationErrors } from './open-sqlite.ts';
import type { Schema } from './schema.ts';

/**
 * The same schema over SQLite in memory, for tests that run thousands of short stories. As with the file, who reads sees
 * what is committed and never waits for a transaction: reading looks at an image of the last commit, since two
 * connections can't share a database in memory. Nothing of it survives the process.
 */
export async function openMemoryDatabase(now: () => Date): Promise<OpenDatabase> {
  const writer = new Database(':memory:');
  writer.pragma('foreign_keys = on');
  await migrate(
    new Kysely<unknown>({ dialect: new SqliteDialect({ database: withStationErrors(writer) }) }),
    MIGRATIONS,
    now,
  );
  const image = new CommittedImage(writer);
  const reading = connect(image.newest());
  const snapshots = connect(image.pinning());
  const writing = connect(image.watched());
  return {
    reading,
    snapshots,
    writing,
    migrated: null,
    copyTo: async (path) => {
      await writeFile(path, image.current().serialize());
    },
    prove: async () => {
      image.current().pragma('integrity_check');
    },
    close: async () => {
      for (const db of [reading, snapshots, writing]) await db.destroy();
      image.close();
      writer.close();
    },
  };
}

/** What readers see: the writer's database as of its last commit, copied when somebody looks. */
class CommittedImage {
  readonly #writer: Database.Database;
  #image: Database.Database | null = null;
  /** The image that a snapshot is reading, which may be an older one. */
  #pinned: Database.Database | null = null;
  #inTransaction = false;

  constructor(writer: Database.Database) {
    this.#writer = writer;
  }

  current(): Database.Database {
    this.#image ??= this.#copy();
    return this.#image;
  }

  close(): void {
    if (this.#pinned !== this.#image) this.#pinned?.close();
    this.#image?.close();
  }

  /** A connection that always reads the newest image. */
  newest(): SqliteDatabase {
    return { close: () => undefined, prepare: (sql) => withStationErrors(this.current()).prepare(sql) };
  }

  /** A connection whose transactions go on reading the image that they began with. */
  pinning(): SqliteDatabase {
    return {
      close: () => undefined,
      prepare: (sql) => {
        if (sql !== 'begin' && sql !== 'commit' && sql !== 'rollback') {
          return withStationErrors(this.#pinned ?? this.current()).prepare(sql);
        }
        if (sql === 'begin') this.#pinned = this.current();
        else this.#unpin();
        // An image never changes, so reading it needs no transaction of its own.
        return withStationErrors(this.current()).prepare('select 1');
      },
    };
  }

  /** The writer's own connection; what it commits makes the image old. */
  watched(): SqliteDatabase {
    const inner = withStationErrors(this.#writer);
    return {
      close: () => undefined,
      prepare: (sql) => {
        // The image must hold nothing of a transaction that has begun.
        if (sql === 'begin') this.current();
        this.#inTransaction = sql === 'begin' || (this.#inTransaction && sql !== 'commit' && sql !== 'rollback');
        if (sql !== 'rollback' && !this.#inTransaction) this.#retire();
        return inner.prepare(sql);
      },
    };
  }

  #retire(): void {
    if (this.#image !== this.#pinned) this.#image?.close();
    this.#image = null;
  }

  #unpin(): void {
    if (this.#pinned !== this.#image) this.#pinned?.close();
    this.#pinned = null;
  }

  #copy(): Database.Database {
    const image = new Database(this.#writer.serialize());
    image.pragma('query_only = on');
    return image;
  }
}

function connect(database: SqliteDatabase): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
}
