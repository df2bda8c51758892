import { z } from 'zod';
import { type CareState, careState, timeOfDay } from '../../../../common/contract/care.ts';
import type { StoreReaders } from '../../../../storage/store.ts';

/** Where the settings table keeps what care of the data needs and found. */
export const CARE_KEYS = {
  backup: 'care.backup',
  lastBackup: 'care.last-backup',
  lastCheck: 'care.last-check',
  start: 'care.start',
} as const;

const backupSettings = z.object({
  folder: z.string().nullable(),
  at: timeOfDay.nullable(),
  keep: z.number().int().min(1),
});
export type BackupSettings = z.infer<typeof backupSettings>;

const FIRST: BackupSettings = { folder: null, at: '12:00', keep: 14 };

export type LastBackup = NonNullable<CareState['backup']['last']>;
export type LastCheck = NonNullable<CareState['check']['last']>;
export type StartFindings = CareState['start'];

const lastBackup = careState.shape.backup.shape.last.catch(null);
const lastCheck = careState.shape.check.shape.last.catch(null);

/** Backups are made at noon, once somebody chose a folder. */
export async function readBackupSettings(read: Pick<StoreReaders, 'settings'>): Promise<BackupSettings> {
  const parsed = backupSettings.safeParse(await read.settings.find(CARE_KEYS.backup));
  return parsed.success ? parsed.data : FIRST;
}

export async function readLastBackup(read: Pick<StoreReaders, 'settings'>): Promise<LastBackup | null> {
  return lastBackup.parse((await read.settings.find(CARE_KEYS.lastBackup)) ?? null);
}

export async function readLastCheck(read: Pick<StoreReaders, 'settings'>): Promise<LastCheck | null> {
  return lastCheck.parse((await read.settings.find(CARE_KEYS.lastCheck)) ?? null);
}
