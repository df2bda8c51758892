import type { StationErrorCode } from '../../../common/contract/errors.ts';
import { STATION_ERROR_CODES, StationError } from '../../../common/contract/errors.ts';
import { JOB_KINDS, type JobRow } from '../../../common/contract/jobs.ts';
import type { Person } from '../../../common/contract/session.ts';
import type { JobRecord, OpenJobRecord } from '../../../storage/jobs/reader.ts';
import type { StoreTransaction } from '../../../storage/store.ts';
import { stamp } from '../services/clock.ts';
import type { ServiceContext } from '../services/service-context.ts';
import type { JobRunner } from './job-runner.ts';

/** What a person sees of the station's own work and can tell it to do. Every order leaves a line in the audit log. */
export class JobOrders {
  readonly #context: ServiceContext;
  readonly #runner: Pick<JobRunner, 'interrupt'>;

  constructor(context: ServiceContext, runner: Pick<JobRunner, 'interrupt'>) {
    this.#context = context;
    this.#runner = runner;
  }

  /** Everything not done, what needs a person first; without purges that wait for their date. */
  async list(): Promise<JobRow[]> {
    return (await this.#context.store.read.jobs.open(['purge-dossier'])).map(rowOf);
  }

  /** @throws StationError job-not-found; wrong-state when it runs already */
  async tryNow(jobId: string, person: Person): Promise<void> {
    await this.#order(jobId, 'try-job', person, undefined, async ({ write }, at) => {
      return await write.jobs.resume(jobId, at, ['waiting', 'held', 'failed']);
    });
  }

  /** @throws StationError job-not-found, wrong-state when it is not held */
  async release(jobId: string, person: Person): Promise<void> {
    await this.#order(jobId, 'release-job', person, undefined, async ({ write }, at) => {
      return await write.jobs.resume(jobId, at, ['held']);
    });
  }

  /** Also one that runs: it is cut off, and what it did so far counts for nothing. @throws StationError job-not-found */
  async hold(jobId: string, reason: string, person: Person): Promise<void> {
    await this.#order(jobId, 'hold-job', person, reason, async ({ write }, at) => {
      return await write.jobs.hold(jobId, at, reason);
    });
    this.#runner.interrupt(jobId);
  }

  /** @throws StationError job-not-found */
  async handOver(jobId: string, note: string, person: Person): Promise<void> {
    await this.#order(jobId, 'hand-over-job', person, note, async ({ write }, at) => {
      return await write.jobs.handOver(jobId, at, note);
    });
    this.#runner.interrupt(jobId);
  }

  async #order(
    jobId: string,
    event: string,
    person: Person,
    reason: string | undefined,
    change: (transaction: StoreTransaction, at: string) => Promise<boolean>,
  ): Promise<void> {
    const { store, clock, events, jobs } = this.#context;
    await store.transaction(async (transaction) => {
      const job = await transaction.read.jobs.find(jobId);
      if (job === null || job.state === 'done') throw new StationError('job-not-found');
      const at = stamp(clock);
      if (!(await change(transaction, at))) throw new StationError('wrong-state', job.state);
      await transaction.write.audit.add({
        at,
        byId: person.id,
        event,
        dossierId: job.dossierId,
        reason: reason ?? null,
        detail: { jobId, kind: job.kind },
      });
      transaction.afterCommit(() => {
        events.publish({ kind: 'jobs' });
        jobs.ring(kindOf(job));
      });
    });
  }
}

function rowOf(record: OpenJobRecord): JobRow {
  const { id, dossierId, dossierCode, attempts, deadline, lastErrorCode, handedOverAt, handedOverNote } = record;
  const state = record.state === 'waiting' && lastErrorCode !== null ? 'retrying' : record.state;
  if (state === 'done') throw new RangeError('A job that is done is not open.');
  const byItself = state === 'waiting' || state === 'retrying';
  return {
    id,
    kind: kindOf(record),
    dossierId,
    dossierCode,
    state,
    attempts,
    since: record.createdAt,
    nextTryAt: byItself ? record.notBefore : null,
    deadline,
    error:
      lastErrorCode === null ? null : { code: errorCodeIn(lastErrorCode), detail: record.lastErrorDetail ?? undefined },
    heldReason: record.heldReason,
    handedOver: handedOverAt === null ? null : { at: handedOverAt, note: handedOverNote ?? '' },
  };
}

function kindOf({ kind }: Pick<JobRecord, 'kind'>): JobRow['kind'] {
  return JOB_KINDS.find((known) => known === kind) ?? 'unknown';
}

/** Another version may have written a code that is none of this one's. */
function errorCodeIn(code: string): StationErrorCode {
  return STATION_ERROR_CODES.find((known) => known === code) ?? 'unexpected';
}
