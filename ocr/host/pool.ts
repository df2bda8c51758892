import { StationError } from '../../common/contract/errors.ts';
import type { LaunchReaderProcess, PageVerdict, ReaderProcess } from '../reader.ts';
import { FairQueue } from './fair-queue.ts';
import { asMessage, type FromReader, type ReaderTask, type TaskResults, type ToReader } from './messages.ts';

export interface PoolOptions {
  readonly workers: number;
  readonly launch: LaunchReaderProcess;
  /** A process is replaced after so many pages, whatever its memory looks like. */
  readonly recycleAfterPages: number;
  /** Milliseconds after which a process that is stuck in a task is ended. */
  readonly timeLimitMs: (task: ReaderTask) => number;
}

export interface RunOptions {
  /** Clients take turns; any object that stands for one file. */
  readonly client: object;
  readonly onStep?: (step: string) => void;
  readonly onVerdict?: (verdict: PageVerdict) => void;
}

/** How often a task may cost a process before it is given up. */
const ATTEMPTS = 2;
const START_ATTEMPTS = 3;
const FIRST_STARTS = 2;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

interface Job {
  readonly id: number;
  readonly task: ReaderTask;
  readonly options: RunOptions;
  readonly resolve: (result: TaskResults[keyof TaskResults]) => void;
  readonly reject: (error: StationError) => void;
  attempts: number;
}

interface Slot {
  readonly process: ReaderProcess;
  state: 'starting' | 'idle' | 'busy';
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
  pagesDone: number;
}

/**
 * Reader processes and their supervisor. A task whose process dies or is stuck is tried once more in a new process,
 * then fails with page-unreadable. Processes start when there is work for them and stay.
 */
export class ReaderPool {
  readonly #options: PoolOptions;
  readonly #queue = new FairQueue<Job>();
  readonly #slots = new Set<Slot>();
  #lastId = 0;
  #failedStarts = 0;
  /** A start that fails must not be tried by all cores at once: two until one has come up, one after a failure. */
  #startsAtOnce = FIRST_STARTS;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Throws the task's StationError; page-unreadable when it cost two processes; reader-stopped after close(). */
  run<K extends ReaderTask['kind']>(
    task: Extract<ReaderTask, { kind: K }>,
    options: RunOptions,
  ): Promise<TaskResults[K]> {
    if (this.#closed) return Promise.reject(new StationError('reader-stopped'));
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const settle = resolve as (result: TaskResults[keyof TaskResults]) => void;
      this.#queue.push(options.client, { id: this.#lastId, task, options, resolve: settle, reject, attempts: 0 });
      this.#dispatch();
    });
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#queue.takeAll()) job.reject(new StationError('reader-stopped'));
    for (const slot of this.#slots) {
      clearTimeout(slot.timer);
      slot.job?.reject(new StationError('reader-stopped'));
      slot.job = undefined;
      slot.process.kill();
    }
    this.#slots.clear();
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (slot.state !== 'idle') continue;
      const job = this.#queue.take();
      if (job === undefined) return;
      this.#give(slot, job);
    }
    const starting = [...this.#slots].filter((slot) => slot.state === 'starting').length;
    const wanted = Math.min(this.#queue.size, this.#startsAtOnce) - starting;
    for (let i = 0; i < wanted && this.#slots.size < this.#options.workers; i += 1) this.#start();
  }

  #start(): void {
    const process = this.#options.launch();
    const slot: Slot = { process, state: 'starting', job: undefined, timer: undefined, pagesDone: 0 };
    this.#slots.add(slot);
    slot.timer = setTimeout(() => process.kill(), START_LIMIT_MS);
    process.onMessage((received) => {
      const message = asMessage<FromReader>(received);
      if (message !== undefined) this.#receive(slot, message);
    });
    process.onExit(() => this.#onExit(slot));
  }

  #give(slot: Slot, job: Job): void {
    slot.state = 'busy';
    slot.job = job;
    job.attempts += 1;
    slot.timer = setTimeout(() => slot.process.kill(), this.#options.timeLimitMs(job.task));
    const message: ToReader = { kind: 'task', id: job.id, task: job.task };
    slot.process.send(message);
  }

  #receive(slot: Slot, message: FromReader): void {
    if (message.kind === 'ready') {
      clearTimeout(slot.timer);
      this.#failedStarts = 0;
      this.#startsAtOnce = this.#options.workers;
      slot.state = 'idle';
      this.#dispatch();
      return;
    }
    const { job } = slot;
    if (job === undefined || job.id !== message.id) return;
    if (message.kind === 'step') {
      job.options.onStep?.(message.step);
      return;
    }
    if (message.kind === 'verdict') {
      job.options.onVerdict?.(message.verdict);
      return;
    }
    clearTimeout(slot.timer);
    slot.job = undefined;
    slot.state = 'idle';
    if (job.task.kind === 'page') slot.pagesDone += 1;
    if (slot.pagesDone >= this.#options.recycleAfterPages) this.#retire(slot);
    if (message.kind === 'done') job.resolve(message.result);
    else job.reject(new StationError(message.code, message.detail));
    this.#dispatch();
  }

  #retire(slot: Slot): void {
    this.#slots.delete(slot);
    const message: ToReader = { kind: 'stop' };
    slot.process.send(message);
    const timer = setTimeout(() => slot.process.kill(), STOP_LIMIT_MS);
    slot.process.onExit(() => clearTimeout(timer));
  }

  #onExit(slot: Slot): void {
    clearTimeout(slot.timer);
    if (!this.#slots.delete(slot)) return;
    const { job } = slot;
    if (slot.state === 'starting') {
      this.#failedStarts += 1;
      this.#startsAtOnce = 1;
      if (this.#failedStarts >= START_ATTEMPTS && this.#slots.size === 0) {
        this.#failedStarts = 0;
        for (const waiting of this.#queue.takeAll()) waiting.reject(new StationError('reader-stopped', 'no start'));
        return;
      }
    } else if (job !== undefined) {
      if (job.attempts < ATTEMPTS) this.#queue.pushFirst(job.options.client, job);
      else job.reject(new StationError('page-unreadable', 'the process ended twice'));
    }
    this.#dispatch();
  }
}
