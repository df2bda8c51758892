import type { Kysely } from 'kysely';
import type { DeliveryFileTable, DeliveryTable, Schema } from '../database/schema.ts';

/** A file that goes to the portal; stored already. */
export type QueuedFile = Pick<DeliveryFileTable, 'paperId' | 'name' | 'componentCode' | 'type' | 'sha256' | 'bytes'>;

/** What changes while a delivery runs. */
export type DeliveryProgress = Partial<Omit<DeliveryTable, 'dossierId' | 'queuedAt' | 'receipt' | 'message'>>;

export class DeliveryWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * Puts a dossier's files on the way, state waiting. One that was given back to the counter starts afresh.
   *
   * @param message what the portal will be told, anything that JSON can hold
   */
  async enqueue(
    dossierId: string,
    files: readonly QueuedFile[],
    queuedAt: string,
    message: unknown = null,
  ): Promise<void> {
    const { last } = await this.#db
      .selectFrom('deliveries')
      .select((e) => e.fn.max<number | null>('sequence').as('last'))
      .executeTakeFirstOrThrow();
    const fresh = {
      state: 'waiting',
      queuedAt,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      bytesSent: 0,
      attempts: 0,
      resumed: 0,
      nextTryAt: null,
      errorCode: null,
      errorDetail: null,
      receiptNumber: null,
      acceptedAt: null,
      receipt: null,
      sequence: (last ?? 0) + 1,
      priority: 0,
      replaces: 0,
      askedAt: null,
      deadline: null,
      heldReason: null,
      handedOverAt: null,
      handedOverNote: null,
      message: message === null ? null : JSON.stringify(message),
      messageSentAt: null,
      deliveredAt: null,
    } as const;
    await this.#db.deleteFrom('deliveryFiles').where('dossierId', '=', dossierId).execute();
    await this.#db
      .insertInto('deliveries')
      .values({ dossierId, ...fresh })
      .onConflict((conflict) => conflict.column('dossierId').doUpdateSet(fresh))
      .execute();
    for (const [position, file] of files.entries()) {
      await this.#db
        .insertInto('deliveryFiles')
        .values({ dossierId, position, ...file, bytesSent: 0, uploadUrl: null, portalSha256: null })
        .execute();
    }
  }

  /** Takes a dossier off the way: it goes back to the counter. */
  async remove(dossierId: string): Promise<void> {
    await this.#db.deleteFrom('deliveryFiles').where('dossierId', '=', dossierId).execute();
    await this.#db.deleteFrom('deliveries').where('dossierId', '=', dossierId).execute();
  }

  async setProgress(dossierId: string, progress: DeliveryProgress): Promise<void> {
    await this.#db.updateTable('deliveries').set(progress).where('dossierId', '=', dossierId).execute();
  }

  /** The message of a dossier that was queued without it, kept before it goes out. */
  async setMessage(dossierId: string, message: unknown): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({ message: JSON.stringify(message) })
      .where('dossierId', '=', dossierId)
      .execute();
  }

  /** Nobody's wish to try something at once holds any longer. */
  async clearAsked(): Promise<void> {
    await this.#db.updateTable('deliveries').set({ askedAt: null }).where('askedAt', 'is not', null).execute();
  }

  async setFileProgress(
    dossierId: string,
    paperId: string,
    progress: Partial<Pick<DeliveryFileTable, 'bytesSent' | 'uploadUrl' | 'portalSha256'>>,
  ): Promise<void> {
    await this.#db
      .updateTable('deliveryFiles')
      .set(progress)
      .where('dossierId', '=', dossierId)
      .where('paperId', '=', paperId)
      .execute();
  }

  /** The portal's proof. @param receipt anything that JSON can hold */
  async setReceipt(
    dossierId: string,
    receipt: {
      readonly number: string;
      /** By the portal's clock. */
      readonly acceptedAt: string;
      /** By the station's. */
      readonly deliveredAt: string;
      readonly content: unknown;
    },
  ): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({
        receiptNumber: receipt.number,
        acceptedAt: receipt.acceptedAt,
        deliveredAt: receipt.deliveredAt,
        receipt: JSON.stringify(receipt.content),
      })
      .where('dossierId', '=', dossierId)
      .execute();
  }
}
