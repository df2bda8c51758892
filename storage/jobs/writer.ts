import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

export interface NewJob {
  readonly kind: string;
  /** One job a key: writing it again starts the same job anew. */
  readonly key: string;
  /** Anything that JSON can hold: ids only, no personal data. */
  readonly payload: unknown;
  readonly at: string;
  /** Default: at once. */
  readonly notBefore?: string;
}

export class JobWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Writes a job down, waiting. */
  async put(job: NewJob): Promise<void> {
    const fresh = {
      payload: JSON.stringify(job.payload),
      state: 'waiting',
      attempts: 0,
      notBefore: job.notBefore ?? job.at,
      lastErrorCode: null,
      updatedAt: job.at,
    } as const;
    await this.#db
      .insertInto('jobs')
      .values({ id: randomUUID(), kind: job.kind, key: job.key, createdAt: job.at, ...fresh })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(fresh))
      .execute();
  }

  /** Takes a waiting job; false when somebody else did. */
  async start(id: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('jobs')
      .set((e) => ({ state: 'running' as const, attempts: e('attempts', '+', 1), updatedAt: at }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async finish(id: string, at: string): Promise<void> {
    await this.#db.updateTable('jobs').set({ state: 'done', updatedAt: at }).where('id', '=', id).execute();
  }

  /** Lets it wait for another try. */
  async postpone(
    id: string,
    next: { readonly at: string; readonly notBefore: string; readonly errorCode: string | null },
  ): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set({ state: 'waiting', notBefore: next.notBefore, lastErrorCode: next.errorCode, updatedAt: next.at })
      .where('id', '=', id)
      .execute();
  }

  /** Gives it up; it is kept with its reason. */
  async fail(id: string, at: string, errorCode: string): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set({ state: 'failed', lastErrorCode: errorCode, updatedAt: at })
      .where('id', '=', id)
      .execute();
  }

  /** After a stop: jobs that were running wait again. */
  async releaseRunning(at: string): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set({ state: 'waiting', updatedAt: at })
      .where('state', '=', 'running')
      .execute();
  }
}
