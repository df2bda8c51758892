import { z } from 'zod';
import type { StoreReaders } from '../../../../storage/store.ts';

export const RETENTION_KEY = 'retention';

const settings = z.object({ days: z.number().int().min(0).max(36_500).nullable() });

const FIRST_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/** Far enough away: purging is off, and its jobs wait for the setting to be changed. */
const NEVER = '9999-12-31T00:00:00.000Z';

/** Days from the receipt to the purge of a dossier's images; null = they are kept for ever. */
export async function readRetentionDays(read: Pick<StoreReaders, 'settings'>): Promise<number | null> {
  const parsed = settings.safeParse(await read.settings.find(RETENTION_KEY));
  return parsed.success ? parsed.data.days : FIRST_DAYS;
}

/** When images of a dossier may go. @param receivedAt instant of the receipt, ISO */
export function purgeTime(receivedAt: string, days: number | null): string {
  return days === null ? NEVER : new Date(Date.parse(receivedAt) + days * DAY_MS).toISOString();
}
