import type { UploadPace } from '../../../outside/portal/portal.ts';

/** Time as uploads and the batch measure it: nobody can set it, and tests can make it pass. */
export interface Timing {
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Resolves after that time, or as soon as the signal aborts; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemTiming: Timing = {
  now: () => performance.now(),
  wait: async (ms, signal) =>
    await new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end, { once: true });
    }),
};

/** Bytes leave in pieces of a quarter second: a smooth flow, and a change of the cap is felt at once. */
const PIECE_SECONDS = 0.25;
const SMALLEST_PIECE = 128;
const LARGEST_PIECE = 64 * 1024;

/** A token bucket over the bytes of uploads: no second takes more than the cap and a quarter second's worth. */
export class UploadRate implements UploadPace {
  readonly #timing: Timing;
  #bytesPerSecond: number | null = null;
  #tokens = 0;
  #filledAt = 0;

  constructor(timing: Timing = systemTiming) {
    this.#timing = timing;
  }

  /** @param kbitPerSecond 1,000 bits a second; null = no cap */
  set(kbitPerSecond: number | null): void {
    const next = kbitPerSecond === null ? null : (kbitPerSecond * 1000) / 8;
    if (next === this.#bytesPerSecond) return;
    this.#bytesPerSecond = next;
    this.#tokens = 0;
    this.#filledAt = this.#timing.now();
  }

  pieceBytes(): number {
    if (this.#bytesPerSecond === null) return LARGEST_PIECE;
    return Math.round(Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, this.#bytesPerSecond * PIECE_SECONDS)));
  }

  async take(bytes: number, signal: AbortSignal): Promise<void> {
    const rate = this.#bytesPerSecond;
    if (rate !== null) {
      const now = this.#timing.now();
      const gained = (Math.max(0, now - this.#filledAt) / 1000) * rate;
      this.#tokens = Math.min(this.pieceBytes(), this.#tokens + gained) - bytes;
      this.#filledAt = now;
      if (this.#tokens < 0) await this.#timing.wait((-this.#tokens / rate) * 1000, signal);
    }
    signal.throwIfAborted();
  }
}
