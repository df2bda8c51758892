import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import { DeliveryService } from '../../../main/backend/services/delivery/delivery-service.ts';
import type { Timing } from '../../../main/backend/services/delivery/upload-rate.ts';
import { EventHub } from '../../../main/backend/services/event-hub.ts';
import { JobBell } from '../../../main/backend/services/job-bell.ts';
import { createHttpPortal } from '../../../main/outside/portal/http-portal.ts';
import { type PortalStubOptions, startPortalStub } from '../../../main/training/portal/start-portal-stub.ts';
import type { RunningStub } from '../../../main/training/stub/stub-server.ts';
import { openStore } from '../../../storage/open-store.ts';
import type { Store } from '../../../storage/store.ts';
import { ACCOUNT, clientOf } from './portal-setup.ts';
import { setFaults, temporaryFolder } from './stub-control.ts';

/** The wall clock and the monotonic one of a test: waiting makes both go on at once, and only the wall clock can be set. */
export interface TestTime extends Timing {
  wall(): Date;
  setWall(at: Date): void;
  /** Milliseconds asked for, in order. */
  readonly waits: readonly number[];
}

export const START = new Date('2026-11-21T03:00:00.000Z');

export function createTestTime(): TestTime {
  let passed = 0;
  let offset = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => passed,
    wall: () => new Date(START.getTime() + passed + offset),
    setWall: (at) => {
      offset = at.getTime() - START.getTime() - passed;
    },
    wait: async (ms, signal) => {
      waits.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal.aborted) passed += ms;
    },
  };
}

export interface DeliverySetup {
  readonly stub: RunningStub;
  readonly store: Store;
  readonly events: EventHub;
  readonly time: TestTime;
  /** One line a request that the stand-in answered. */
  readonly requests: string[];
  /** The service as it runs now. */
  service(): DeliveryService;
  /** Stops the service and starts another, as a restart of the station would. */
  restart(): Promise<void>;
  faults(faults: object): Promise<void>;
  /** Waits until the list is as wanted. */
  until(done: (rows: readonly DeliveryRow[]) => boolean | Promise<boolean>): Promise<readonly DeliveryRow[]>;
  /** Receipt versions that the portal holds of a dossier; 0 when none. */
  versions(code: string): Promise<number>;
}

/** A station's delivery over a real stand-in; time passes only where something waits, and then at once. */
export async function startDelivery(stubOptions: Partial<PortalStubOptions> = {}): Promise<DeliverySetup> {
  const folder = await temporaryFolder();
  const requests: string[] = [];
  const stub = await startPortalStub({
    port: 0,
    dataDir: join(folder, 'portal'),
    log: (line) => requests.push(line),
    ...stubOptions,
  });
  const time = createTestTime();
  const store = await openStore({ dataDir: join(folder, 'station'), databaseKey: Buffer.alloc(32, 7), now: time.wall });
  const events = new EventHub();
  const create = (): DeliveryService =>
    new DeliveryService({
      store,
      events,
      jobs: new JobBell(),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock: { now: time.wall },
      random: () => 0,
      timing: time,
      portal: createHttpPortal({
        url: stub.url,
        ...ACCOUNT,
        partBytes: 64 * 1024,
        timeoutMs: 3_000,
        stallMs: 3_000,
      }),
    });
  let service = create();
  await service.start();
  onTestFinished(async () => {
    await service.close();
    await store.close();
    await stub.close();
  });
  return {
    stub,
    store,
    events,
    time,
    requests,
    service: () => service,
    restart: async () => {
      await service.close();
      service = create();
      await service.start();
    },
    faults: async (faults) => {
      const reply = await setFaults(stub.url, faults);
      if (reply.status !== 200) throw new Error(await reply.text());
    },
    until: async (done) => {
      for await (const event of events.subscribe(AbortSignal.timeout(25_000))) {
        if (event.kind !== 'delivery' && event.kind !== 'hello') continue;
        const rows = await service.list();
        if (await done(rows)) return rows;
      }
      throw new Error(`never came: ${JSON.stringify([await service.overview(), await service.list()])}`);
    },
    versions: async (code) => (await clientOf(stub.url).readBack(code))?.receipt.version ?? 0,
  };
}

export const allDelivered = (rows: readonly DeliveryRow[]): boolean =>
  rows.length > 0 && rows.every((row) => row.state === 'delivered');
