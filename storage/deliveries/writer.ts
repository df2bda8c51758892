import type { Kysely } from 'kysely';
import type { DeliveryFileTable, DeliveryTable, Schema } from '../database/schema.ts';

/** A file that goes to the portal; stored already. */
export type QueuedFile = Pick<DeliveryFileTable, 'paperId' | 'name' | 'componentCode' | 'type' | 'sha256' | 'bytes'>;

/** What changes while a delivery runs. */
export type DeliveryProgress = Partial<Omit<DeliveryTable, 'dossierId' | 'queuedAt' | 'receipt'>>;

export class DeliveryWriter {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Puts a dossier's files on the way, state waiting. One that was given back to the counter starts afresh. */
  async enqueue(dossierId: string, files: readonly QueuedFile[], queuedAt: string): Promise<void> {
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
    receipt: { readonly number: string; readonly acceptedAt: string; readonly content: unknown },
  ): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set({
        receiptNumber: receipt.number,
        acceptedAt: receipt.acceptedAt,
        receipt: JSON.stringify(receipt.content),
      })
      .where('dossierId', '=', dossierId)
      .execute();
  }
}
