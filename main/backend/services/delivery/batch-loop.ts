import type { DeliveryOverview } from '../../../../common/contract/delivery.ts';
import { errorCodeOf, StationError } from '../../../../common/contract/errors.ts';
import type { Portal } from '../../../outside/portal/portal.ts';
import { PortalWait } from '../../../outside/portal/portal-failure.ts';
import { retryDelayMs } from '../retry-delay.ts';
import type { ServiceContext } from '../service-context.ts';
import { DeliveryAttempts } from './delivery-attempts.ts';
import { failureKind, holdsBatch, pickNext, portalStateOf } from './delivery-policy.ts';
import { changeDeliverySettings, readDeliverySettings } from './delivery-settings.ts';
import { type Timing, UploadRate } from './upload-rate.ts';

export interface BatchLoopOptions extends ServiceContext {
  readonly portal: Portal;
  /** 0..1 */
  readonly random: () => number;
  readonly timing: Timing;
}

/** Thrown through an upload when a person pauses or the station stops: not a failure of the dossier. */
const STOPPED = new Error('delivery stopped by the station');
/** A held batch asks at least so often whether the line is back: one small request. */
const LONGEST_PROBE_MS = 2 * 60_000;

/**
 * Sends what waits, one dossier at a time. While the line or the portal is down it asks now and then, with one small
 * request, whether they are back, and goes on by itself. It ends when nothing is left to do, and is kicked to look again.
 */
export class BatchLoop {
  readonly #options: BatchLoopOptions;
  readonly #attempts: DeliveryAttempts;
  readonly rate: UploadRate;
  #running: Promise<void> | null = null;
  #kicked = false;
  #closed = false;
  /** Ends the wait between two steps. */
  #waiting = new AbortController();
  /** Ends the try under way. */
  #stop = new AbortController();
  /** Until when the batch is held up, by the timing's clock. */
  #holdUntil: number | null = null;
  /** Times in a row, no dossier having come through between. */
  #holds = 0;
  /** The portal answered as itself since the loop began or was last held. */
  #proven = false;
  #portal: DeliveryOverview['portal'] = 'unknown';
  #error: StationError | null = null;

  constructor(options: BatchLoopOptions) {
    this.#options = options;
    this.rate = new UploadRate(options.timing);
    this.#attempts = new DeliveryAttempts({ ...options, pace: this.rate });
  }

  get portal(): DeliveryOverview['portal'] {
    return this.#portal;
  }

  /** What stopped or holds up the batch. */
  get error(): StationError | null {
    return this.#error;
  }

  /** Milliseconds until the portal is asked again; null when the batch isn't held up. */
  get probeInMs(): number | null {
    return this.#holdUntil === null ? null : Math.max(0, this.#holdUntil - this.#options.timing.now());
  }

  bytesOf(dossierId: string): number | undefined {
    return this.#attempts.bytesOf(dossierId);
  }

  /** What an earlier run of the station left under way goes back to the queue. */
  async putBack(): Promise<void> {
    await this.#attempts.putBack();
  }

  /** There is something new to do, or a person wants it now. */
  kick(patience: 'now' | 'as-planned' = 'as-planned'): void {
    if (this.#closed) return;
    if (patience === 'now') {
      this.#holdUntil = null;
      this.#error = null;
    }
    this.#kicked = true;
    this.#waiting.abort();
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#options.events.publish({ kind: 'delivery' });
      if (this.#kicked) this.kick();
    });
  }

  /** Ends the try under way without counting it as failed, and waits until it has ended. */
  async interrupt(): Promise<void> {
    this.#stop.abort(STOPPED);
    this.#waiting.abort();
    await this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#kicked = false;
    await this.interrupt();
  }

  async #run(): Promise<void> {
    this.#stop = new AbortController();
    this.#proven = false;
    try {
      await this.#attempts.putBack();
      await this.#loop();
    } catch (error) {
      this.#fail(error);
      this.#options.log.error({ code: this.#error?.code }, 'delivery batch ended');
    }
  }

  async #loop(): Promise<void> {
    const { timing, clock, store } = this.#options;
    while (!this.#stop.signal.aborted) {
      this.#kicked = false;
      this.#waiting = new AbortController();
      const settings = await readDeliverySettings(store.read);
      const open = await store.read.deliveries.open();
      this.rate.set(settings.kbitPerSecond);
      if (open.length === 0) return await this.#end();
      const inBatch = settings.batchActive && !settings.paused;
      const next = pickNext(inBatch ? open : open.filter(({ askedAt }) => askedAt !== null), clock.now());
      if (next === null) return;
      const waitMs = Math.max(this.probeInMs ?? 0, 'waitMs' in next ? next.waitMs : 0);
      if (waitMs > 0) {
        if (!this.#kicked) await timing.wait(waitMs, this.#waiting.signal);
      } else if ('dossierId' in next && !(await this.#step(next.dossierId))) return;
    }
  }

  /** @returns false when the batch stops */
  async #step(dossierId: string): Promise<boolean> {
    const { signal } = this.#stop;
    try {
      if (!this.#proven) await this.#options.portal.check({ signal });
      this.#setConnected();
      await this.#attempts.deliver(dossierId, signal);
      this.#setConnected();
      this.#error = null;
      this.#holds = 0;
    } catch (error) {
      if (signal.aborted) return false;
      if (failureKind(errorCodeOf(error)) === 'stops-batch') {
        await this.#stopBatch(error);
        return false;
      }
      if (holdsBatch(errorCodeOf(error))) this.#holdUp(error);
    }
    return true;
  }

  #setConnected(): void {
    this.#proven = true;
    this.#holdUntil = null;
    this.#portal = 'connected';
  }

  #holdUp(error: unknown): void {
    const { timing, random, log, events } = this.#options;
    const failure = this.#fail(error);
    this.#holds += 1;
    const asked = error instanceof PortalWait ? error.retryAfterMs : 0;
    const delay = Math.max(asked, Math.min(LONGEST_PROBE_MS, retryDelayMs(this.#holds, random())));
    this.#holdUntil = timing.now() + delay;
    this.#proven = false;
    log.warn({ code: failure.code }, 'delivery waits for the portal');
    events.publish({ kind: 'delivery' });
  }

  async #stopBatch(error: unknown): Promise<void> {
    const { code, detail } = this.#fail(error);
    this.#holdUntil = null;
    await this.#options.store.transaction(async (transaction) => {
      const stoppedBy = { code, ...(detail === undefined ? {} : { detail }) };
      await changeDeliverySettings(transaction, { batchActive: false, stoppedBy });
      await transaction.write.deliveries.clearAsked();
    });
  }

  /** Nothing waits any more. Looked at again in the transaction: something may have been queued meanwhile. */
  async #end(): Promise<void> {
    await this.#options.store.transaction(async (transaction) => {
      if ((await transaction.read.deliveries.open()).length > 0) this.#kicked = true;
      else if ((await readDeliverySettings(transaction.read)).batchActive) {
        await changeDeliverySettings(transaction, { batchActive: false });
      }
    });
    this.#error = null;
    this.#holdUntil = null;
  }

  #fail(error: unknown): StationError {
    this.#error = error instanceof StationError ? error : new StationError('unexpected', undefined, { cause: error });
    this.#portal = portalStateOf(this.#error.code) ?? this.#portal;
    return this.#error;
  }
}
