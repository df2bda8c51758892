import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { JobRecord } from '../../../../storage/jobs/reader.ts';
import type { ValidationRecord } from '../../../../storage/validations/reader.ts';
import type { PopulationAnswer, PopulationRegistry } from '../../../outside/population/population-registry.ts';
import { stamp } from '../clock.ts';
import { retryDelayMs } from '../retry-delay.ts';
import type { ServiceContext } from '../service-context.ts';
import { validationIdOf } from './validation-id-of.ts';

const KIND = 'population-check';
/** A look at the table now and then mends a bell that nobody heard. */
const LOOK_MS = 30_000;
const AT_ONCE = 10;

export interface PopulationWorkerOptions extends ServiceContext {
  readonly registry: PopulationRegistry;
  /** Runs in the transaction that stores an answer or a reason for waiting, so that findings follow from it. */
  readonly onAnswer: (
    transaction: Parameters<Parameters<ServiceContext['store']['transaction']>[0]>[0],
    dossierId: string,
  ) => Promise<void>;
  /** 0..1; default Math.random. */
  readonly random?: () => number;
}

/**
 * Asks the population database about the citizens that papers name, one question at a time. When it can't be reached the
 * question waits and is asked again by itself; the dossier goes on meanwhile.
 */
export class PopulationWorker {
  readonly #options: PopulationWorkerOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | null = null;
  #unlisten: (() => void) | null = null;

  constructor(options: PopulationWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#unlisten = this.#options.jobs.on(KIND, () => this.#go());
    this.#go();
  }

  async close(): Promise<void> {
    this.#unlisten?.();
    this.#stop.abort(new StationError('station-stopped'));
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #go(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#running = this.#work()
      .catch((error: unknown) => this.#options.log.error({ code: errorCodeOf(error) }, 'population checks stopped'))
      .finally(() => {
        this.#running = null;
        if (this.#stop.signal.aborted) return;
        if (this.#again) {
          this.#again = false;
          return this.#go();
        }
        this.#timer = setTimeout(() => this.#go(), this.#nextLookMs);
      });
  }

  #nextLookMs = LOOK_MS;

  async #work(): Promise<void> {
    const { store, clock } = this.#options;
    for (;;) {
      const due = await store.read.jobs.due(KIND, stamp(clock), AT_ONCE);
      if (due.length === 0) break;
      for (const job of due) {
        if (this.#stop.signal.aborted) return;
        await this.#ask(job);
      }
    }
    const next = await store.read.jobs.nextDueAt(KIND);
    const wait = next === null ? LOOK_MS : Date.parse(next) - clock.now().getTime();
    this.#nextLookMs = Math.min(LOOK_MS, Math.max(200, wait));
  }

  async #ask(job: JobRecord): Promise<void> {
    const { store, clock, registry, log } = this.#options;
    const validationId = validationIdOf(job.payload);
    const validation = validationId === null ? null : await store.read.validations.find(validationId);
    const dossier = validation === null ? null : await store.read.dossiers.find(validation.dossierId);
    if (validation === null || dossier === null) {
      await store.transaction(async ({ write }) => await write.jobs.fail(job.id, stamp(clock), 'request-invalid'));
      return;
    }
    // A paper without a birth date can't be asked about: number, name and date or year must be sent (Circular 46/2022).
    if (!validation.present || validation.dateOfBirth === null) {
      await store.transaction(async ({ write }) => await write.jobs.finish(job.id, stamp(clock)));
      return;
    }
    if (!(await store.transaction(async ({ write }) => await write.jobs.start(job.id, stamp(clock))))) return;
    try {
      const answer = await registry.query(
        {
          citizenId: validation.citizenId,
          fullName: validation.fullName,
          dateOfBirth: validation.dateOfBirth,
          ...(validation.gender === 'Nam' || validation.gender === 'Nữ' ? { gender: validation.gender } : {}),
          context: { procedureCode: dossier.procedureCode, officerCode: dossier.capturedBy, requestId: job.id },
        },
        { signal: this.#stop.signal },
      );
      await this.#keepAnswer(job, validation, answer);
    } catch (error) {
      if (this.#stop.signal.aborted) {
        const at = stamp(clock);
        await store.transaction(
          async ({ write }) => await write.jobs.postpone(job.id, { at, notBefore: at, errorCode: null }),
        );
        return;
      }
      log.warn({ code: errorCodeOf(error) }, 'population check waits');
      await this.#wait(job, validation, error);
    }
    this.#options.events.publish({ kind: 'dossier', dossierId: validation.dossierId });
  }

  async #keepAnswer(job: JobRecord, asked: ValidationRecord, answer: PopulationAnswer): Promise<void> {
    const at = stamp(this.#options.clock);
    await this.#options.store.transaction(async (transaction) => {
      const now = await transaction.read.validations.find(asked.id);
      const { read, write } = transaction;
      // Somebody corrected the paper while the question was on its way: the job was written anew and asks again.
      const renewed = (await read.jobs.find(job.id))?.state === 'waiting';
      if (now === null || renewed) return;
      await write.validations.setResult(asked.id, {
        state: answer.outcome,
        checkedAt: at,
        differences: answer.differences.flatMap(({ field, held }) =>
          field === 'oldId' ? [] : [{ field, value: held }],
        ),
      });
      await write.jobs.finish(job.id, at);
      await this.#options.onAnswer(transaction, asked.dossierId);
    });
  }

  async #wait(job: JobRecord, asked: ValidationRecord, error: unknown): Promise<void> {
    const { store, clock } = this.#options;
    const delay = retryDelayMs(job.attempts + 1, (this.#options.random ?? Math.random)());
    const next = { at: stamp(clock), notBefore: new Date(clock.now().getTime() + delay).toISOString() };
    const errorCode = errorCodeOf(error);
    await store.transaction(async (transaction) => {
      const errorDetail = error instanceof StationError ? (error.detail ?? null) : null;
      await transaction.write.validations.setWaitingFor(asked.id, { errorCode, errorDetail });
      await transaction.write.jobs.postpone(job.id, { ...next, errorCode });
      await this.#options.onAnswer(transaction, asked.dossierId);
    });
  }
}
