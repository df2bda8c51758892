import { errorCodeOf, StationError } from '../../../common/contract/errors.ts';
import type { JobRecord } from '../../../storage/jobs/reader.ts';
import type { StoreTransaction } from '../../../storage/store.ts';
import { stamp } from '../services/clock.ts';
import { retryDelayMs } from '../services/retry-delay.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { ClockSteps } from './clock-steps.ts';
import { type JobFailure, type JobHandler, type JobOutcome, JobRefused } from './job-handler.ts';

/** A look at the table now and then mends a bell that nobody heard and a clock that was set. */
const LOOK_MS = 30_000;
const SHORTEST_LOOK_MS = 200;

/** Until then nothing is begun again after something could not be written down. */
const REST_MS = 5_000;

interface RunningJob {
  readonly kind: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export interface JobRunnerOptions extends ServiceContext {
  /** One for each kind. */
  readonly handlers: readonly JobHandler<unknown>[];
  /** 0..1; default Math.random. */
  readonly random?: () => number;
  /** Milliseconds of a clock that nobody sets; default performance.now. */
  readonly monotonicMs?: () => number;
}

/**
 * Does what the rows of the jobs table say. The row is what counts: whatever was waiting when the station stopped goes
 * on after the next start, and a job that can't be done is kept with its reason until a person acts.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #steps: ClockSteps;
  readonly #running = new Map<string, RunningJob>();
  /** Jobs whose end could not be written down, as on a full disk: their rows still say that they run. */
  readonly #strays = new Set<string>();
  readonly #unlisten: (() => void)[] = [];
  #closing = false;
  #looking: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#steps = new ClockSteps(options.clock, options.monotonicMs);
  }

  /** Takes up what an earlier run of the station left, and goes on until close(). */
  async start(): Promise<void> {
    const { store, clock, jobs, handlers } = this.#options;
    await store.transaction(async ({ write }) => await write.jobs.releaseRunning(stamp(clock)));
    for (const kind of [...handlers.map((handler) => handler.kind), 'unknown'] as const) {
      this.#unlisten.push(jobs.on(kind, () => this.#look()));
    }
    this.#look();
  }

  /** Takes nothing new and cuts off what runs. What was cut off waits for the next start; the try doesn't count. */
  stop(): void {
    this.#closing = true;
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { stop } of this.#running.values()) stop.abort(new StationError('station-stopped'));
  }

  /** Stops, and waits until everything that ran has ended and is written down. */
  async close(): Promise<void> {
    this.stop();
    await this.#looking;
    await Promise.allSettled([...this.#running.values()].map(({ ended }) => ended));
  }

  /** Cuts off a job that a person holds; its row says so already. */
  interrupt(jobId: string): void {
    this.#running.get(jobId)?.stop.abort(new StationError('station-stopped', 'held'));
  }

  #look(): void {
    if (this.#closing) return;
    if (this.#looking !== null) {
      this.#again = true;
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#looking = this.#take()
      .catch((error: unknown) => {
        this.#options.log.error({ code: errorCodeOf(error) }, 'jobs could not be looked for');
        return REST_MS;
      })
      .then((wait) => {
        this.#looking = null;
        if (this.#closing) return;
        if (this.#again) {
          this.#again = false;
          this.#look();
        } else {
          this.#lookIn(wait);
        }
      });
  }

  #lookIn(milliseconds: number): void {
    if (this.#closing) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), milliseconds);
  }

  /** Begins everything that is due and has room. @returns milliseconds until the next look */
  async #take(): Promise<number> {
    const { store, clock, handlers } = this.#options;
    await this.#mindClock();
    await this.#mendStrays();
    await this.#refuseOtherKinds();
    let wait = LOOK_MS;
    for (const handler of handlers) {
      const { kind } = handler;
      const busy = this.#countRunning(kind);
      const now = clock.now();
      const due = await store.read.jobs.due(kind, now.toISOString(), handler.atOnce + busy, handler.scheduled);
      for (const job of due.filter(({ id }) => !this.#running.has(id)).slice(0, handler.atOnce - busy)) {
        if (this.#closing) return LOOK_MS;
        this.#begin(handler, job);
      }
      const next = await store.read.jobs.nextDueAt(kind, now.toISOString());
      if (next !== null) wait = Math.min(wait, Date.parse(next) - now.getTime());
    }
    return Math.max(SHORTEST_LOOK_MS, wait);
  }

  #countRunning(kind: string): number {
    return [...this.#running.values()].filter((job) => job.kind === kind).length;
  }

  #begin(handler: JobHandler<unknown>, job: JobRecord): void {
    const { kind } = job;
    const stop = new AbortController();
    const ended = this.#try(handler, job, stop.signal)
      .then(
        () => 0,
        (error: unknown) => {
          this.#options.log.error({ kind, code: errorCodeOf(error) }, 'the end of a job was not recorded');
          this.#strays.add(job.id);
          return REST_MS;
        },
      )
      .then((rest) => {
        this.#running.delete(job.id);
        this.#tell();
        if (rest === 0) this.#look();
        else this.#lookIn(rest);
      });
    this.#running.set(job.id, { kind, stop, ended });
  }

  async #try(handler: JobHandler<unknown>, job: JobRecord, signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#options;
    const payload = handler.parse(job.payload);
    if (payload === null) return await this.#refuse(job, 'payload');
    const deadline = handler.deadlineMs === null ? null : later(clock.now(), handler.deadlineMs);
    const started = await store.transaction(
      async ({ write }) => await write.jobs.start(job.id, stamp(clock), deadline),
    );
    if (!started) return;
    this.#tell();
    const finish = async ({ write }: StoreTransaction): Promise<boolean> =>
      !signal.aborted && (await write.jobs.finish(job.id, stamp(clock)));
    let outcome: JobOutcome;
    try {
      signal.throwIfAborted();
      outcome = await handler.run(payload, { job: { ...job, attempts: job.attempts + 1 }, signal, finish });
    } catch (error) {
      if (signal.aborted) await store.transaction(async ({ write }) => await write.jobs.letGo(job.id, stamp(clock)));
      else await this.#fail(handler, { ...job, attempts: job.attempts + 1 }, payload, error);
      return;
    }
    await store.transaction(async ({ write }) => {
      if (outcome === 'done') await write.jobs.finish(job.id, stamp(clock));
      else await write.jobs.reschedule(job.id, stamp(clock), outcome.notBefore);
    });
  }

  async #fail(handler: JobHandler<unknown>, job: JobRecord, payload: unknown, thrown: unknown): Promise<void> {
    const { store, clock, log } = this.#options;
    await this.#mindClock();
    const error = stationErrorOf(thrown);
    const { code: errorCode, detail } = error;
    const errorDetail = detail ?? null;
    const forGood = await store.transaction(async (transaction): Promise<boolean | null> => {
      const row = await transaction.read.jobs.find(job.id);
      // Written anew or held while this try was on its way: what became of the try tells nothing any more.
      if (row?.state !== 'running') return null;
      const at = clock.now();
      const failure: JobFailure = {
        error,
        forGood: thrown instanceof JobRefused || (row.deadline !== null && row.deadline <= at.toISOString()),
      };
      if (failure.forGood) {
        await transaction.write.jobs.fail(job.id, at.toISOString(), errorCode, errorDetail);
      } else {
        const notBefore = later(at, retryDelayMs(row.attempts, (this.#options.random ?? Math.random)()));
        await transaction.write.jobs.postpone(job.id, { at: at.toISOString(), notBefore, errorCode, errorDetail });
      }
      await handler.onFailure?.(transaction, payload, failure);
      return failure.forGood;
    });
    // Its message may quote a paper, so of an unknown error only the kind is logged.
    const kindOfError = thrown instanceof Error ? thrown.name : typeof thrown;
    if (forGood === true) log.error({ kind: job.kind, code: errorCode }, 'a job failed for good');
    else if (errorCode === 'unexpected') log.error({ kind: job.kind, error: kindOfError }, 'a job failed');
    else log.warn({ kind: job.kind, code: errorCode }, 'a job waits for another try');
  }

  async #refuse(job: JobRecord, what: string): Promise<void> {
    const { store, clock, log } = this.#options;
    await store.transaction(async ({ write }) => await write.jobs.fail(job.id, stamp(clock), 'job-unreadable', what));
    log.error({ jobId: job.id, what }, 'a job could not be understood');
    this.#tell();
  }

  async #refuseOtherKinds(): Promise<void> {
    const known = this.#options.handlers.map(({ kind }) => kind);
    for (const job of await this.#options.store.read.jobs.waitingOfOtherKinds(known)) await this.#refuse(job, 'kind');
  }

  async #mendStrays(): Promise<void> {
    const { store, clock } = this.#options;
    for (const id of this.#strays) {
      const at = clock.now();
      const notBefore = later(at, retryDelayMs(1, (this.#options.random ?? Math.random)()));
      const wait = { at: at.toISOString(), notBefore, errorCode: 'unexpected' };
      await store.transaction(async ({ write }) => await write.jobs.postpone(id, wait));
      this.#strays.delete(id);
    }
  }

  /** What a job may take is a span of time: when the clock is set, deadlines move with it. */
  async #mindClock(): Promise<void> {
    const step = this.#steps.take();
    if (step === 0) return;
    this.#options.log.warn({ seconds: Math.round(step / 1000) }, 'the clock was set');
    await this.#options.store.transaction(async ({ write }) => await write.jobs.shiftDeadlines(step));
  }

  #tell(): void {
    if (!this.#closing) this.#options.events.publish({ kind: 'jobs' });
  }
}

function stationErrorOf(thrown: unknown): StationError {
  if (thrown instanceof JobRefused) return thrown.reason;
  return thrown instanceof StationError ? thrown : new StationError('unexpected', undefined, { cause: thrown });
}

function later(instant: Date, milliseconds: number): string {
  return new Date(instant.getTime() + milliseconds).toISOString();
}
