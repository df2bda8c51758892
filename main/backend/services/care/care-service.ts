import type { CareState } from '../../../../common/contract/care.ts';
import { STATION_ERROR_CODES, StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import { BackupFolder } from '../../../../storage/backup/backup-folder.ts';
import type { JobRecord } from '../../../../storage/jobs/reader.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { BACKUP_JOB, planBackup } from './back-up.ts';
import type { CareProgress } from './care-progress.ts';
import {
  type BackupSettings,
  CARE_KEYS,
  readBackupSettings,
  readLastBackup,
  readLastCheck,
  type StartFindings,
} from './care-records.ts';
import { CHECK_JOB } from './check-files.ts';
import { nextTime } from './next-time.ts';

export interface CareOptions extends ServiceContext {
  readonly dataDir: string;
  readonly databaseKey: Uint8Array;
  readonly progress: CareProgress;
  readonly start: StartFindings;
}

/** What people see of how the data are kept safe, and what they can order. */
export class CareService {
  readonly #options: CareOptions;

  constructor(options: CareOptions) {
    this.#options = options;
  }

  /** Writes the next backup down anew, so that a clock that was wrong for a while doesn't put it off for years. */
  async start(): Promise<void> {
    const { store, clock } = this.#options;
    const { folder, at } = await readBackupSettings(store.read);
    if (folder === null || at === null) return;
    const next = nextTime(at, clock.now());
    await store.transaction(async (transaction) => {
      const job = await transaction.read.jobs.findByKey(BACKUP_JOB);
      const planned = job?.state === 'waiting' && Date.parse(job.notBefore) <= next.getTime();
      if (!planned && job?.state !== 'held') await planBackup(this.#options, transaction, next);
    });
  }

  async state(): Promise<CareState> {
    const { store, progress, start } = this.#options;
    const { read } = store;
    const [backup, check] = [await read.jobs.findByKey(BACKUP_JOB), await read.jobs.findByKey(CHECK_JOB)];
    const settings = await readBackupSettings(read);
    return {
      backup: {
        ...settings,
        last: await readLastBackup(read),
        nextAt: settings.folder !== null && backup?.state === 'waiting' ? backup.notBefore : null,
        error: errorOf(backup),
      },
      check: { last: await readLastCheck(read), error: errorOf(check) },
      start,
      running: progress.running,
    };
  }

  /** @throws StationError backup-folder-missing, backup-folder-no-permission, backup-folder-unfit */
  async saveBackup(settings: BackupSettings, person: Person): Promise<CareState> {
    const { store, clock, databaseKey, dataDir } = this.#options;
    const { folder, at, keep } = settings;
    if (folder !== null) await BackupFolder.prepare(folder, databaseKey, dataDir);
    await store.transaction(async (transaction) => {
      const { write, read } = transaction;
      await write.settings.set(CARE_KEYS.backup, { folder, at, keep });
      await write.audit.add({ at: stamp(clock), byId: person.id, event: 'save-backup', detail: { at, keep } });
      const job = await read.jobs.findByKey(BACKUP_JOB);
      // What runs now plans the next one by these settings itself.
      if (job?.state === 'running') return;
      if (folder !== null && at !== null) await planBackup(this.#options, transaction, nextTime(at, clock.now()));
      else if (job !== null) await planBackup(this.#options, transaction, clock.now());
    });
    return await this.state();
  }

  /** @throws StationError backup-folder-missing when none was chosen, care-busy */
  async backUpNow(person: Person): Promise<CareState> {
    const { store, clock } = this.#options;
    const { folder } = await readBackupSettings(store.read);
    if (folder === null) throw new StationError('backup-folder-missing');
    await this.#order(BACKUP_JOB, person, async (transaction) => {
      await planBackup(this.#options, transaction, clock.now());
    });
    return await this.state();
  }

  /** @throws StationError care-busy */
  async checkNow(mend: boolean, person: Person): Promise<CareState> {
    const { clock, jobs } = this.#options;
    await this.#order(CHECK_JOB, person, async ({ write, afterCommit }) => {
      await write.jobs.put({ kind: 'check', key: CHECK_JOB, payload: { mend }, at: stamp(clock) });
      afterCommit(() => jobs.ring('check'));
    });
    return await this.state();
  }

  async #order(
    key: string,
    person: Person,
    plan: (transaction: Parameters<Parameters<ServiceContext['store']['transaction']>[0]>[0]) => Promise<void>,
  ): Promise<void> {
    const { store, clock, progress } = this.#options;
    if (progress.running !== null) throw new StationError('care-busy');
    await store.transaction(async (transaction) => {
      if ((await transaction.read.jobs.findByKey(key))?.state === 'running') throw new StationError('care-busy');
      await plan(transaction);
      await transaction.write.audit.add({ at: stamp(clock), byId: person.id, event: `${key}-now` });
    });
  }
}

function errorOf(job: JobRecord | null): CareState['backup']['error'] {
  if (job === null || job.lastErrorCode === null) return null;
  const code = STATION_ERROR_CODES.find((known) => known === job.lastErrorCode) ?? 'unexpected';
  return { code, ...(job.lastErrorDetail === null ? {} : { detail: job.lastErrorDetail }) };
}
