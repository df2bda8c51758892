import type { Store } from '../../../storage/store.ts';
import type { BackendLog } from '../backend.ts';
import type { Clock } from './clock.ts';
import type { EventHub } from './event-hub.ts';
import type { JobBell } from './job-bell.ts';

/** What every service works with. */
export interface ServiceContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly events: EventHub;
  /** Wakes the workers of durable jobs once the transaction that wrote a job is over. */
  readonly jobs: JobBell;
  readonly log: BackendLog;
}
