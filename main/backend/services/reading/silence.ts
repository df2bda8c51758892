import { StationError } from '../../../../common/contract/errors.ts';

/** Watches that something is heard of work that nobody can look into. */
export class Silence {
  /** Never resolves; rejects with reader-stopped after a silence that is too long, or when the signal aborts. */
  readonly tooLong: Promise<never>;
  readonly #limitMs: number;
  readonly #signal: AbortSignal;
  #reject: (error: unknown) => void = () => undefined;
  #timer: NodeJS.Timeout;
  #ended = false;

  constructor(signal: AbortSignal, limitMs: number) {
    this.#limitMs = limitMs;
    this.#signal = signal;
    this.tooLong = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Whoever races with it hears of it; after that race nobody needs to.
    this.tooLong.catch(() => undefined);
    this.#timer = this.#watch();
    if (signal.aborted) this.#onAbort();
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Something was heard; what is heard after the end, of a reader that is slow to stop, is no matter. */
  broken(): void {
    if (this.#ended) return;
    clearTimeout(this.#timer);
    this.#timer = this.#watch();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.#reject(this.#signal.reason);

  #watch(): NodeJS.Timeout {
    return setTimeout(() => this.#reject(new StationError('reader-stopped', 'silent')), this.#limitMs);
  }
}
