import { z } from 'zod';
import type { StoreReaders, StoreWriters } from '../../../../storage/store.ts';

const KEY = 'delivery';

const deliverySettings = z.object({
  /** HH:mm of Vietnam's clock; null = by hand only. */
  sendAt: z.string().nullable(),
  paused: z.boolean(),
  /** A batch was begun and has not come to its end; it goes on after a restart. */
  batchActive: z.boolean(),
  /** When the last batch was begun, ISO; null before the first. */
  batchStartedAt: z.string().nullable(),
});
export type DeliverySettings = z.infer<typeof deliverySettings>;

const FIRST: DeliverySettings = { sendAt: '16:45', paused: false, batchActive: false, batchStartedAt: null };

/** The schedule and the state of the batch; a station that never sent anything sends at 16:45. */
export async function readDeliverySettings(read: StoreReaders): Promise<DeliverySettings> {
  const parsed = deliverySettings.safeParse(await read.settings.find(KEY));
  return parsed.success ? parsed.data : FIRST;
}

/** Changes some of the settings, inside the caller's transaction. */
export async function changeDeliverySettings(
  store: { readonly read: StoreReaders; readonly write: StoreWriters },
  change: Partial<DeliverySettings>,
): Promise<void> {
  await store.write.settings.set(KEY, { ...(await readDeliverySettings(store.read)), ...change });
}
