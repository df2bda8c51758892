import { AsyncLocalStorage } from 'node:async_hooks';
import { StationError } from '../common/contract/errors.ts';
import type { OpenDatabase } from './database/open-database.ts';
import type { DiskSpace } from './files/measure-space.ts';
import type { PageFiles } from './files/page-files.ts';
import {
  createReaders,
  createWriters,
  type OpenReport,
  type Store,
  type StoreReaders,
  type StoreTransaction,
} from './store.ts';

export interface SqliteStoreParts {
  readonly database: OpenDatabase;
  readonly files: PageFiles;
  readonly workDir: string;
  readonly measureSpace: () => Promise<DiskSpace>;
  readonly opened: OpenReport;
  /** Called when nothing is written any more and the database is about to be closed. */
  readonly onClosing: () => Promise<void>;
  /** Called once everything is closed. */
  readonly onClosed: () => Promise<void>;
}

/** The store over one SQLite database: one transaction writes at a time, one snapshot reads at a time. */
export class SqliteStore implements Store {
  readonly read: StoreReaders;
  readonly files: PageFiles;
  readonly workDir: string;
  readonly opened: OpenReport;
  readonly #database: OpenDatabase;
  readonly #measureSpace: () => Promise<DiskSpace>;
  readonly #onClosing: () => Promise<void>;
  readonly #onClosed: () => Promise<void>;
  readonly #inside = new AsyncLocalStorage<true>();
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  constructor({ database, files, workDir, measureSpace, opened, onClosing, onClosed }: SqliteStoreParts) {
    this.read = createReaders(database.reading);
    this.files = files;
    this.workDir = workDir;
    this.#database = database;
    this.opened = opened;
    this.#measureSpace = measureSpace;
    this.#onClosing = onClosing;
    this.#onClosed = onClosed;
  }

  async space(): Promise<DiskSpace> {
    return await this.#measureSpace();
  }

  async snapshot<T>(work: (read: StoreReaders) => Promise<T>): Promise<T> {
    return await this.#tracked(
      async () =>
        await this.#database.snapshots
          .transaction()
          .execute(async (db) => await this.#inside.run(true, async () => await work(createReaders(db)))),
    );
  }

  async transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T> {
    const actions: (() => void)[] = [];
    const result = await this.#tracked(
      async () =>
        await this.#database.writing.transaction().execute(async (db) => {
          const transaction: StoreTransaction = {
            read: createReaders(db),
            write: createWriters(db),
            afterCommit: (action) => actions.push(action),
          };
          return await this.#inside.run(true, async () => await work(transaction));
        }),
    );
    for (const action of actions) action();
    return result;
  }

  async copyDatabase(to: string): Promise<void> {
    await this.#tracked(async () => await this.#database.copyTo(to));
  }

  async proveDatabase(): Promise<void> {
    await this.#tracked(async () => await this.#database.prove());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#running);
    await this.#onClosing();
    await this.#database.close();
    await this.#onClosed();
  }

  /** A transaction inside another would wait for a connection that the outer one holds, for ever. */
  async #tracked<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore() === true) throw new Error('A transaction was started inside another.');
    if (this.#closed) throw new StationError('station-stopped');
    const execution = work();
    this.#running.add(execution);
    try {
      return await execution;
    } finally {
      this.#running.delete(execution);
    }
  }
}
