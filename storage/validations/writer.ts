import type { Kysely } from 'kysely';
import type { Schema, ValidationTable } from '../database/schema.ts';
import type { PopulationDifference } from './reader.ts';

/** What is asked about a citizen. */
export type ValidationRequest = Pick<
  ValidationTable,
  'id' | 'dossierId' | 'citizenId' | 'fullName' | 'dateOfBirth' | 'gender' | 'source' | 'requestedAt'
>;

export interface ValidationResult {
  readonly state: Exclude<ValidationTable['state'], 'waiting'>;
  readonly checkedAt: string;
  readonly differences: readonly PopulationDifference[];
}

export class ValidationWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Puts a question to the population database on record, state waiting; an earlier one about the same citizen in the
   * same dossier is asked anew and keeps its id. The job that asks goes into the same transaction.
   */
  async request(request: ValidationRequest): Promise<void> {
    const { fullName, dateOfBirth, gender, source, requestedAt } = request;
    await this.#db
      .insertInto('validations')
      .values({ ...request, present: 1, state: 'waiting', differences: '[]' })
      .onConflict((conflict) =>
        conflict.columns(['dossierId', 'citizenId']).doUpdateSet({
          fullName,
          dateOfBirth,
          gender,
          source,
          requestedAt,
          present: 1,
          state: 'waiting',
          checkedAt: null,
          errorCode: null,
          errorDetail: null,
          differences: '[]',
        }),
      )
      .execute();
  }

  /** Whether the papers still name the citizen; an answer that is there stays. */
  async setPresent(id: string, present: boolean): Promise<void> {
    await this.#db
      .updateTable('validations')
      .set({ present: present ? 1 : 0 })
      .where('id', '=', id)
      .execute();
  }

  /** Why the answer is still waited for. */
  async setWaitingFor(id: string, error: Pick<ValidationTable, 'errorCode' | 'errorDetail'>): Promise<void> {
    await this.#db.updateTable('validations').set(error).where('id', '=', id).execute();
  }

  async setResult(id: string, result: ValidationResult): Promise<void> {
    await this.#db
      .updateTable('validations')
      .set({ ...result, differences: JSON.stringify(result.differences), errorCode: null, errorDetail: null })
      .where('id', '=', id)
      .execute();
  }
}
