import type { StoreTransaction } from '../../../../storage/store.ts';
import { purgeTime, readRetentionDays } from './retention-settings.ts';

/**
 * Notes that a dossier's images are to go some days after its receipt. Belongs to the transaction that stores the
 * receipt and moves the dossier to `delivered`.
 *
 * @param at instant of the receipt, ISO
 */
export async function planPurge(transaction: StoreTransaction, dossierId: string, at: string): Promise<void> {
  const notBefore = purgeTime(at, await readRetentionDays(transaction.read));
  const key = `purge-dossier:${dossierId}`;
  await transaction.write.jobs.put({
    kind: 'purge-dossier',
    key,
    payload: { dossierId, receivedAt: at },
    dossierId,
    at,
    notBefore,
  });
}
