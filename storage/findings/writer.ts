import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { FindingTable, Schema } from '../database/schema.ts';
import type { ComparedValue } from './reader.ts';

/** A finding as it was worked out from the papers. */
export type CurrentFinding = Pick<
  FindingTable,
  'key' | 'code' | 'severity' | 'message' | 'messageEn' | 'paperId' | 'pageId' | 'field'
> & { readonly compared: readonly ComparedValue[] };

export class FindingWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Makes these the findings that hold. A note stays with its key, also while the finding does not hold. */
  async replace(dossierId: string, findings: readonly CurrentFinding[]): Promise<void> {
    await this.#db.updateTable('findings').set({ present: 0 }).where('dossierId', '=', dossierId).execute();
    for (const [position, finding] of findings.entries()) {
      const { key, compared, ...rest } = finding;
      const values = { ...rest, compared: JSON.stringify(compared), position, present: 1 };
      await this.#db
        .insertInto('findings')
        .values({ id: findingId(dossierId, key), dossierId, key, ...values })
        .onConflict((conflict) => conflict.columns(['dossierId', 'key']).doUpdateSet(values))
        .execute();
    }
    await this.#db
      .deleteFrom('findings')
      .where('dossierId', '=', dossierId)
      .where('present', '=', 0)
      .where('resolvedAt', 'is', null)
      .execute();
  }

  async resolve(id: string, by: { readonly id: string; readonly at: string; readonly note: string }): Promise<void> {
    await this.#db
      .updateTable('findings')
      .set({ resolvedBy: by.id, resolvedAt: by.at, resolvedNote: by.note })
      .where('id', '=', id)
      .execute();
  }
}

/** Made from the key, so that a screen's finding keeps its id when findings are worked out again. */
function findingId(dossierId: string, key: string): string {
  return createHash('sha256').update(`${dossierId}\n${key}`).digest('hex').slice(0, 32);
}
