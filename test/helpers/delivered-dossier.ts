import { planPurge } from '../../main/backend/services/retention/plan-purge.ts';
import type { Store } from '../../storage/store.ts';
import { queueDossier } from './queued-dossier.ts';

interface DeliveredOptions {
  readonly serial: number;
  readonly files: readonly Uint8Array[];
  /** Instant of the receipt. */
  readonly at: string;
  /** By the portal's clock; default: the same. */
  readonly acceptedAt?: string;
  /** Default: the portal holds every file as it was sent. */
  readonly portalHash?: (sha256: string) => string | null;
  /** Default true. */
  readonly receipt?: boolean;
}

/** Puts a dossier into the store as a delivery leaves it, its images to be purged in time. */
export async function deliverDossierNow(
  store: Store,
  options: DeliveredOptions,
): Promise<{ readonly id: string; readonly hashes: readonly string[] }> {
  const { at, acceptedAt = at, portalHash = (sha256) => sha256, receipt = true } = options;
  const { id } = await queueDossier(store, options);
  await store.transaction(async (transaction) => {
    const { read, write } = transaction;
    for (const { paperId, sha256 } of await read.deliveries.files(id)) {
      const held = { uploadUrl: `http://portal/${paperId}`, portalSha256: portalHash(sha256) };
      await write.deliveries.setFileProgress(id, paperId, held);
    }
    await write.deliveries.setProgress(id, { state: 'delivered' });
    if (receipt)
      await write.deliveries.setReceipt(id, {
        number: 'BN-1',
        acceptedAt,
        deliveredAt: at,
        content: { number: 'BN-1' },
      });
    await write.dossiers.setState(id, 'delivered', at);
    await planPurge(transaction, id, at);
  });
  return { id, hashes: await store.read.fileUses.hashesOfDossier(id) };
}
