import { BackupFolder } from '../../../../storage/backup/backup-folder.ts';
import { createBackup } from '../../../../storage/backup/create-backup.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import type { JobHandler, JobOutcome, JobRun } from '../../jobs/job-handler.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import type { CareProgress } from './care-progress.ts';
import { type BackupSettings, CARE_KEYS, type LastBackup, readBackupSettings } from './care-records.ts';
import { nextTime } from './next-time.ts';

export const BACKUP_JOB = 'backup';

export interface BackUpOptions extends ServiceContext {
  readonly databaseKey: Uint8Array;
  /** Version of the station. */
  readonly version: string;
  readonly progress: CareProgress;
}

/**
 * Backs the station up at its hour, and again the day after. Where the folder is not there the job waits and goes on by
 * itself; its row says why.
 */
export class BackUp implements JobHandler<object> {
  readonly kind = 'backup';
  readonly atOnce = 1;
  readonly deadlineMs = null;
  readonly scheduled = true;
  readonly #options: BackUpOptions;

  constructor(options: BackUpOptions) {
    this.#options = options;
  }

  parse(value: unknown): object | null {
    return typeof value === 'object' ? value : null;
  }

  async run(_payload: object, run: JobRun): Promise<JobOutcome> {
    const { store, clock, progress } = this.#options;
    const settings = await readBackupSettings(store.read);
    const { folder: path, at } = settings;
    if (path !== null) {
      const last = await progress.during('backup', async (onProgress) => {
        return await this.#backUp(settings, path, run.signal, onProgress);
      });
      await store.transaction(async ({ write }) => {
        await write.settings.set(CARE_KEYS.lastBackup, last);
        const { files, dossiers, missing } = last;
        await write.audit.add({ at: stamp(clock), byId: null, event: 'back-up', detail: { files, dossiers, missing } });
      });
    }
    return path === null || at === null ? 'done' : { notBefore: nextTime(at, clock.now()).toISOString() };
  }

  async #backUp(
    { keep }: BackupSettings,
    path: string,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<LastBackup> {
    const { store, clock, databaseKey: key, version: station } = this.#options;
    const folder = await BackupFolder.open(path, key);
    const source = { files: store.files, copyDatabase: async (to: string) => await store.copyDatabase(to) };
    const now = (): Date => clock.now();
    const { manifest } = await createBackup({ source, key, folder, keep, station, now, onProgress, signal });
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, manifest.database.bytes);
    const { madeAt: at, files, missing, dossiers } = manifest;
    return { at, folder: path, files: files.length, bytes, dossiers, missing: missing.length };
  }
}

/** Writes the next backup down; belongs to the transaction that sets when it is to be. */
export async function planBackup(
  { clock, jobs }: Pick<ServiceContext, 'clock' | 'jobs'>,
  { write, afterCommit }: StoreTransaction,
  notBefore: Date,
): Promise<void> {
  const at = stamp(clock);
  await write.jobs.put({ kind: 'backup', key: BACKUP_JOB, payload: {}, at, notBefore: notBefore.toISOString() });
  afterCommit(() => jobs.ring('backup'));
}
