import type { Kysely } from 'kysely';
import type { DossierState } from '../../common/domain/dossier.ts';
import type { Schema } from '../database/schema.ts';
import type { DossierRecord, ExcuseRecord } from './reader.ts';

export class DossierWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert(dossier: DossierRecord): Promise<void> {
    await this.#db.insertInto('dossiers').values(dossier).execute();
  }

  /** The next number of a unit's day, from 1; given once, whatever happens to the dossier. */
  async takeSerial(unit: string, day: string): Promise<number> {
    const { last } = await this.#db
      .insertInto('dossierSerials')
      .values({ unit, day, last: 1 })
      .onConflict((conflict) =>
        conflict.columns(['unit', 'day']).doUpdateSet((e) => ({ last: e('dossierSerials.last', '+', 1) })),
      )
      .returning('last')
      .executeTakeFirstOrThrow();
    return last;
  }

  /** Numbers of a day that are never to be given: the next `count` of every unit. */
  async leaveSerialsOut(day: string, count: number): Promise<void> {
    const units = await this.#db.selectFrom('dossierSerials').select('unit').distinct().execute();
    for (const { unit } of units) {
      await this.#db
        .insertInto('dossierSerials')
        .values({ unit, day, last: count })
        .onConflict((conflict) =>
          conflict.columns(['unit', 'day']).doUpdateSet((e) => ({ last: e('dossierSerials.last', '+', count) })),
        )
        .execute();
    }
  }

  /** Only for changes that common/domain/dossier.ts allows; the audit line goes into the same transaction. */
  async setState(id: string, state: DossierState, at: string): Promise<void> {
    await this.#db.updateTable('dossiers').set({ state, updatedAt: at }).where('id', '=', id).execute();
  }

  async noteSent(id: string, at: string): Promise<void> {
    await this.#db
      .updateTable('dossiers')
      .set({ sentAt: at })
      .where('id', '=', id)
      .where('sentAt', 'is', null)
      .execute();
  }

  async setReturnReason(id: string, reason: string | null): Promise<void> {
    await this.#db.updateTable('dossiers').set({ returnReason: reason }).where('id', '=', id).execute();
  }

  /** What lists show, worked out from the papers. */
  async setDigest(
    id: string,
    digest: Pick<DossierRecord, 'citizenName' | 'citizenId' | 'openFindings' | 'doubtfulFields' | 'updatedAt'>,
  ): Promise<void> {
    await this.#db.updateTable('dossiers').set(digest).where('id', '=', id).execute();
  }

  async putExcuse(excuse: ExcuseRecord): Promise<void> {
    const { reason, byId, at } = excuse;
    await this.#db
      .insertInto('excuses')
      .values(excuse)
      .onConflict((conflict) => conflict.columns(['dossierId', 'componentCode']).doUpdateSet({ reason, byId, at }))
      .execute();
  }

  async removeExcuse(dossierId: string, componentCode: string): Promise<void> {
    await this.#db
      .deleteFrom('excuses')
      .where('dossierId', '=', dossierId)
      .where('componentCode', '=', componentCode)
      .execute();
  }
}
