import { randomUUID } from 'node:crypto';
import type { ScannerFaults } from './scanner-faults.ts';
import type { StatusWords } from './scanner-xml.ts';

export type JobState = 'Processing' | 'Completed' | 'Aborted' | 'Canceled';

export interface ScanRequest {
  readonly fromFeeder: boolean;
  readonly duplex: boolean;
}

/** What becomes of a request for a job or a page: a status of HTTP, with the seconds to come back after where it is 503. */
export interface Refusal {
  readonly status: 404 | 409 | 410 | 503;
  readonly retryAfter?: number;
}

interface Job {
  readonly id: string;
  readonly request: ScanRequest;
  readonly begun: number;
  touched: number;
  readyAt: number;
  given: number;
  state: JobState;
}

/** A job that nobody asks for a page of is given up. */
const FORGOTTEN_MS = 60_000;
const JOBS_KEPT = 10;

/**
 * The moving parts: a feeder, a glass and one job at a time. The feeder holds all pages of the folder; once they ran
 * out somebody puts them in again.
 */
export interface SimulatedScanner {
  /** Begins a job. */
  begin(request: ScanRequest): string | Refusal;
  /** The number of the page that comes next in this job. */
  next(id: string): number | Refusal;
  /** @returns false for a job that is not known */
  cancel(id: string): boolean;
  status(): Omit<StatusWords, 'jobs'> & { readonly jobs: readonly Omit<StatusWords['jobs'][number], 'path'>[] };
}

/** @param faults those that are set at the moment; `busy` as a number is counted down here */
export function createSimulatedScanner(
  pages: number,
  faults: () => ScannerFaults,
  now: () => number,
): SimulatedScanner {
  const jobs: Job[] = [];
  /** Pages that went through the feeder since it was filled. */
  let passed = 0;
  let counted: { readonly faults: ScannerFaults; left: number } | null = null;

  const active = (): Job | undefined => {
    const job = jobs.at(-1);
    if (job?.state === 'Processing' && now() - job.touched > FORGOTTEN_MS) job.state = 'Aborted';
    return job?.state === 'Processing' ? job : undefined;
  };
  const isBusy = (): boolean => {
    const current = faults();
    if (typeof current.busy !== 'number') return current.busy === true;
    if (counted?.faults !== current) counted = { faults: current, left: current.busy };
    counted.left -= 1;
    return counted.left >= 0;
  };
  const isJammed = (): boolean =>
    faults().jamAfter != null && jobs.at(-1)?.state === 'Aborted' && jobs.at(-1)?.request.fromFeeder === true;
  const adfState = (): string => {
    if (faults().coverOpen === true) return 'ScannerAdfDoorOpen';
    if (isJammed()) return 'ScannerAdfJam';
    if (active()?.request.fromFeeder === true) return 'ScannerAdfProcessing';
    return faults().empty === true || pages === 0 ? 'ScannerAdfEmpty' : 'ScannerAdfLoaded';
  };

  return {
    begin: (request) => {
      if (isBusy() || active() !== undefined) return { status: 503, retryAfter: 0 };
      const state = adfState();
      if (state === 'ScannerAdfDoorOpen' || pages === 0) return { status: 409 };
      if (request.fromFeeder && state !== 'ScannerAdfLoaded') return { status: 409 };
      const begun = now();
      const job: Job = {
        id: randomUUID(),
        request,
        begun,
        touched: begun,
        readyAt: begun + (faults().slow ?? 0),
        given: 0,
        state: 'Processing',
      };
      jobs.push(job);
      if (jobs.length > JOBS_KEPT) jobs.shift();
      return job.id;
    },
    next: (id) => {
      active();
      const job = jobs.find((one) => one.id === id);
      if (job === undefined || job.state === 'Completed') return { status: 404 };
      if (job.state !== 'Processing') return { status: 410 };
      job.touched = now();
      const { fromFeeder } = job.request;
      if (faults().coverOpen === true || (fromFeeder && faults().jamAfter === job.given)) {
        job.state = 'Aborted';
        return { status: 404 };
      }
      if (fromFeeder ? passed >= pages : job.given > 0) {
        job.state = 'Completed';
        if (fromFeeder) passed = 0;
        return { status: 404 };
      }
      const waitMs = job.readyAt - now();
      if (waitMs > 0) return { status: 503, retryAfter: Math.floor(waitMs / 1000) };
      job.given += 1;
      job.readyAt = now() + (faults().slow ?? 0);
      if (!fromFeeder) return 0;
      passed += 1;
      return passed - 1;
    },
    cancel: (id) => {
      const job = jobs.find((one) => one.id === id);
      if (job?.state === 'Processing') {
        // The last page went out and nobody asked whether there are more: whoever ends so has all of them.
        const through = job.request.fromFeeder ? passed >= pages : job.given > 0;
        job.state = through ? 'Completed' : 'Canceled';
        if (through && job.request.fromFeeder) passed = 0;
      }
      return job !== undefined;
    },
    status: () => ({
      state: active() === undefined && faults().busy == null ? 'Idle' : 'Processing',
      adfState: adfState(),
      jobs: jobs.toReversed().map((job) => ({
        id: job.id,
        ageMs: now() - job.begun,
        given: job.given,
        left: job.state === 'Processing' ? 1 : 0,
        state: job.state,
        reason: REASONS[job.state],
      })),
    }),
  };
}

const REASONS: Readonly<Record<JobState, string>> = {
  Processing: 'JobScanning',
  Completed: 'JobCompletedSuccessfully',
  Aborted: 'AbortedBySystem',
  Canceled: 'JobCanceledByUser',
};
