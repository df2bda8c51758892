import type { Kysely } from 'kysely';
import type { DossierState } from '../../common/domain/dossier.ts';
import type { Schema } from '../database/schema.ts';

/** One line of the log: who, when, what, why. */
export interface AuditRecord {
  readonly sequence: number;
  readonly at: string;
  /** Null when the station itself acted. */
  readonly byId: string | null;
  readonly event: string;
  readonly dossierId: string | null;
  readonly fromState: DossierState | null;
  readonly toState: DossierState | null;
  readonly reason: string | null;
  /** Ids, keys and counts; no personal data. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export class AuditReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Everything about a dossier, oldest first. */
  async ofDossier(dossierId: string): Promise<readonly AuditRecord[]> {
    const rows = await this.#db
      .selectFrom('audit')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .orderBy('sequence')
      .execute();
    return rows.map(({ id: _, detail, ...row }) => ({ ...row, detail: JSON.parse(detail) }));
  }

  /** Whether a person has done any of these things to a dossier. */
  async didAny(dossierId: string, byId: string, events: readonly string[]): Promise<boolean> {
    const row = await this.#db
      .selectFrom('audit')
      .select('id')
      .where('dossierId', '=', dossierId)
      .where('byId', '=', byId)
      .where('event', 'in', [...events])
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Place in the log of the last thing that a person did; 0 when nobody has done anything. */
  async lastByPerson(): Promise<number> {
    const row = await this.#db
      .selectFrom('audit')
      .select('sequence')
      .where('byId', 'is not', null)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.sequence ?? 0;
  }

  /** Dossiers that came into a state within a span of time, each once. */
  async countEntered(state: DossierState, from: string, until: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('audit')
      .select((e) => e.fn.count<number>('dossierId').distinct().as('count'))
      .where('toState', '=', state)
      .where('at', '>=', from)
      .where('at', '<', until)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
