import type { FileRecord } from '../../../../storage/papers/records.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import { stamp } from '../clock.ts';
import { refreshDossier } from '../dossiers/refresh-dossier.ts';
import type { ServiceContext } from '../service-context.ts';

/** Records something read from a file, whatever state its dossier is in by now. */
export async function changeFileOf(
  context: ServiceContext,
  file: Pick<FileRecord, 'dossierId'>,
  work: (transaction: StoreTransaction, at: string) => Promise<void>,
): Promise<void> {
  const { dossierId } = file;
  await context.store.transaction(async (transaction) => {
    const at = stamp(context.clock);
    await work(transaction, at);
    await refreshDossier(context, transaction, dossierId, at);
    transaction.afterCommit(() => context.events.publish({ kind: 'dossier', dossierId }));
  });
}
