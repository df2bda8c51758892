import type { StationEvent } from '../../common/contract/station.ts';
import { EventHub } from '../../main/backend/services/event-hub.ts';
import { JobBell } from '../../main/backend/services/job-bell.ts';
import type { ServiceContext } from '../../main/backend/services/service-context.ts';
import type { Store } from '../../storage/store.ts';

export interface TestContext extends ServiceContext {
  /** Every event that was published, in order. */
  readonly published: readonly StationEvent[];
  readonly warned: readonly { readonly fields: object; readonly message: string }[];
}

/** What services work with, over a store and a clock of the test's own. */
export function serviceContext(store: Store, now: () => Date): TestContext {
  const published: StationEvent[] = [];
  const warned: { readonly fields: object; readonly message: string }[] = [];
  const note = (fields: object, message: string): void => {
    warned.push({ fields, message });
  };
  const events = new EventHub();
  const publish = events.publish.bind(events);
  events.publish = (event) => {
    published.push(event);
    publish(event);
  };
  const log = { info: () => undefined, warn: note, error: note };
  return { store, clock: { now }, events, jobs: new JobBell(), log, published, warned };
}
