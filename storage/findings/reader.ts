import type { Kysely } from 'kysely';
import type { FindingTable, Schema } from '../database/schema.ts';

/** One of the values that disagree, with where it comes from. */
export interface ComparedValue {
  readonly paperId: string | null;
  readonly field: string | null;
  readonly source: string;
  readonly value: string;
}

export type FindingRecord = Omit<FindingTable, 'compared' | 'present'> & {
  readonly compared: readonly ComparedValue[];
  /** False once it no longer holds. */
  readonly present: boolean;
};

export class FindingReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Those that hold now, in the order they were worked out. */
  async ofDossier(dossierId: string): Promise<readonly FindingRecord[]> {
    const rows = await this.#db
      .selectFrom('findings')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .where('present', '=', 1)
      .orderBy('position')
      .execute();
    return rows.map((row) => ({ ...row, compared: JSON.parse(row.compared), present: true }));
  }
}
