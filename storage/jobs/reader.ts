import type { Kysely } from 'kysely';
import type { JobTable, Schema } from '../database/schema.ts';

/** Work that follows from a record and was written down in the same transaction. */
export type JobRecord = Omit<JobTable, 'payload'> & {
  /** Unchecked: the worker parses it. */
  readonly payload: unknown;
};

export class JobReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async find(id: string): Promise<JobRecord | null> {
    const row = await this.#db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  async findByKey(key: string): Promise<JobRecord | null> {
    const row = await this.#db.selectFrom('jobs').selectAll().where('key', '=', key).executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  /** Waiting jobs of a kind whose time has come, the longest due first. */
  async due(kind: string, now: string, limit: number): Promise<readonly JobRecord[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .where('notBefore', '<=', now)
      .orderBy('notBefore')
      .orderBy('createdAt')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  /** When the next waiting job of a kind falls due; null when none waits. */
  async nextDueAt(kind: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom('jobs')
      .select((e) => e.fn.min('notBefore').as('at'))
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    return row?.at ?? null;
  }
}

function toRecord(row: JobTable): JobRecord {
  return { ...row, payload: JSON.parse(row.payload) };
}
