import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { DossierEvent } from '../../../../common/domain/dossier.ts';
import type { DeliveryProgress } from '../../../../storage/deliveries/writer.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import type { Portal, UploadPace } from '../../../outside/portal/portal.ts';
import { PortalWait } from '../../../outside/portal/portal-failure.ts';
import { stamp } from '../clock.ts';
import { type DossierMove, moveDossier } from '../dossiers/move-dossier.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';
import { planPurge } from '../retention/plan-purge.ts';
import { retryDelayMs } from '../retry-delay.ts';
import type { ServiceContext } from '../service-context.ts';
import { deliverDossier } from './deliver-dossier.ts';
import { afterPassingFailure, failureKind, isOfTheLine, LONGEST_WAIT_MS } from './delivery-policy.ts';

export interface DeliveryAttemptsOptions extends ServiceContext {
  readonly portal: Portal;
  /** 0..1 */
  readonly random: () => number;
  readonly pace: UploadPace;
}

const PROGRESS_EVENT_MS = 250;
const NO_ERROR = { nextTryAt: null, errorCode: null, errorDetail: null } as const;

/** Single tries to deliver, each with what it leaves behind in the database: a receipt, or why there is none. */
export class DeliveryAttempts {
  readonly #options: DeliveryAttemptsOptions;
  readonly #sendingBytes = new Map<string, number>();
  #lastProgressAt = Number.NEGATIVE_INFINITY;

  constructor(options: DeliveryAttemptsOptions) {
    this.#options = options;
  }

  /** Bytes of a dossier under way that have left. */
  bytesOf(dossierId: string): number | undefined {
    return this.#sendingBytes.get(dossierId);
  }

  /** What a stop of the station left under way goes back to the queue. */
  async putBack(): Promise<void> {
    const { store } = this.#options;
    if ((await store.read.deliveries.dossierIds(['sending'])).length === 0) return;
    await store.transaction(async (transaction) => {
      for (const dossierId of await transaction.read.deliveries.dossierIds(['sending'])) {
        await this.#move(transaction, dossierId, 'fail-delivery', { detail: { cause: 'station-stopped' } });
        await transaction.write.deliveries.setProgress(dossierId, { state: 'waiting', nextTryAt: null });
      }
    });
  }

  /**
   * One try. A refusal of this dossier is written down and is no error; any other failure is written down and thrown on.
   *
   * @param signal its abort ends the try, which then counts for nothing
   */
  async deliver(dossierId: string, signal: AbortSignal): Promise<void> {
    const { store, portal, pace, clock } = this.#options;
    if (!(await this.#begin(dossierId))) return;
    this.#tell(dossierId);
    try {
      const receipt = await deliverDossier({
        store,
        portal,
        dossierId,
        signal,
        pace,
        now: () => stamp(clock),
        onBytes: (bytes) => this.#progress(dossierId, bytes),
      });
      await store.transaction(async (transaction) => {
        const { number, acceptedAt } = receipt;
        const deliveredAt = stamp(clock);
        await transaction.write.deliveries.setReceipt(dossierId, { number, acceptedAt, deliveredAt, content: receipt });
        const bytesSent = (await transaction.read.deliveries.find(dossierId))?.bytes ?? 0;
        await transaction.write.deliveries.setProgress(dossierId, { state: 'delivered', bytesSent, askedAt: null });
        await this.#move(transaction, dossierId, 'confirm-delivery', { detail: { receipt: number } });
        await planPurge(transaction, dossierId, deliveredAt);
      });
    } catch (error) {
      await this.#noteFailure(dossierId, error, signal.aborted);
      if (signal.aborted || failureKind(errorCodeOf(error)) !== 'refused') throw error;
    } finally {
      this.#sendingBytes.delete(dossierId);
      this.#tell(dossierId);
    }
  }

  /** @returns false when it is no longer to be sent: a person held it or took it back in this moment */
  async #begin(dossierId: string): Promise<boolean> {
    return await this.#options.store.transaction(async (transaction) => {
      const delivery = await transaction.read.deliveries.find(dossierId);
      if (delivery === null || (delivery.state !== 'waiting' && delivery.state !== 'retrying')) return false;
      const { state } = await requireDossier(transaction.read, dossierId);
      if (state !== 'queued') {
        const refusal = { state: 'refused', errorCode: 'wrong-state', errorDetail: state, askedAt: null } as const;
        await transaction.write.deliveries.setProgress(dossierId, refusal);
        return false;
      }
      await this.#move(transaction, dossierId, 'start-delivery');
      const sending = { state: 'sending', attempts: delivery.attempts + 1, ...NO_ERROR } as const;
      await transaction.write.deliveries.setProgress(dossierId, sending);
      return true;
    });
  }

  async #noteFailure(dossierId: string, error: unknown, stopped: boolean): Promise<void> {
    const bytesSent = this.#sendingBytes.get(dossierId) ?? 0;
    await this.#options.store.transaction(async (transaction) => {
      const delivery = await transaction.read.deliveries.find(dossierId);
      const outcome = stopped
        ? ({ state: 'waiting' } as const)
        : this.#outcomeOf(error, delivery?.attempts ?? 1, delivery?.deadline ?? null);
      await this.#move(transaction, dossierId, 'fail-delivery', {
        detail: { cause: stopped ? 'paused' : errorCodeOf(error) },
      });
      await transaction.write.deliveries.setProgress(dossierId, { bytesSent, ...outcome });
    });
  }

  /** What a failed try makes of the delivery. */
  #outcomeOf(error: unknown, attempts: number, deadline: string | null): DeliveryProgress {
    const { clock, random } = this.#options;
    const errorCode = errorCodeOf(error);
    const errorDetail = error instanceof StationError ? (error.detail ?? null) : null;
    const now = clock.now();
    switch (failureKind(errorCode)) {
      case 'stops-batch':
        return { state: 'waiting' };
      case 'refused':
        return { state: 'refused', errorCode, errorDetail, askedAt: null };
      case 'passes': {
        if (isOfTheLine(errorCode)) return { state: 'retrying', nextTryAt: null, errorCode, errorDetail };
        const patience = afterPassingFailure({ deadline, attempts }, now);
        if (patience.over) {
          return { state: 'refused', errorCode: 'delivery-deadline', errorDetail: errorCode, askedAt: null };
        }
        const asked = error instanceof PortalWait ? error.retryAfterMs : 0;
        const wait = Math.min(LONGEST_WAIT_MS, Math.max(asked, retryDelayMs(attempts, random())));
        const nextTryAt = new Date(now.getTime() + wait).toISOString();
        return { state: 'retrying', nextTryAt, errorCode, errorDetail, deadline: patience.deadline };
      }
    }
  }

  async #move(
    transaction: StoreTransaction,
    dossierId: string,
    event: DossierEvent,
    more: Pick<DossierMove, 'reason' | 'detail'> = {},
  ): Promise<void> {
    const dossier = await requireDossier(transaction.read, dossierId);
    await moveDossier(transaction, { dossier, event, byId: null, at: stamp(this.#options.clock), ...more });
  }

  #progress(dossierId: string, bytes: number): void {
    this.#sendingBytes.set(dossierId, bytes);
    const now = performance.now();
    if (now - this.#lastProgressAt < PROGRESS_EVENT_MS) return;
    this.#lastProgressAt = now;
    this.#options.events.publish({ kind: 'delivery' });
  }

  #tell(dossierId: string): void {
    this.#options.events.publish({ kind: 'delivery' });
    this.#options.events.publish({ kind: 'dossier', dossierId });
  }
}
