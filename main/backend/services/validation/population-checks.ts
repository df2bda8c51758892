import { z } from 'zod';
import { StationError } from '../../../../common/contract/errors.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import type { ValidationRecord } from '../../../../storage/validations/reader.ts';
import type { PopulationAnswer, PopulationRegistry } from '../../../outside/population/population-registry.ts';
import { type JobFailure, type JobHandler, type JobOutcome, JobRefused, type JobRun } from '../../jobs/job-handler.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';

const payload = z.object({ validationId: z.string().min(1) });

const DAY_MS = 24 * 3600 * 1000;

export interface PopulationChecksOptions extends Pick<ServiceContext, 'store' | 'clock' | 'events'> {
  readonly registry: PopulationRegistry;
  /** Runs in the transaction that stores an answer or a reason for waiting, so that findings follow from it. */
  readonly onAnswer: (transaction: StoreTransaction, dossierId: string) => Promise<void>;
}

/**
 * Asks the population database about the citizens that papers name, one question at a time. When it can't be reached the
 * question waits and is asked again by itself; the dossier goes on meanwhile.
 */
export class PopulationChecks implements JobHandler<string> {
  readonly kind = 'population-check';
  readonly atOnce = 1;
  /** By then the dossier is long closed; whoever still wants to know can have it tried again. */
  readonly deadlineMs = 30 * DAY_MS;
  readonly #options: PopulationChecksOptions;

  constructor(options: PopulationChecksOptions) {
    this.#options = options;
  }

  parse(value: unknown): string | null {
    const parsed = payload.safeParse(value);
    return parsed.success ? parsed.data.validationId : null;
  }

  async run(validationId: string, run: JobRun): Promise<JobOutcome> {
    const { store, registry } = this.#options;
    const validation = await store.read.validations.find(validationId);
    const dossier = validation === null ? null : await store.read.dossiers.find(validation.dossierId);
    if (validation === null || dossier === null) throw new JobRefused(new StationError('request-invalid'));
    const { citizenId, fullName, dateOfBirth, gender } = validation;
    // A paper without a birth date can't be asked about: number, name and date or year must be sent (Circular 46/2022).
    if (!validation.present || dateOfBirth === null) return 'done';
    const answer = await registry.query(
      {
        citizenId,
        fullName,
        dateOfBirth,
        ...(gender === 'Nam' || gender === 'Nữ' ? { gender } : {}),
        context: { procedureCode: dossier.procedureCode, officerCode: dossier.capturedBy, requestId: run.job.id },
      },
      { signal: run.signal },
    );
    await this.#keepAnswer(validation, answer, run);
    return 'done';
  }

  /** Why it waits is shown beside the citizen. */
  async onFailure(transaction: StoreTransaction, validationId: string, { error }: JobFailure): Promise<void> {
    const asked = await transaction.read.validations.find(validationId);
    if (asked === null) return;
    const why = { errorCode: error.code, errorDetail: error.detail ?? null };
    await transaction.write.validations.setWaitingFor(validationId, why);
    await this.#options.onAnswer(transaction, asked.dossierId);
    this.#tellAfter(transaction, asked.dossierId);
  }

  async #keepAnswer(asked: ValidationRecord, answer: PopulationAnswer, run: JobRun): Promise<void> {
    const { store, clock } = this.#options;
    await store.transaction(async (transaction) => {
      // Somebody corrected the paper while the question was on its way: the job was written anew and asks again.
      if (!(await run.finish(transaction))) return;
      await transaction.write.validations.setResult(asked.id, {
        state: answer.outcome,
        checkedAt: stamp(clock),
        differences: answer.differences.flatMap(({ field, held }) =>
          field === 'oldId' ? [] : [{ field, value: held }],
        ),
      });
      await this.#options.onAnswer(transaction, asked.dossierId);
      this.#tellAfter(transaction, asked.dossierId);
    });
  }

  #tellAfter(transaction: StoreTransaction, dossierId: string): void {
    transaction.afterCommit(() => this.#options.events.publish({ kind: 'dossier', dossierId }));
  }
}
