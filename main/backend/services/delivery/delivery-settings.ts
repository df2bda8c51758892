import { z } from 'zod';
import { stationErrorData } from '../../../../common/contract/base.ts';
import type { StoreReaders, StoreWriters } from '../../../../storage/store.ts';

const KEY = 'delivery';

/** Larger PDFs are refused before they are queued; what a portal takes is known only to its operator. */
const MAX_FILE_MB = 50;

const deliverySettings = z.object({
  /** HH:mm of Vietnam's clock; null = not at an hour. */
  sendAt: z.string().nullable(),
  /** Minutes without a person's action after which a batch begins; null = never. */
  idleMinutes: z.number().nullable().default(null),
  /** Kilobits a second that uploads may take; null = all. */
  kbitPerSecond: z.number().nullable().default(null),
  /** Megabytes (10^6 bytes) of a file that the portal takes. */
  maxFileMB: z.number().default(MAX_FILE_MB),
  paused: z.boolean(),
  /** A batch was begun and has not come to its end; it goes on after a restart. */
  batchActive: z.boolean(),
  /** Up to when hours that were due have been served, and when the last batch was begun, ISO; null before the first. */
  batchStartedAt: z.string().nullable(),
  /** What stopped the last batch for good; null when nothing did, or a person began another. */
  stoppedBy: stationErrorData.nullable().default(null),
});
export type DeliverySettings = z.infer<typeof deliverySettings>;

const FIRST: DeliverySettings = {
  sendAt: '16:45',
  idleMinutes: null,
  kbitPerSecond: null,
  maxFileMB: MAX_FILE_MB,
  paused: false,
  batchActive: false,
  batchStartedAt: null,
  stoppedBy: null,
};

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
