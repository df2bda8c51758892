import type { Kysely } from 'kysely';
import type { DeliveryFileTable, DeliveryState, DeliveryTable, Schema } from '../database/schema.ts';

/** The way of one dossier to the portal. */
export type DeliveryRecord = Omit<DeliveryTable, 'receipt'> & {
  /** As the portal gave it, unchecked; null until then. */
  readonly receipt: unknown;
};
export type DeliveryFileRecord = DeliveryFileTable;

/** A delivery with what a list shows of its dossier. */
export interface DeliveryListRecord extends Omit<DeliveryRecord, 'receipt'> {
  readonly code: string;
  readonly procedureCode: string;
  readonly citizenName: string | null;
}

export class DeliveryReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async find(dossierId: string): Promise<DeliveryRecord | null> {
    const row = await this.#db
      .selectFrom('deliveries')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .executeTakeFirst();
    return row === undefined ? null : { ...row, receipt: row.receipt === null ? null : JSON.parse(row.receipt) };
  }

  /** In the order of the dossier's papers. */
  async files(dossierId: string): Promise<readonly DeliveryFileRecord[]> {
    return await this.#db
      .selectFrom('deliveryFiles')
      .selectAll()
      .where('dossierId', '=', dossierId)
      .orderBy('position')
      .execute();
  }

  /** Everything not delivered, and what was delivered since an instant; first queued first. */
  async listSince(deliveredSince: string): Promise<readonly DeliveryListRecord[]> {
    return await this.#db
      .selectFrom('deliveries')
      .innerJoin('dossiers', 'dossiers.id', 'deliveries.dossierId')
      .select([
        'deliveries.dossierId',
        'deliveries.state',
        'deliveries.queuedAt',
        'deliveries.bytes',
        'deliveries.bytesSent',
        'deliveries.attempts',
        'deliveries.resumed',
        'deliveries.nextTryAt',
        'deliveries.errorCode',
        'deliveries.errorDetail',
        'deliveries.receiptNumber',
        'deliveries.acceptedAt',
        'dossiers.code',
        'dossiers.procedureCode',
        'dossiers.citizenName',
      ])
      .where((e) => e.or([e('deliveries.state', '!=', 'delivered'), e('deliveries.acceptedAt', '>=', deliveredSince)]))
      .orderBy('deliveries.queuedAt')
      .orderBy('dossiers.code')
      .execute();
  }

  /** Dossiers in some delivery states, first queued first. */
  async dossierIds(states: readonly DeliveryState[]): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select('dossierId')
      .where('state', 'in', [...states])
      .orderBy('queuedAt')
      .execute();
    return rows.map((row) => row.dossierId);
  }

  async countByState(): Promise<ReadonlyMap<DeliveryState, number>> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select((e) => ['state', e.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return new Map(rows.map((row) => [row.state, Number(row.count)]));
  }
}
