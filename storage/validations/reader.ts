import type { Kysely } from 'kysely';
import type { Schema, ValidationTable } from '../database/schema.ts';

/** One attribute in which the population database says something else. */
export interface PopulationDifference {
  readonly field: 'fullName' | 'dateOfBirth' | 'gender';
  /** What the population database says. */
  readonly value: string;
}

/** A citizen named by a dossier's papers and what the population database says of them. */
export type ValidationRecord = Omit<ValidationTable, 'differences' | 'present'> & {
  readonly differences: readonly PopulationDifference[];
  /** False once no paper names the citizen any more. */
  readonly present: boolean;
};

export class ValidationReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async find(id: string): Promise<ValidationRecord | null> {
    const row = await this.#db.selectFrom('validations').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  async findCitizen(dossierId: string, citizenId: string): Promise<ValidationRecord | null> {
    const row = await this.#db
      .selectFrom('validations')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .where('citizenId', '=', citizenId)
      .executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  }

  /** Of citizens that the papers name now. */
  async ofDossier(dossierId: string): Promise<readonly ValidationRecord[]> {
    const rows = await this.#db
      .selectFrom('validations')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .where('present', '=', 1)
      .orderBy('requestedAt')
      .orderBy('id')
      .execute();
    return rows.map(toRecord);
  }
}

function toRecord(row: ValidationTable): ValidationRecord {
  return { ...row, differences: JSON.parse(row.differences), present: row.present === 1 };
}
