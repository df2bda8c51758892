import type { StationEvent } from '../../../common/contract/station.ts';
import { EventSubscription } from './event-subscription.ts';

/** Carries events to every screen that listens. */
export class EventHub {
  readonly #subscriptions = new Set<EventSubscription>();

  /** Only ids may be in an event. */
  publish(event: StationEvent): void {
    for (const subscription of this.#subscriptions) subscription.push(event);
  }

  /** Starts with `hello`; ends when the signal aborts, the reader returns, or the hub closes. */
  subscribe(signal?: AbortSignal): EventSubscription {
    const subscription = new EventSubscription((ended) => this.#subscriptions.delete(ended));
    this.#subscriptions.add(subscription);
    subscription.push({ kind: 'hello' });
    if (signal?.aborted === true) subscription.end();
    signal?.addEventListener('abort', () => subscription.end(), { once: true });
    return subscription;
  }

  close(): void {
    for (const subscription of [...this.#subscriptions]) subscription.end();
  }
}
