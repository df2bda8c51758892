import type { StoreTransaction } from '../../../../storage/store.ts';
import { purgeTime, readRetentionDays } from './retention-settings.ts';

/**
 * Notes that a dossier's images are to go some days after its receipt. Belongs to the transaction that stores the
 * receipt, which must be stored before, and moves the dossier to `delivered`. The later of this station's time and the
 * portal's counts: a station whose clock is years behind must not purge as soon as it is set.
 *
 * @param at instant of the receipt by this station's clock, ISO
 */
export async function planPurge(transaction: StoreTransaction, dossierId: string, at: string): Promise<void> {
  const acceptedAt = (await transaction.read.deliveries.find(dossierId))?.acceptedAt ?? at;
  const receivedAt = new Date(Math.max(Date.parse(at), Date.parse(acceptedAt) || 0)).toISOString();
  const notBefore = purgeTime(receivedAt, await readRetentionDays(transaction.read));
  const key = `purge-dossier:${dossierId}`;
  await transaction.write.jobs.put({
    kind: 'purge-dossier',
    key,
    payload: { dossierId, receivedAt },
    dossierId,
    at,
    notBefore,
  });
}
