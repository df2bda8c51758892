import { z } from 'zod';
import type { Reader } from '../../../../ocr/reader.ts';
import { BackupFolder } from '../../../../storage/backup/backup-folder.ts';
import { type CheckFinding, type CheckReport, checkStore } from '../../../../storage/check/check-store.ts';
import type { PageFiles } from '../../../../storage/files/page-files.ts';
import type { JobHandler, JobOutcome, JobRun } from '../../jobs/job-handler.ts';
import type { ServiceContext } from '../service-context.ts';
import type { PaperPdfs } from '../verification/paper-pdfs.ts';
import type { CareProgress } from './care-progress.ts';
import { CARE_KEYS, type LastCheck, readBackupSettings } from './care-records.ts';
import { remakeFiles } from './remake-files.ts';

export const CHECK_JOB = 'check';

const payload = z.object({ mend: z.boolean() });

export interface CheckFilesOptions extends ServiceContext {
  readonly reader: Reader;
  readonly pdfs: PaperPdfs;
  readonly databaseKey: Uint8Array;
  readonly progress: CareProgress;
}

/** Reads every stored file when a person asks for it, and mends what can be mended. */
export class CheckFiles implements JobHandler<z.infer<typeof payload>> {
  readonly kind = 'check';
  readonly atOnce = 1;
  readonly deadlineMs = 3_600_000;
  readonly #options: CheckFilesOptions;

  constructor(options: CheckFilesOptions) {
    this.#options = options;
  }

  parse(value: unknown): z.infer<typeof payload> | null {
    const parsed = payload.safeParse(value);
    return parsed.success ? parsed.data : null;
  }

  async run({ mend }: z.infer<typeof payload>, run: JobRun): Promise<JobOutcome> {
    const { store, clock, progress } = this.#options;
    const report = await progress.during('check', async (onProgress) => {
      return await this.check({ mend, signal: run.signal, onProgress });
    });
    await store.transaction(async (transaction) => {
      if (!(await run.finish(transaction))) return;
      const { write } = transaction;
      const summary = summaryOf(report);
      await write.settings.set(CARE_KEYS.lastCheck, summary);
      const { files, found, mended, setAside, lost } = summary;
      const detail = { files, found, mended, setAside, lost };
      await write.audit.add({ at: clock.now().toISOString(), byId: null, event: 'check-files', detail });
    });
    return 'done';
  }

  /** Checks, and with `mend` makes anew what only a reader can make. */
  async check(options: {
    readonly mend: boolean;
    /** Where copies may be had; default: the folder of the station's backups. */
    readonly copies?: PageFiles;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  }): Promise<CheckReport> {
    const { store, clock } = this.#options;
    const copies = options.copies ?? (await this.#copies());
    const report = await checkStore({ ...options, store, now: () => clock.now(), copies });
    if (!options.mend) return report;
    return { ...report, findings: await remakeFiles(this.#options, report.findings) };
  }

  /** Backups may hold what is gone here; one that can't be reached now does not. */
  async #copies(): Promise<PageFiles | null> {
    const { store, databaseKey, log } = this.#options;
    const { folder } = await readBackupSettings(store.read);
    if (folder === null) return null;
    try {
      return (await BackupFolder.open(folder, databaseKey)).files;
    } catch (error) {
      log.warn({ error: String(error) }, 'the backup folder is not there for the check');
      return null;
    }
  }
}

export function summaryOf({ endedAt, files, databaseDamage, findings }: CheckReport): LastCheck {
  const count = (outcome: CheckFinding['outcome']): number =>
    findings.filter((finding) => finding.outcome === outcome).length;
  return {
    at: endedAt,
    files,
    databaseDamage,
    found: findings.length,
    mended: count('mended'),
    setAside: count('set-aside'),
    lost: count('lost'),
    lostDossiers: lostDossiers(findings).slice(0, 20),
  };
}

/** Each dossier and file with something lost, once. */
export function lostDossiers(findings: readonly CheckFinding[]): LastCheck['lostDossiers'] {
  const lost = findings.filter(({ outcome }) => outcome === 'lost').flatMap(({ uses }) => uses);
  const places = new Map(lost.map(({ dossierCode: code, fileId }) => [`${code} ${fileId}`, { code, fileId }]));
  return [...places.values()];
}
