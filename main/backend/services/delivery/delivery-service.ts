import type { DeliveryOverview, DeliveryRow, ReceiptView } from '../../../../common/contract/delivery.ts';
import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { DossierEvent } from '../../../../common/domain/dossier.ts';
import type { DeliveryListRecord } from '../../../../storage/deliveries/reader.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import type { Portal } from '../../../outside/portal/portal.ts';
import { localDay, spanOfDay, stamp } from '../clock.ts';
import { type DossierMove, moveDossier } from '../dossiers/move-dossier.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';
import { retryDelayMs } from '../retry-delay.ts';
import type { ServiceContext } from '../service-context.ts';
import { deliverDossier } from './deliver-dossier.ts';
import { failureKind, lastDue } from './delivery-policy.ts';
import { changeDeliverySettings, readDeliverySettings } from './delivery-settings.ts';
import { deliveryRowOf, overviewOf, receiptViewOf } from './delivery-views.ts';

export interface DeliveryServiceOptions extends ServiceContext {
  readonly portal: Portal;
  /** 0..1; default Math.random. */
  readonly random?: () => number;
}

/** Thrown through an upload when a person pauses or the station stops: not a failure of the dossier. */
const STOPPED = new Error('delivery stopped by the station');

const SCHEDULE_CHECK_MS = 20_000;
const PROGRESS_EVENT_MS = 250;

/**
 * Verified dossiers on their way to the portal. One batch at a time, one dossier at a time, in the order in which they
 * were queued; what failed in passing comes after what was not yet tried, so that no dossier holds up the others.
 */
export class DeliveryService {
  readonly #options: DeliveryServiceOptions;
  #running: Promise<void> | null = null;
  #stop = new AbortController();
  #closed = false;
  #sendingBytes = new Map<string, number>();
  #error: StationError | null = null;
  #portal: DeliveryOverview['portal'] = 'unknown';
  #holdUntil = 0;
  #holds = 0;
  #wake: NodeJS.Timeout | null = null;
  #schedule: NodeJS.Timeout | null = null;
  #lastProgressAt = 0;

  constructor(options: DeliveryServiceOptions) {
    this.#options = options;
  }

  /** Takes up what a stop interrupted and watches the schedule. */
  async start(): Promise<void> {
    const { store } = this.#options;
    await store.transaction(async (transaction) => {
      for (const dossierId of await transaction.read.deliveries.dossierIds(['sending'])) {
        await this.#move(transaction, dossierId, 'fail-delivery', null, { detail: { cause: 'station-stopped' } });
        await transaction.write.deliveries.setProgress(dossierId, { state: 'waiting', nextTryAt: null });
      }
    });
    this.#schedule = setInterval(() => this.#checkSchedule(), SCHEDULE_CHECK_MS);
    this.#schedule.unref();
    if ((await readDeliverySettings(store.read)).batchActive) this.#go();
    this.#checkSchedule();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#schedule !== null) clearInterval(this.#schedule);
    if (this.#wake !== null) clearTimeout(this.#wake);
    this.#stop.abort(STOPPED);
    await this.#running;
  }

  async overview(): Promise<DeliveryOverview> {
    const settings = await readDeliverySettings(this.#options.store.read);
    return overviewOf(await this.list(), {
      sendAt: settings.sendAt,
      paused: settings.paused,
      running: this.#running !== null || (settings.batchActive && this.#wake !== null),
      portal: this.#portal,
      error: this.#error === null ? null : { code: this.#error.code, detail: this.#error.detail },
    });
  }

  /** What is not delivered yet, and what was delivered today. */
  async list(): Promise<DeliveryRow[]> {
    const { from } = spanOfDay(localDay(this.#options.clock.now()));
    const records = await this.#options.store.read.deliveries.listSince(from);
    return records.map((record) => deliveryRowOf(record, this.#sendingBytes.get(record.dossierId)));
  }

  async receipt(dossierId: string): Promise<ReceiptView> {
    const { read } = this.#options.store;
    const [dossier, delivery] = [await read.dossiers.find(dossierId), await read.deliveries.find(dossierId)];
    if (dossier === null || delivery === null || delivery.receipt === null) throw new StationError('dossier-not-found');
    return receiptViewOf(dossier.code, delivery, await read.deliveries.files(dossierId));
  }

  async sendNow(): Promise<DeliveryOverview> {
    await this.#beginBatch();
    return await this.overview();
  }

  async pause(): Promise<DeliveryOverview> {
    await this.#change({ paused: true });
    this.#stop.abort(STOPPED);
    await this.#running;
    return await this.overview();
  }

  async resume(): Promise<DeliveryOverview> {
    await this.#change({ paused: false });
    if ((await readDeliverySettings(this.#options.store.read)).batchActive) this.#go();
    return await this.overview();
  }

  /** @param sendAt HH:mm of Vietnam's clock; null = by hand only */
  async setSendAt(sendAt: string | null): Promise<DeliveryOverview> {
    // An hour that already passed today means tomorrow, not at once.
    await this.#change({ sendAt, batchStartedAt: stamp(this.#options.clock) });
    return await this.overview();
  }

  /** A person wants this one tried now; a refused one waits like any other again. */
  async retry(dossierId: string, byId: string): Promise<void> {
    const { store, clock } = this.#options;
    await store.transaction(async ({ read, write }) => {
      const delivery = await read.deliveries.find(dossierId);
      if (delivery === null) throw new StationError('dossier-not-found');
      if (delivery.state === 'delivered' || delivery.state === 'sending') throw new StationError('wrong-state');
      const fresh = { state: 'waiting', nextTryAt: null, errorCode: null, errorDetail: null } as const;
      await write.deliveries.setProgress(dossierId, fresh);
      await write.audit.add({ at: stamp(clock), byId, event: 'retry-delivery', dossierId });
    });
    await this.#beginBatch();
  }

  /** Gives a dossier that the portal refused back to the counter. */
  async reopen(dossierId: string, reason: string, byId: string): Promise<void> {
    await this.#options.store.transaction(async (transaction) => {
      const delivery = await transaction.read.deliveries.find(dossierId);
      if (delivery === null) throw new StationError('dossier-not-found');
      if (delivery.state !== 'refused') throw new StationError('wrong-state');
      await this.#move(transaction, dossierId, 'reopen', byId, { reason });
      await transaction.write.dossiers.setReturnReason(dossierId, reason);
      await transaction.write.deliveries.remove(dossierId);
    });
    this.#tell(dossierId);
  }

  async #beginBatch(): Promise<void> {
    await this.#change({ batchActive: true, paused: false, batchStartedAt: stamp(this.#options.clock) });
    this.#holdUntil = 0;
    this.#holds = 0;
    this.#go();
  }

  async #change(change: Parameters<typeof changeDeliverySettings>[1]): Promise<void> {
    await this.#options.store.transaction(async (transaction) => await changeDeliverySettings(transaction, change));
    this.#options.events.publish({ kind: 'delivery' });
  }

  #checkSchedule(): void {
    const work = async (): Promise<void> => {
      const { sendAt, batchStartedAt, paused } = await readDeliverySettings(this.#options.store.read);
      const due = lastDue(sendAt, this.#options.clock.now());
      if (this.#closed || paused || due === null || this.#running !== null) return;
      if (batchStartedAt !== null && Date.parse(batchStartedAt) >= due.getTime()) return;
      if ((await this.#options.store.read.deliveries.dossierIds(['waiting', 'retrying'])).length === 0) return;
      await this.#beginBatch();
    };
    work().catch((error: unknown) => this.#options.log.error({ code: errorCodeOf(error) }, 'schedule check failed'));
  }

  /** Starts the batch's loop unless it runs. */
  #go(): void {
    if (this.#closed || this.#running !== null) return;
    if (this.#wake !== null) clearTimeout(this.#wake);
    this.#wake = null;
    this.#stop = new AbortController();
    this.#running = this.#runBatch()
      .catch((error: unknown) => {
        this.#error =
          error instanceof StationError ? error : new StationError('unexpected', undefined, { cause: error });
        this.#options.log.error({ code: this.#error.code }, 'delivery batch ended');
      })
      .finally(() => {
        this.#running = null;
        if (!this.#closed) this.#options.events.publish({ kind: 'delivery' });
      });
  }

  async #runBatch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const next = await this.#next();
      if (next === 'done') {
        this.#error = null;
        return await this.#change({ batchActive: false });
      }
      if (next === 'later') return;
      try {
        await this.#options.portal.check({ signal: this.#stop.signal });
        this.#portal = 'connected';
        this.#error = null;
        await this.#deliver(next);
        this.#holds = 0;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        const failure =
          error instanceof StationError ? error : new StationError('unexpected', undefined, { cause: error });
        if (failureKind(failure.code) === 'stops-batch') {
          this.#error = failure;
          return await this.#change({ batchActive: false });
        }
        this.#hold(failure);
      }
    }
  }

  /** The dossier to send next; `later` when the batch must wait and a timer will wake it. */
  async #next(): Promise<string | 'done' | 'later'> {
    const { store, clock } = this.#options;
    const settings = await readDeliverySettings(store.read);
    if (settings.paused || !settings.batchActive) return 'later';
    const records = await store.read.deliveries.listSince(stamp(clock));
    const waiting = records.find((record) => record.state === 'waiting');
    const retrying = records.filter((record) => record.state === 'retrying').sort(byNextTry);
    if (waiting === undefined && retrying.length === 0) return 'done';
    const dueAt = Math.max(this.#holdUntil, waiting === undefined ? Date.parse(retrying[0]?.nextTryAt ?? '') || 0 : 0);
    const wait = dueAt - clock.now().getTime();
    if (wait > 0) {
      // A clock that went back must not make the batch sleep for days.
      this.#wake = setTimeout(() => this.#go(), Math.min(wait, 15 * 60_000));
      return 'later';
    }
    return waiting?.dossierId ?? retrying[0]!.dossierId;
  }

  #hold(failure: StationError): void {
    this.#holds += 1;
    this.#error = failure;
    this.#portal = 'unreachable';
    this.#holdUntil = this.#options.clock.now().getTime() + retryDelayMs(this.#holds, this.#random());
    this.#options.log.warn({ code: failure.code }, 'delivery waits for the portal');
    this.#options.events.publish({ kind: 'delivery' });
  }

  /** One try; a passing failure is thrown on after it was written down, a refusal is not. */
  async #deliver(dossierId: string): Promise<void> {
    const { store, portal } = this.#options;
    const attempts = await store.transaction(async (transaction) => {
      const delivery = await transaction.read.deliveries.find(dossierId);
      const tries = (delivery?.attempts ?? 0) + 1;
      await this.#move(transaction, dossierId, 'start-delivery', null);
      const sending = {
        state: 'sending',
        attempts: tries,
        nextTryAt: null,
        errorCode: null,
        errorDetail: null,
      } as const;
      await transaction.write.deliveries.setProgress(dossierId, sending);
      return tries;
    });
    this.#tell(dossierId);
    try {
      const receipt = await deliverDossier({
        store,
        portal,
        dossierId,
        signal: this.#stop.signal,
        onBytes: (bytes) => this.#progress(dossierId, bytes),
      });
      await store.transaction(async (transaction) => {
        const { number, acceptedAt } = receipt;
        await transaction.write.deliveries.setReceipt(dossierId, { number, acceptedAt, content: receipt });
        const total = (await transaction.read.deliveries.find(dossierId))?.bytes ?? 0;
        await transaction.write.deliveries.setProgress(dossierId, { state: 'delivered', bytesSent: total });
        await this.#move(transaction, dossierId, 'confirm-delivery', null, { detail: { receipt: number } });
      });
    } catch (error) {
      await this.#noteFailure(dossierId, attempts, error);
    } finally {
      this.#sendingBytes.delete(dossierId);
      this.#tell(dossierId);
    }
  }

  async #noteFailure(dossierId: string, attempts: number, error: unknown): Promise<void> {
    const { store, clock } = this.#options;
    const stopped = this.#stop.signal.aborted;
    const code = errorCodeOf(error);
    const kind = failureKind(code);
    const nextTryAt = new Date(clock.now().getTime() + retryDelayMs(attempts, this.#random())).toISOString();
    await store.transaction(async (transaction) => {
      const detail = { cause: stopped ? 'paused' : code };
      await this.#move(transaction, dossierId, 'fail-delivery', null, { detail });
      await transaction.write.deliveries.setProgress(dossierId, {
        bytesSent: this.#sendingBytes.get(dossierId) ?? 0,
        ...(stopped || kind === 'stops-batch'
          ? { state: 'waiting' }
          : {
              state: kind === 'refused' ? 'refused' : 'retrying',
              nextTryAt: kind === 'refused' ? null : nextTryAt,
              errorCode: code,
              errorDetail: error instanceof StationError ? (error.detail ?? null) : null,
            }),
      });
    });
    if (stopped || kind !== 'refused') throw error;
  }

  async #move(
    transaction: StoreTransaction,
    dossierId: string,
    event: DossierEvent,
    byId: string | null,
    more: Pick<DossierMove, 'reason' | 'detail'> = {},
  ): Promise<void> {
    const dossier = await requireDossier(transaction.read, dossierId);
    await moveDossier(transaction, { dossier, event, byId, at: stamp(this.#options.clock), ...more });
  }

  #progress(dossierId: string, bytes: number): void {
    this.#sendingBytes.set(dossierId, bytes);
    const now = this.#options.clock.now().getTime();
    if (Math.abs(now - this.#lastProgressAt) < PROGRESS_EVENT_MS) return;
    this.#lastProgressAt = now;
    this.#options.events.publish({ kind: 'delivery' });
  }

  #tell(dossierId: string): void {
    this.#options.events.publish({ kind: 'delivery' });
    this.#options.events.publish({ kind: 'dossier', dossierId });
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }
}

function byNextTry(left: DeliveryListRecord, right: DeliveryListRecord): number {
  return (left.nextTryAt ?? '').localeCompare(right.nextTryAt ?? '');
}
