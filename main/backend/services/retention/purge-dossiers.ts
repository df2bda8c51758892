import { z } from 'zod';
import { StationError } from '../../../../common/contract/errors.ts';
import type { StoreReaders, StoreTransaction } from '../../../../storage/store.ts';
import { type JobHandler, type JobOutcome, JobRefused, type JobRun } from '../../jobs/job-handler.ts';
import { stamp } from '../clock.ts';
import { moveDossier } from '../dossiers/move-dossier.ts';
import type { ServiceContext } from '../service-context.ts';
import { purgeVerdict } from './purge-rule.ts';
import { purgeTime, readRetentionDays } from './retention-settings.ts';

const payload = z.object({
  dossierId: z.string().min(1),
  receivedAt: z.iso.datetime(),
  /** A person asked for it before its time, to make room. */
  ahead: z.boolean().default(false),
});
export type PurgeOrder = z.infer<typeof payload>;

/** Null when it is no order to purge. */
export function parsePurge(value: unknown): PurgeOrder | null {
  const parsed = payload.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** Files that are removed while nobody else can write to the store: that must stay short. */
const FILES_AT_ONCE = 8;

/**
 * Removes the images and PDFs of dossiers some days after their receipt. The record, its fields and hashes, the receipt
 * and the audit log stay. First the dossier is `purged`, which says that its files may be gone; then they go. Cut off
 * in between, the next try goes on; done again, it finds nothing to do.
 */
export class PurgeDossiers implements JobHandler<PurgeOrder> {
  readonly kind = 'purge-dossier';
  readonly atOnce = 1;
  readonly deadlineMs = null;
  readonly scheduled = true;
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  parse(value: unknown): PurgeOrder | null {
    return parsePurge(value);
  }

  async run(order: PurgeOrder, run: JobRun): Promise<JobOutcome> {
    const { store, clock } = this.#context;
    const { dossierId } = order;
    const due = purgeTime(order.receivedAt, await readRetentionDays(store.read));
    if (!order.ahead && due > stamp(clock)) return { notBefore: due };
    await store.transaction(async (transaction) => await this.#markPurged(transaction, dossierId));
    const hashes = await store.read.fileUses.hashesOfDossier(dossierId);
    for (let from = 0; from < hashes.length; from += FILES_AT_ONCE) {
      run.signal.throwIfAborted();
      await store.transaction(async ({ read }) => await this.#remove(read, hashes.slice(from, from + FILES_AT_ONCE)));
    }
    return 'done';
  }

  /** @throws JobRefused when the proof is not whole: nothing is removed then, now or later by itself */
  async #markPurged(transaction: StoreTransaction, dossierId: string): Promise<void> {
    const { read } = transaction;
    const dossier = await read.dossiers.find(dossierId);
    if (dossier === null) throw new JobRefused(new StationError('dossier-not-found'));
    const verdict = purgeVerdict({
      state: dossier.state,
      delivery: await read.deliveries.find(dossierId),
      files: await read.deliveries.files(dossierId),
    });
    if (verdict === 'purged') return;
    if (verdict !== 'purge') throw new JobRefused(new StationError('purge-without-proof', verdict));
    const at = stamp(this.#context.clock);
    const files = await read.fileUses.hashesOfDossier(dossierId);
    await moveDossier(transaction, { dossier, event: 'purge', byId: null, at, detail: { files } });
    transaction.afterCommit(() => this.#context.events.publish({ kind: 'dossier', dossierId }));
  }

  /**
   * While a transaction runs no row can come to refer to these files; who stored the same bytes just before and had no
   * row yet finds them gone in its own transaction, and says so instead of acknowledging them (require-stored.ts).
   */
  async #remove(read: StoreReaders, hashes: readonly string[]): Promise<void> {
    for (const sha256 of hashes) {
      const uses = await read.fileUses.ofFile(sha256);
      // Another dossier may hold the same bytes.
      if (uses.every(({ dossierState }) => dossierState === 'purged')) await this.#context.store.files.remove(sha256);
    }
  }
}
