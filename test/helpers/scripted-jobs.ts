import { StationError } from '../../common/contract/errors.ts';
import type { JobKindName } from '../../common/contract/jobs.ts';
import { type JobHandler, type JobOutcome, JobRefused, type JobRun } from '../../main/backend/jobs/job-handler.ts';

/** What becomes of a try: `hang` lasts until it is ended or cut off, `later` was an hour too early. */
export type Script = 'done' | 'fail' | 'refuse' | 'later' | 'hang';

export const LATER_MS = 3_600_000;

interface HangingTry {
  readonly end: (outcome: 'done' | 'fail') => void;
}

/** A handler whose tries go as the test says; a payload is the name of a script. */
export class ScriptedJobs implements JobHandler<string> {
  readonly kind: JobKindName;
  readonly atOnce: number;
  readonly deadlineMs: number | null;
  readonly scheduled: boolean;
  readonly scripts = new Map<string, Script>();
  readonly hanging = new Map<string, HangingTry>();
  /** Names in the order in which tries began. */
  readonly begun: string[] = [];
  readonly #now: () => Date;

  constructor(
    options: Pick<JobHandler<string>, 'kind'> &
      Partial<Pick<JobHandler<string>, 'atOnce' | 'deadlineMs' | 'scheduled'>>,
    now: () => Date,
  ) {
    this.kind = options.kind;
    this.atOnce = options.atOnce ?? 2;
    this.deadlineMs = options.deadlineMs ?? null;
    this.scheduled = options.scheduled ?? false;
    this.#now = now;
  }

  parse(payload: unknown): string | null {
    return typeof payload === 'string' ? payload : null;
  }

  async run(name: string, { signal }: JobRun): Promise<JobOutcome> {
    this.begun.push(name);
    const script = this.scripts.get(name) ?? 'done';
    const outcome = script === 'hang' ? await this.#hang(name, signal) : script;
    if (outcome === 'later') return { notBefore: new Date(this.#now().getTime() + LATER_MS).toISOString() };
    if (outcome === 'fail') throw new StationError('disk-full');
    if (outcome === 'refuse') throw new JobRefused(new StationError('file-damaged', 'page 3'));
    return 'done';
  }

  async #hang(name: string, signal: AbortSignal): Promise<'done' | 'fail'> {
    try {
      return await new Promise<'done' | 'fail'>((resolve, reject) => {
        this.hanging.set(name, { end: resolve });
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    } finally {
      this.hanging.delete(name);
    }
  }
}
