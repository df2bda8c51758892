import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryRow } from '../../common/contract/delivery.ts';
import { DeliveryService } from '../../main/backend/services/delivery/delivery-service.ts';
import { EventHub } from '../../main/backend/services/event-hub.ts';
import { JobBell } from '../../main/backend/services/job-bell.ts';
import { createHttpPortal } from '../../main/outside/portal/http-portal.ts';
import { startPortalStub } from '../../main/training/portal/start-portal-stub.ts';
import type { RunningStub } from '../../main/training/stub/stub-server.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { queueDossier } from '../helpers/queued-dossier.ts';

const AT = '2026-11-21T02:00:00.000Z';
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

let folder: string;
let stub: RunningStub;
let store: Store;
let events: EventHub;
let service: DeliveryService;
let skipMs = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-delivery-'));
  stub = await startPortalStub({ port: 0, dataDir: join(folder, 'portal') });
  store = await openStore({
    dataDir: join(folder, 'station'),
    databaseKey: Buffer.alloc(32, 7),
    now: () => new Date(),
  });
  events = new EventHub();
  skipMs = 0;
  service = createService();
  await service.start();
});

afterEach(async () => {
  await service.close();
  await store.close();
  await stub.close();
  await rm(folder, { recursive: true, force: true });
});

/** The station's clock can be put forward, so that no test waits for a retry's hour. */
function createService(secret = 'mau'): DeliveryService {
  return new DeliveryService({
    store,
    events,
    jobs: new JobBell(),
    log: SILENT,
    clock: { now: () => new Date(Date.now() + skipMs) },
    random: () => 0,
    portal: createHttpPortal({
      url: stub.url,
      clientId: 'tram-mau',
      clientSecret: secret,
      partBytes: 64 * 1024,
      timeoutMs: 3_000,
      stallMs: 3_000,
    }),
  });
}

async function setFaults(faults: object): Promise<void> {
  const reply = await fetch(`${stub.url}/_stub/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
  expect(reply.status).toBe(200);
}

async function rowsUntil(
  done: (rows: readonly DeliveryRow[]) => boolean | Promise<boolean>,
): Promise<readonly DeliveryRow[]> {
  for await (const event of events.subscribe(AbortSignal.timeout(20_000))) {
    if (event.kind !== 'delivery' && event.kind !== 'hello') continue;
    const rows = await service.list();
    if (await done(rows)) return rows;
  }
  throw new Error(`never came: ${JSON.stringify(await service.overview())}`);
}

const delivered = (rows: readonly DeliveryRow[]): boolean =>
  rows.length > 0 && rows.every((row) => row.state === 'delivered');
const failed = async (): Promise<boolean> => (await service.overview()).error !== null;

describe('a batch', () => {
  test('brings every queued dossier to the portal and keeps a receipt with the hashes that the portal read back', async () => {
    const first = await queueDossier(store, { serial: 1, files: [randomBytes(200_000), randomBytes(90_000)], at: AT });
    await queueDossier(store, { serial: 2, files: [randomBytes(1_000)], at: AT });
    await service.sendNow();
    await rowsUntil(delivered);

    const receipt = await service.receipt(first.id);
    expect(receipt.number).toMatch(/^DVC-/);
    expect(receipt.files).toHaveLength(2);
    expect(receipt.files.every((file) => file.matches && file.portalSha256 === file.sha256)).toBe(true);
    expect((await store.read.dossiers.find(first.id))?.state).toBe('delivered');
    expect(await service.overview()).toMatchObject({
      delivered: 2,
      waiting: 0,
      attention: 0,
      portal: 'connected',
      error: null,
    });
    const log = await store.read.audit.ofDossier(first.id);
    expect(log.map((line) => line.event)).toEqual(['start-delivery', 'confirm-delivery']);
  });

  test.each([
    ['answers 500', { status: 500 }, 'portal-error'],
    ['is posed as by a captive portal', { captivePortal: true }, 'portal-not-genuine'],
  ] as const)('waits with words when the portal %s, and goes on by itself', async (_name, faults, code) => {
    await queueDossier(store, { serial: 1, files: [randomBytes(10_000)], at: AT });
    await setFaults(faults);
    await service.sendNow();
    const rows = await rowsUntil(failed);
    expect((await service.overview()).error?.code).toBe(code);
    expect(rows.every((row) => row.state !== 'delivered' && row.state !== 'refused')).toBe(true);

    await setFaults({});
    skipMs = 3_600_000;
    await rowsUntil(delivered);
    expect((await service.overview()).error).toBeNull();
  });

  test('resumes at the byte when the line drops in mid-file', async () => {
    const { id } = await queueDossier(store, { serial: 1, files: [randomBytes(600_000)], at: AT });
    await setFaults({ dropAfterBytes: 50_000 });
    await service.sendNow();
    await rowsUntil(failed);
    expect((await service.overview()).error?.code).toBe('portal-interrupted');
    expect((await store.read.dossiers.find(id))?.state).toBe('queued');

    await setFaults({});
    skipMs = 3_600_000;
    await service.sendNow();
    await rowsUntil(delivered);
    expect((await service.receipt(id)).resumed).toBeGreaterThan(0);
  });

  test('stops with one reason when the portal refuses the account; nothing counts as tried in vain', async () => {
    await service.close();
    service = createService();
    const portal = await startPortalStub({
      port: 0,
      dataDir: join(folder, 'strict'),
      clients: [{ clientId: 'tram-mau', clientSecret: 'khac' }],
    });
    await stub.close();
    stub = portal;
    service = createService();
    await queueDossier(store, { serial: 1, files: [randomBytes(100)], at: AT });
    await service.sendNow();
    await rowsUntil(failed);
    expect(await service.overview()).toMatchObject({
      running: false,
      waiting: 1,
      error: { code: 'portal-refused-credentials' },
    });
  });

  test('a dossier with a lost file is refused with its reason and holds nobody back', async () => {
    const broken = await queueDossier(store, {
      serial: 1,
      files: [randomBytes(5_000)],
      at: '2026-11-21T01:00:00.000Z',
    });
    const [file] = await store.read.deliveries.files(broken.id);
    await rm(store.files.pathOf(file!.sha256));
    const whole = await queueDossier(store, { serial: 2, files: [randomBytes(5_000)], at: AT });
    await service.sendNow();
    const rows = await rowsUntil((all) => all.some((row) => row.dossierId === whole.id && row.state === 'delivered'));
    expect(rows.find((row) => row.dossierId === broken.id)).toMatchObject({
      state: 'refused',
      error: { code: 'page-file-missing' },
    });

    await service.reopen(broken.id, 'Quét lại trang bị mất', 'clerk-1');
    expect(await store.read.dossiers.find(broken.id)).toMatchObject({
      state: 'returned',
      returnReason: 'Quét lại trang bị mất',
    });
  });

  test('a stop in mid-delivery puts the dossier back into the queue and a new start finishes it, once', async () => {
    const { id, code } = await queueDossier(store, { serial: 1, files: [randomBytes(400_000)], at: AT });
    await setFaults({ latencyMs: 150 });
    await service.sendNow();
    await rowsUntil((rows) => rows.some((row) => row.state === 'sending' && row.bytesSent > 0));
    await service.close();
    expect((await store.read.dossiers.find(id))?.state).toBe('queued');

    await setFaults({});
    service = createService();
    const finished = rowsUntil(delivered);
    await service.start();
    await finished;
    expect((await store.read.dossiers.find(id))?.code).toBe(code);
    const events_ = (await store.read.audit.ofDossier(id)).map((line) => line.event);
    expect(events_.filter((event) => event === 'confirm-delivery')).toHaveLength(1);
  });

  test('pause holds it, resume lets it go on', async () => {
    await queueDossier(store, { serial: 1, files: [randomBytes(5_000)], at: AT });
    await service.pause();
    await service.setSendAt('00:00');
    expect(await service.overview()).toMatchObject({ paused: true, sendAt: '00:00', waiting: 1 });
    await service.sendNow();
    await rowsUntil(delivered);
    expect((await service.overview()).paused).toBe(false);
  });
});
