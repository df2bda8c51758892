import type { StationError } from '../../../common/contract/errors.ts';
import type { JobKindName } from '../../../common/contract/jobs.ts';
import type { JobRecord } from '../../../storage/jobs/reader.ts';
import type { StoreTransaction } from '../../../storage/store.ts';

/** One try of a job. */
export interface JobRun {
  readonly job: JobRecord;
  /** Aborts when the station stops or a person holds the job; the try then doesn't count. */
  readonly signal: AbortSignal;
  /**
   * Marks the job done in the transaction that records what it brought, so that both hold or neither.
   *
   * @returns false when the job was written anew or held meanwhile: then nothing of this try may be recorded
   */
  finish(transaction: StoreTransaction): Promise<boolean>;
}

/** `done`, also when finish() said so already; or it turned out to be too early, which is not a failure. */
export type JobOutcome = 'done' | { readonly notBefore: string };

/** How a try failed. */
export interface JobFailure {
  readonly error: StationError;
  /** Nothing will be tried any more until a person acts. */
  readonly forGood: boolean;
}

/** What the station does about jobs of one kind. */
export interface JobHandler<Payload> {
  readonly kind: JobKindName;
  /** How many of them may run at a time. */
  readonly atOnce: number;
  /** From the first try: a try that fails later is the last. Null: it may wait for ever. */
  readonly deadlineMs: number | null;
  /** Its time is a date of the calendar and not a wait, however far away it is. */
  readonly scheduled?: boolean;
  /** Null when the payload is none of this kind: the job is kept as failed. */
  parse(payload: unknown): Payload | null;
  /**
   * Does the job. Anything may have been done by an earlier try already that was cut off before it was recorded.
   *
   * @throws JobRefused when trying again is of no use; anything else is tried again by itself
   */
  run(payload: Payload, run: JobRun): Promise<JobOutcome>;
  /** Belongs to the transaction that records a failed try. */
  onFailure?(transaction: StoreTransaction, payload: Payload, failure: JobFailure): Promise<void>;
}

/** Trying again would bring the same: the job has failed for good. */
export class JobRefused extends Error {
  readonly reason: StationError;

  constructor(reason: StationError) {
    super(reason.message, { cause: reason });
    this.name = 'JobRefused';
    this.reason = reason;
  }
}
