import type { StationEvent } from '../../../common/contract/station.ts';

/** At most one event about the same thing in this time. */
const COALESCE_MS = 80;

/**
 * One screen's stream of events. What is not fetched yet is kept once for each thing that it is about, newest last, so
 * that a slow screen never makes a queue grow.
 */
export class EventSubscription implements AsyncIterableIterator<StationEvent, undefined, undefined> {
  readonly #onEnd: (subscription: EventSubscription) => void;
  readonly #pending = new Map<string, StationEvent>();
  #ended = false;
  #wake: (() => void) | null = null;
  /** Events stay pending until then, so that more of the same can replace them. */
  #quietUntil = 0;

  constructor(onEnd: (subscription: EventSubscription) => void) {
    this.#onEnd = onEnd;
  }

  push(event: StationEvent): void {
    if (this.#ended) return;
    this.#pending.set(keyOf(event), event);
    this.#wake?.();
  }

  /** Whoever waits is let go. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pending.clear();
    this.#wake?.();
    this.#onEnd(this);
  }

  async next(): Promise<IteratorResult<StationEvent, undefined>> {
    while (!this.#ended) {
      const wait = this.#quietUntil - performance.now();
      if (this.#pending.size === 0) await this.#sleep(null);
      else if (wait > 0) await this.#sleep(wait);
      else return { done: false, value: this.#take() };
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<StationEvent, undefined>> {
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }

  #take(): StationEvent {
    const [first] = this.#pending;
    if (first === undefined) throw new RangeError('No event is pending.');
    const [key, event] = first;
    this.#pending.delete(key);
    // All that is pending goes out in one burst; only then it is quiet for a while.
    if (this.#pending.size === 0) this.#quietUntil = performance.now() + COALESCE_MS;
    return event;
  }

  /** Until something is pushed, it ends, or the time is over. A push in a quiet time does not end the quiet. */
  async #sleep(milliseconds: number | null): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}

function keyOf(event: StationEvent): string {
  switch (event.kind) {
    case 'dossier':
      return `dossier ${event.dossierId}`;
    case 'reading':
      return `reading ${event.fileId}`;
    default:
      return event.kind;
  }
}
