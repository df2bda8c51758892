import type { Kysely } from 'kysely';
import type { DossierState } from '../../common/domain/dossier.ts';
import type { DossierTable, ExcuseTable, Schema } from '../database/schema.ts';
import { pageCounts } from '../papers/counting-pages.ts';

export type DossierRecord = DossierTable;
export type ExcuseRecord = ExcuseTable;

/** A dossier with the counts that lists show; papers that were set aside don't count, nor do their pages. */
export interface DossierListRecord extends DossierRecord {
  readonly papers: number;
  readonly pages: number;
  readonly pagesReading: number;
}

export class DossierReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async find(id: string): Promise<DossierRecord | null> {
    return (await this.#db.selectFrom('dossiers').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  async findByCode(code: string): Promise<DossierRecord | null> {
    return (await this.#db.selectFrom('dossiers').selectAll().where('code', '=', code).executeTakeFirst()) ?? null;
  }

  async excuses(dossierId: string): Promise<readonly ExcuseRecord[]> {
    return await this.#db.selectFrom('excuses').selectAll().where('dossierId', '=', dossierId).execute();
  }

  /** Dossiers in some states by the day they were opened. */
  async listByState(
    states: readonly DossierState[],
    order: 'oldest-first' | 'newest-first',
  ): Promise<readonly DossierListRecord[]> {
    const direction = order === 'oldest-first' ? 'asc' : 'desc';
    return await this.#withCounts()
      .where('state', 'in', [...states])
      .orderBy('createdAt', direction)
      .orderBy('code', direction)
      .execute();
  }

  /** Last touched first. */
  async listRecent(limit: number): Promise<readonly DossierListRecord[]> {
    return await this.#withCounts().orderBy('updatedAt', 'desc').orderBy('code', 'desc').limit(limit).execute();
  }

  async findListed(id: string): Promise<DossierListRecord | null> {
    return (await this.#withCounts().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  /** How many dossiers are in each state now; states without any are absent. */
  async countByState(): Promise<ReadonlyMap<DossierState, number>> {
    const rows = await this.#db
      .selectFrom('dossiers')
      .select((e) => ['state', e.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return new Map(rows.map((row) => [row.state, Number(row.count)]));
  }

  /** Opened within a span of time. */
  async countOpened(from: string, until: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('dossiers')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('createdAt', '>=', from)
      .where('createdAt', '<', until)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** From opening to first sending, of dossiers first sent within a span of time. */
  async capturingTimes(
    from: string,
    until: string,
  ): Promise<readonly { readonly createdAt: string; readonly sentAt: string }[]> {
    const rows = await this.#db
      .selectFrom('dossiers')
      .select(['createdAt', 'sentAt'])
      .where('sentAt', '>=', from)
      .where('sentAt', '<', until)
      .execute();
    return rows.flatMap(({ createdAt, sentAt }) => (sentAt === null ? [] : [{ createdAt, sentAt }]));
  }

  #withCounts() {
    return this.#db
      .selectFrom('dossiers')
      .selectAll('dossiers')
      .select((e) => [
        e
          .selectFrom('papers')
          .select((p) => p.fn.countAll<number>().as('count'))
          .whereRef('papers.dossierId', '=', 'dossiers.id')
          .where('papers.removedAt', 'is', null)
          .$asScalar()
          .$notNull()
          .as('papers'),
        e
          .selectFrom('pages')
          .select((p) => p.fn.countAll<number>().as('count'))
          .whereRef('pages.dossierId', '=', 'dossiers.id')
          .where(pageCounts())
          .$asScalar()
          .$notNull()
          .as('pages'),
        e
          .selectFrom('pages')
          .select((p) => p.fn.countAll<number>().as('count'))
          .whereRef('pages.dossierId', '=', 'dossiers.id')
          .where(pageCounts())
          .where('pages.state', '=', 'reading')
          .$asScalar()
          .$notNull()
          .as('pagesReading'),
      ]);
  }
}
