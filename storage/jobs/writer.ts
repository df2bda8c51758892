import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { JobState, JobTable, Schema } from '../database/schema.ts';

export interface NewJob {
  readonly kind: string;
  /** One job a key: writing it again starts the same job anew. */
  readonly key: string;
  /** Anything that JSON can hold: ids only, no personal data. */
  readonly payload: unknown;
  /** The dossier that it belongs to, if any. */
  readonly dossierId?: string;
  readonly at: string;
  /** Default: at once. */
  readonly notBefore?: string;
}

/** Why a try failed; the detail holds no personal data. */
export interface JobError {
  readonly errorCode: string | null;
  readonly errorDetail?: string | null;
}

/**
 * Every change holds only in the states that it makes sense in and says whether it did: a job that was written anew, or
 * that a person holds, while a worker was busy with it is not the worker's any more.
 */
export class JobWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Writes a job down, waiting. One that a person holds stays held, with the new payload. */
  async put(job: NewJob): Promise<void> {
    const fresh = {
      payload: JSON.stringify(job.payload),
      dossierId: job.dossierId ?? null,
      attempts: 0,
      notBefore: job.notBefore ?? job.at,
      deadline: null,
      lastErrorCode: null,
      lastErrorDetail: null,
      updatedAt: job.at,
    } as const;
    await this.#db
      .insertInto('jobs')
      .values({ id: randomUUID(), kind: job.kind, key: job.key, state: 'waiting', createdAt: job.at, ...fresh })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((e) => ({
          ...fresh,
          state: e.case().when('jobs.state', '=', 'held').then<JobState>('held').else<JobState>('waiting').end(),
        })),
      )
      .execute();
  }

  /**
   * Takes a waiting job; false when somebody else did.
   *
   * @param deadline kept when it has one already
   */
  async start(id: string, at: string, deadline: string | null = null): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('jobs')
      .set((e) => ({
        state: 'running' as const,
        attempts: e('attempts', '+', 1),
        deadline: e.fn.coalesce('deadline', e.val(deadline)),
        updatedAt: at,
      }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** What was running is done. */
  async finish(id: string, at: string): Promise<boolean> {
    const done = { state: 'done', lastErrorCode: null, lastErrorDetail: null, updatedAt: at } as const;
    return await this.#change(id, ['running'], done);
  }

  /** What was running waits for another try. */
  async postpone(id: string, next: JobError & { readonly at: string; readonly notBefore: string }): Promise<boolean> {
    return await this.#change(id, ['running'], {
      state: 'waiting',
      notBefore: next.notBefore,
      lastErrorCode: next.errorCode,
      lastErrorDetail: next.errorDetail ?? null,
      updatedAt: next.at,
    });
  }

  /** What was running turned out to be too early: it waits as if never tried. */
  async reschedule(id: string, at: string, notBefore: string): Promise<boolean> {
    const fresh = { attempts: 0, deadline: null, lastErrorCode: null, lastErrorDetail: null } as const;
    return await this.#change(id, ['running', 'waiting'], { state: 'waiting', notBefore, updatedAt: at, ...fresh });
  }

  /** Gives it up; it is kept with its reason. */
  async fail(id: string, at: string, errorCode: string, errorDetail: string | null = null): Promise<boolean> {
    return await this.#change(id, ['running', 'waiting'], {
      state: 'failed',
      lastErrorCode: errorCode,
      lastErrorDetail: errorDetail,
      updatedAt: at,
    });
  }

  /** What was running waits again, due at once as it was; the try that was cut off doesn't count. */
  async letGo(id: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('jobs')
      .set((e) => ({ state: 'waiting' as const, attempts: e('attempts', '-', 1), notBefore: at, updatedAt: at }))
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /**
   * After a stop: jobs that were running wait again; the try that was cut off doesn't count. They were due, so they are
   * due now: the clock by which they were may have been ahead.
   */
  async releaseRunning(at: string): Promise<void> {
    await this.#db
      .updateTable('jobs')
      .set((e) => ({ state: 'waiting' as const, attempts: e('attempts', '-', 1), notBefore: at, updatedAt: at }))
      .where('state', '=', 'running')
      .execute();
  }

  /** A person wants it left alone; false when there is nothing to hold any more. A try that this cuts off doesn't count. */
  async hold(id: string, at: string, reason: string): Promise<boolean> {
    await this.letGo(id, at);
    const held = { state: 'held', heldReason: reason, updatedAt: at } as const;
    return await this.#change(id, ['waiting', 'failed', 'held'], held);
  }

  /** A person gave it to IT: it is held, with a note for them. */
  async handOver(id: string, at: string, note: string): Promise<boolean> {
    await this.letGo(id, at);
    const held = { state: 'held', heldReason: null, handedOverAt: at, handedOverNote: note, updatedAt: at } as const;
    return await this.#change(id, ['waiting', 'failed', 'held'], held);
  }

  /** A person wants it to go on, now: its deadline starts anew. @param from states in which that means something */
  async resume(id: string, at: string, from: readonly JobState[]): Promise<boolean> {
    return await this.#change(id, from, {
      state: 'waiting',
      notBefore: at,
      deadline: null,
      heldReason: null,
      handedOverAt: null,
      handedOverNote: null,
      updatedAt: at,
    });
  }

  /** Moves every open deadline: the clock was set, the time that a job may take is the same. */
  async shiftDeadlines(milliseconds: number): Promise<void> {
    const rows = await this.#db
      .selectFrom('jobs')
      .select(['id', 'deadline'])
      .where('state', 'in', ['waiting', 'running', 'held'])
      .where('deadline', 'is not', null)
      .execute();
    for (const { id, deadline } of rows) {
      const moved = new Date(Date.parse(deadline ?? '') + milliseconds).toISOString();
      await this.#db.updateTable('jobs').set({ deadline: moved }).where('id', '=', id).execute();
    }
  }

  async #change(id: string, from: readonly JobState[], to: Partial<Omit<JobTable, 'id'>>): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('jobs')
      .set(to)
      .where('id', '=', id)
      .where('state', 'in', [...from])
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }
}
