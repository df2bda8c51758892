import type { Kysely } from 'kysely';
import type { JobState, JobTable, Schema } from '../database/schema.ts';

/** Work that follows from a record and was written down in the same transaction. */
export type JobRecord = Omit<JobTable, 'payload'> & {
  /** Unchecked: the worker parses it. Undefined when the row holds no JSON. */
  readonly payload: unknown;
};

/** A job as lists show it. */
export type OpenJobRecord = Omit<JobTable, 'payload'> & { readonly dossierCode: string | null };

/** What needs a person comes first, then what is in trouble, then what goes by itself. */
const ORDER_OF_STATES: readonly JobState[] = ['failed', 'held', 'running', 'waiting'];

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

  /**
   * Waiting jobs of a kind whose time has come, the longest due first.
   *
   * @param scheduled its time is a date; else it is a wait, which is over too when it was written down later than now:
   *   the clock was set back since, and nobody knows how much of the wait has passed
   */
  async due(kind: string, now: string, limit: number, scheduled = false): Promise<readonly JobRecord[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .where((e) =>
        scheduled ? e('notBefore', '<=', now) : e.or([e('notBefore', '<=', now), e('updatedAt', '>', now)]),
      )
      .orderBy('notBefore')
      .orderBy('createdAt')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toRecord);
  }

  /** When the next waiting job of a kind falls due; null when none waits. */
  async nextDueAt(kind: string, after = ''): Promise<string | null> {
    const row = await this.#db
      .selectFrom('jobs')
      .select((e) => e.fn.min('notBefore').as('at'))
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .where('notBefore', '>', after)
      .executeTakeFirst();
    return row?.at ?? null;
  }

  /** Waiting jobs of a kind that nobody here knows. */
  async waitingOfOtherKinds(known: readonly string[]): Promise<readonly JobRecord[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('kind', 'not in', [...known])
      .execute();
    return rows.map(toRecord);
  }

  /**
   * Everything that is not done, what needs a person first, then oldest first.
   *
   * @param dated kinds that are left out while they only wait for their date: there may be thousands
   */
  async open(dated: readonly string[] = []): Promise<readonly OpenJobRecord[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .leftJoin('dossiers', 'dossiers.id', 'jobs.dossierId')
      .select([
        'jobs.id',
        'jobs.kind',
        'jobs.key',
        'jobs.dossierId',
        'jobs.state',
        'jobs.attempts',
        'jobs.notBefore',
        'jobs.deadline',
        'jobs.lastErrorCode',
        'jobs.lastErrorDetail',
        'jobs.heldReason',
        'jobs.handedOverAt',
        'jobs.handedOverNote',
        'jobs.createdAt',
        'jobs.updatedAt',
        'dossiers.code as dossierCode',
      ])
      .where('jobs.state', '!=', 'done')
      .where((e) =>
        e.or([
          e('jobs.kind', 'not in', [...dated]),
          e('jobs.state', '!=', 'waiting'),
          e('jobs.lastErrorCode', 'is not', null),
        ]),
      )
      .orderBy('jobs.createdAt')
      .orderBy('jobs.id')
      .execute();
    return rows.toSorted((left, right) => placeOf(left) - placeOf(right));
  }

  /** Waiting jobs of a kind, whatever their time. */
  async waiting(kind: string): Promise<readonly JobRecord[]> {
    const rows = await this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .orderBy('createdAt')
      .execute();
    return rows.map(toRecord);
  }

  async count(state: JobState, kind?: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('jobs')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('state', '=', state)
      .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}

function placeOf({ state, lastErrorCode }: Pick<JobTable, 'state' | 'lastErrorCode'>): number {
  return ORDER_OF_STATES.indexOf(state) - (state === 'waiting' && lastErrorCode !== null ? 1.5 : 0);
}

function toRecord(row: JobTable): JobRecord {
  return { ...row, payload: parsed(row.payload) };
}

/** A row that something damaged must not keep the others from being read. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
