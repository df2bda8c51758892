import type { DeliveryOverview, DeliveryRow, ReceiptView, SendingPlan } from '../../../../common/contract/delivery.ts';
import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { Portal } from '../../../outside/portal/portal.ts';
import { localDay, spanOfDay, stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { BatchLoop } from './batch-loop.ts';
import { DeliveryActs } from './delivery-acts.ts';
import { changeDeliverySettings, readDeliverySettings } from './delivery-settings.ts';
import { deliveryRowOf, overviewOf, receiptViewOf } from './delivery-views.ts';
import { scheduleStep } from './schedule.ts';
import { sentListCsv } from './sent-list.ts';
import { systemTiming, type Timing } from './upload-rate.ts';

export interface DeliveryServiceOptions extends ServiceContext {
  readonly portal: Portal;
  /** 0..1; default Math.random. */
  readonly random?: () => number;
  /** Default: the machine's monotonic clock and timers. */
  readonly timing?: Timing;
}

const SCHEDULE_CHECK_MS = 20_000;

/**
 * Verified dossiers on their way to the portal. One batch at a time, one dossier at a time, in the order in which they
 * were queued; what failed in passing comes after what was not yet tried, so that no dossier holds up the others.
 */
export class DeliveryService {
  readonly #options: DeliveryServiceOptions;
  readonly #timing: Timing;
  readonly #loop: BatchLoop;
  readonly #acts: DeliveryActs;
  #closed = false;
  #schedule: NodeJS.Timeout | null = null;
  #checking: Promise<void> = Promise.resolve();
  #lastAction = { sequence: 0, seenAt: 0 };

  constructor(options: DeliveryServiceOptions) {
    this.#options = options;
    this.#timing = options.timing ?? systemTiming;
    this.#loop = new BatchLoop({ ...options, timing: this.#timing, random: options.random ?? Math.random });
    this.#acts = new DeliveryActs(options);
  }

  /** Takes up what a stop interrupted and watches the schedule. */
  async start(): Promise<void> {
    this.#lastAction = { sequence: 0, seenAt: this.#timing.now() };
    this.#schedule = setInterval(() => this.lookAtSchedule(), SCHEDULE_CHECK_MS);
    this.#schedule.unref();
    await this.#loop.putBack();
    this.#loop.kick();
    await this.lookAtSchedule();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#schedule !== null) clearInterval(this.#schedule);
    await this.#checking;
    await this.#loop.close();
  }

  async overview(): Promise<DeliveryOverview> {
    const { clock, store } = this.#options;
    const settings = await readDeliverySettings(store.read);
    const { portal, error, probeInMs } = this.#loop;
    const { sendAt, idleMinutes, kbitPerSecond, maxFileMB, paused, batchActive, stoppedBy } = settings;
    const rows = await this.list();
    return overviewOf(rows, {
      sendAt,
      idleMinutes,
      kbitPerSecond,
      maxFileMB,
      paused,
      running: (batchActive && !paused) || rows.some((row) => row.state === 'sending'),
      portal,
      nextProbeAt: probeInMs === null ? null : new Date(clock.now().getTime() + probeInMs).toISOString(),
      error: error === null ? stoppedBy : { code: error.code, detail: error.detail },
    });
  }

  /** What is not delivered yet, and what was delivered today. */
  async list(): Promise<DeliveryRow[]> {
    const { from } = spanOfDay(localDay(this.#options.clock.now()));
    const records = await this.#options.store.read.deliveries.listSince(from);
    return records.map((record) => deliveryRowOf(record, this.#loop.bytesOf(record.dossierId)));
  }

  async receipt(dossierId: string): Promise<ReceiptView> {
    const { read } = this.#options.store;
    const [dossier, delivery] = [await read.dossiers.find(dossierId), await read.deliveries.find(dossierId)];
    if (dossier === null || delivery === null || delivery.receipt === null) throw new StationError('dossier-not-found');
    return receiptViewOf(dossier.code, delivery, await read.deliveries.files(dossierId));
  }

  /**
   * The list of what the portal holds of some days.
   *
   * @param from first day, YYYY-MM-DD in Vietnam
   * @param until last day
   * @throws StationError request-invalid when they are no days
   */
  async exportSent(from: string, until: string): Promise<{ readonly name: string; readonly csv: string }> {
    const days = [from, until];
    if (days.some((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))) {
      throw new StationError('request-invalid', 'day');
    }
    const sent = await this.#options.store.read.deliveries.sentFiles(spanOfDay(from).from, spanOfDay(until).until);
    const name = from === until ? `ho-so-da-gui-${from}.csv` : `ho-so-da-gui-${from}-${until}.csv`;
    return { name, csv: sentListCsv(sent) };
  }

  async sendNow(): Promise<DeliveryOverview> {
    await this.#beginBatch();
    return await this.overview();
  }

  async pause(): Promise<DeliveryOverview> {
    await this.#options.store.transaction(async (transaction) => {
      await changeDeliverySettings(transaction, { paused: true });
      await transaction.write.deliveries.clearAsked();
    });
    await this.#loop.interrupt();
    this.#tell();
    return await this.overview();
  }

  async resume(): Promise<DeliveryOverview> {
    await this.#change({ paused: false });
    this.#loop.kick('now');
    return await this.overview();
  }

  /** @param sendAt HH:mm of Vietnam's clock; null = by hand only */
  async setSendAt(sendAt: string | null): Promise<DeliveryOverview> {
    // An hour that already passed today means tomorrow, not at once.
    await this.#change({ sendAt, batchStartedAt: stamp(this.#options.clock) });
    return await this.overview();
  }

  /** When and how fast the station sends by itself. */
  async setPlan(plan: SendingPlan): Promise<DeliveryOverview> {
    const { sendAt, idleMinutes, kbitPerSecond } = plan;
    const before = await readDeliverySettings(this.#options.store.read);
    const mark = before.sendAt === sendAt ? {} : { batchStartedAt: stamp(this.#options.clock) };
    const { maxFileMB = before.maxFileMB } = plan;
    await this.#change({ sendAt, idleMinutes, kbitPerSecond, maxFileMB, ...mark });
    this.#loop.rate.set(kbitPerSecond);
    return await this.overview();
  }

  /** A person wants this one tried now; a refused one waits like any other again. */
  async retry(dossierId: string, byId: string): Promise<void> {
    await this.#acts.retry(dossierId, byId);
    this.#loop.kick('now');
  }

  async hold(dossierId: string, reason: string, byId: string): Promise<void> {
    await this.#acts.hold(dossierId, reason, byId);
    this.#loop.kick();
  }

  async release(dossierId: string, byId: string): Promise<void> {
    await this.#acts.release(dossierId, byId);
    this.#loop.kick();
  }

  async handOver(dossierId: string, note: string, byId: string): Promise<void> {
    await this.#acts.handOver(dossierId, note, byId);
    this.#loop.kick();
  }

  async putFirst(dossierId: string, byId: string): Promise<void> {
    await this.#acts.putFirst(dossierId, byId);
  }

  async replace(dossierId: string, reason: string, byId: string): Promise<void> {
    await this.#acts.replace(dossierId, reason, byId);
    this.#loop.kick('now');
  }

  async reopen(dossierId: string, reason: string, byId: string): Promise<void> {
    await this.#acts.reopen(dossierId, reason, byId);
    this.#loop.kick();
  }

  /** Begins what is due, and takes up a batch that was cut off. Called again and again; looks run one after the other. */
  async lookAtSchedule(): Promise<void> {
    this.#checking = this.#checking.then(async () => {
      try {
        await this.#look();
      } catch (error) {
        this.#options.log.error({ code: errorCodeOf(error) }, 'schedule check failed');
      }
    });
    await this.#checking;
  }

  async #look(): Promise<void> {
    const { store, clock } = this.#options;
    if (this.#closed) return;
    const settings = await readDeliverySettings(store.read);
    const idleMs = await this.#idleMs();
    if (settings.paused) return;
    if (settings.batchActive) return this.#loop.kick();
    const open = await store.read.deliveries.open();
    const step = scheduleStep({
      sendAt: settings.sendAt,
      idleMinutes: settings.idleMinutes,
      servedUntil: settings.batchStartedAt,
      now: clock.now(),
      idleMs,
      waiting: open.length,
      stopped: settings.stoppedBy !== null,
    });
    if (step.start) await this.#beginBatch();
    else if (step.servedUntil !== settings.batchStartedAt) await this.#change({ batchStartedAt: step.servedUntil });
  }

  /** Measured from when a new line in the log was first seen, so that no step of the clock counts. */
  async #idleMs(): Promise<number> {
    const sequence = await this.#options.store.read.audit.lastByPerson();
    const now = this.#timing.now();
    if (sequence !== this.#lastAction.sequence) this.#lastAction = { sequence, seenAt: now };
    return now - this.#lastAction.seenAt;
  }

  async #beginBatch(): Promise<void> {
    const batchStartedAt = stamp(this.#options.clock);
    await this.#change({ batchActive: true, paused: false, batchStartedAt, stoppedBy: null });
    this.#loop.kick('now');
  }

  async #change(change: Parameters<typeof changeDeliverySettings>[1]): Promise<void> {
    await this.#options.store.transaction(async (transaction) => await changeDeliverySettings(transaction, change));
    this.#tell();
  }

  #tell(): void {
    this.#options.events.publish({ kind: 'delivery' });
  }
}
