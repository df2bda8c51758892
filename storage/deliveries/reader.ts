import type { Kysely } from 'kysely';
import type { DeliveryFileTable, DeliveryState, DeliveryTable, DossierTable, Schema } from '../database/schema.ts';

/** The way of one dossier to the portal. */
export type DeliveryRecord = Omit<DeliveryTable, 'receipt' | 'message'> & {
  /** As the portal gave it, unchecked; null until then. */
  readonly receipt: unknown;
  /** The message as queued, unchecked; null when it was queued without one. */
  readonly message: unknown;
};
export type DeliveryFileRecord = DeliveryFileTable;

/** A delivery with what a list shows of its dossier. */
export interface DeliveryListRecord extends Omit<DeliveryRecord, 'receipt' | 'message'> {
  readonly code: string;
  readonly procedureCode: string;
  readonly citizenName: string | null;
}

/** What the batch needs to know of a delivery to choose the next. */
export type OpenDelivery = Pick<
  DeliveryTable,
  'dossierId' | 'state' | 'priority' | 'sequence' | 'nextTryAt' | 'askedAt'
>;

/** One file that the portal holds, as the list of what was sent names it. */
export type SentFileRecord = Pick<DeliveryTable, 'receiptNumber' | 'deliveredAt' | 'acceptedAt'> &
  Pick<DeliveryFileTable, 'name' | 'sha256' | 'portalSha256' | 'bytes'> &
  Pick<DossierTable, 'code' | 'procedureCode' | 'citizenName'>;

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
    if (row === undefined) return null;
    const { receipt, message } = row;
    return { ...row, receipt: receipt === null ? null : JSON.parse(receipt), message: message && JSON.parse(message) };
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

  /** Everything not delivered, and what was delivered since an instant; in the order in which they go. */
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
        'deliveries.sequence',
        'deliveries.priority',
        'deliveries.replaces',
        'deliveries.askedAt',
        'deliveries.deadline',
        'deliveries.heldReason',
        'deliveries.handedOverAt',
        'deliveries.handedOverNote',
        'deliveries.messageSentAt',
        'deliveries.deliveredAt',
        'dossiers.code',
        'dossiers.procedureCode',
        'dossiers.citizenName',
      ])
      .where((e) => e.or([e('deliveries.state', '!=', 'delivered'), e('deliveries.deliveredAt', '>=', deliveredSince)]))
      .orderBy('deliveries.priority', 'desc')
      .orderBy('deliveries.sequence')
      .execute();
  }

  /** What waits to be sent, in the order in which it goes. */
  async open(): Promise<readonly OpenDelivery[]> {
    return await this.#db
      .selectFrom('deliveries')
      .select(['dossierId', 'state', 'priority', 'sequence', 'nextTryAt', 'askedAt'])
      .where('state', 'in', ['waiting', 'retrying'])
      .orderBy('priority', 'desc')
      .orderBy('sequence')
      .execute();
  }

  /** Files that the portal accepted in a span of time, with their dossier and receipt; first accepted first. */
  async sentFiles(from: string, until: string): Promise<readonly SentFileRecord[]> {
    return await this.#db
      .selectFrom('deliveries')
      .innerJoin('dossiers', 'dossiers.id', 'deliveries.dossierId')
      .innerJoin('deliveryFiles', 'deliveryFiles.dossierId', 'deliveries.dossierId')
      .select([
        'dossiers.code',
        'dossiers.procedureCode',
        'dossiers.citizenName',
        'deliveries.receiptNumber',
        'deliveries.deliveredAt',
        'deliveries.acceptedAt',
        'deliveryFiles.name',
        'deliveryFiles.sha256',
        'deliveryFiles.portalSha256',
        'deliveryFiles.bytes',
      ])
      .where('deliveries.state', '=', 'delivered')
      .where('deliveries.deliveredAt', '>=', from)
      .where('deliveries.deliveredAt', '<', until)
      .orderBy('deliveries.deliveredAt')
      .orderBy('dossiers.code')
      .orderBy('deliveryFiles.position')
      .execute();
  }

  /** Highest priority that anything not delivered has. */
  async highestPriority(): Promise<number> {
    const row = await this.#db
      .selectFrom('deliveries')
      .select((e) => e.fn.max<number | null>('priority').as('highest'))
      .where('state', '!=', 'delivered')
      .executeTakeFirst();
    return row?.highest ?? 0;
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
