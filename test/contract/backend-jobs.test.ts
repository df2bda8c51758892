import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import type { JobRow } from '../../common/contract/jobs.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { deliverDossierNow } from '../helpers/delivered-dossier.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import { BIRTH, CARD } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, TEST_KEY, type TestStation } from '../helpers/test-station.ts';

const GB = 1_000_000_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let dataDir: string;
let station: TestStation;
let freeBytes: number;
let now: Date;

const start = async (): Promise<TestStation> =>
  await startTestStation({ dataDir, now: () => now, measureSpace: async () => ({ freeBytes, totalBytes: 100 * GB }) });

beforeEach(async () => {
  now = new Date('2026-11-20T02:00:00.000Z');
  freeBytes = 50 * GB;
  dataDir = await newDataDir();
});
afterEach(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

/** Works on the data folder while no station runs. */
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => now });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function waitForJob(client: StationClient, found: (job: JobRow) => boolean): Promise<JobRow> {
  let row: JobRow | undefined;
  await expect
    .poll(
      async () => {
        row = (await client.jobs.list()).find(found);
        return row !== undefined;
      },
      { timeout: 10_000, interval: 10 },
    )
    .toBe(true);
  return row as JobRow;
}

/** A dossier whose citizen can't be asked about: the population database is down. */
async function withPopulationDown(): Promise<{ clerk: StationClient; dossierId: string }> {
  const clerk = await station.as('hanh');
  const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
  await station.upload('hanh', dossierId, CARD);
  await station.read(clerk, dossierId);
  return { clerk, dossierId };
}

describe('background work', () => {
  it('is shown with its dossier and its reason, and can be held, handed to IT, released and tried by anybody', async () => {
    station = await start();
    const { clerk, dossierId } = await withPopulationDown();
    const waiting = await waitForJob(clerk, (job) => job.state === 'retrying');
    expect(waiting).toMatchObject({
      kind: 'population-check',
      dossierId,
      attempts: 1,
      error: { code: 'population-unreachable' },
    });
    expect(waiting.dossierCode).toMatch(/^H56/);

    const supervisor = await station.as('lan');
    const { id: jobId } = waiting;
    await supervisor.jobs.hold({ jobId, reason: 'Chờ nhà mạng' });
    expect(await clerk.jobs.list()).toMatchObject([
      { id: jobId, state: 'held', heldReason: 'Chờ nhà mạng', nextTryAt: null },
    ]);
    expect((await clerk.station.health()).jobsForPeople).toBe(1);

    await supervisor.jobs.handOver({ jobId, note: 'Không tới được CSDL dân cư' });
    expect(await clerk.jobs.list()).toMatchObject([
      { state: 'held', handedOver: { at: now.toISOString(), note: 'Không tới được CSDL dân cư' } },
    ]);

    await clerk.jobs.release({ jobId });
    expect(await waitForJob(clerk, (job) => job.state === 'retrying' && job.attempts === 2)).toMatchObject({
      handedOver: null,
      heldReason: null,
    });
    await clerk.jobs.tryNow({ jobId });
    await waitForJob(clerk, (job) => job.state === 'retrying' && job.attempts === 3);

    await expectFailure(clerk.jobs.release({ jobId }), 'wrong-state');
    await expectFailure(clerk.jobs.tryNow({ jobId: 'nothing' }), 'job-not-found');
    await expectFailure(station.client('nobody').jobs.list(), 'not-signed-in');

    await station.close();
    const events = await withStore(async (store) =>
      (await store.read.audit.ofDossier(dossierId)).map(({ event, reason, byId }) => [event, reason, byId !== null]),
    );
    expect(events).toEqual(
      expect.arrayContaining([
        ['hold-job', 'Chờ nhà mạng', true],
        ['hand-over-job', 'Không tới được CSDL dân cư', true],
        ['release-job', null, true],
        ['try-job', null, true],
      ]),
    );
  });

  it('that a person held stays held over a restart', async () => {
    station = await start();
    const { clerk } = await withPopulationDown();
    const { id: jobId } = await waitForJob(clerk, (job) => job.state === 'retrying');
    await clerk.jobs.hold({ jobId, reason: 'chờ' });
    await station.close();
    now = new Date(now.getTime() + 24 * 3_600_000);
    station = await start();
    expect(await (await station.as('hanh')).jobs.list()).toMatchObject([{ id: jobId, state: 'held', attempts: 1 }]);
  });

  it('of another version is kept as failed in words', async () => {
    station = await start();
    await station.close();
    await withStore(async (store) => {
      const at = now.toISOString();
      await store.transaction(
        async ({ write }) => await write.jobs.put({ kind: 'tea-making', key: 'x', payload: {}, at }),
      );
    });
    station = await start();
    const clerk = await station.as('hanh');
    expect(await waitForJob(clerk, (job) => job.state === 'failed')).toMatchObject({
      kind: 'unknown',
      error: { code: 'job-unreadable' },
    });
  });

  it('of a file that was being read is taken up after a restart', async () => {
    station = await start();
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    station.reader.hold();
    await station.upload('hanh', dossierId, BIRTH);
    const held = await waitForJob(clerk, (job) => job.kind === 'read-file' && job.state === 'running');
    expect(held).toMatchObject({ dossierId, error: null });
    await station.close();
    station = await start();
    const after = await station.read(await station.as('hanh'), dossierId);
    expect(after.files).toMatchObject([{ state: 'read' }]);
  });

  it('leaves a file alone while its reading is held, and reads it once it is released', async () => {
    station = await start();
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    station.reader.hold();
    await station.upload('hanh', dossierId, { pages: [[], []], papers: [{ type: 'birth-certificate' }] });
    const { id: jobId } = await waitForJob(clerk, (job) => job.kind === 'read-file' && job.state === 'running');
    await clerk.jobs.hold({ jobId, reason: 'chờ' });
    station.reader.release();
    expect((await clerk.intake.get({ dossierId })).files).toMatchObject([{ state: 'reading' }]);
    await clerk.jobs.release({ jobId });
    expect(await station.read(clerk, dossierId)).toMatchObject({ files: [{ state: 'read' }], papers: [{}] });
    expect(await clerk.jobs.list()).toEqual([]);
  });
});

describe('a disk that is almost full', () => {
  it('refuses papers in words before they are taken, tells every screen, and takes them again once there is room', async () => {
    station = await start();
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    const events = await clerk.station.events();
    await events.next();
    freeBytes = 1.9 * GB;
    const refused = await station.upload('hanh', dossierId, BIRTH);
    expect([refused.status, await refused.json()]).toEqual([507, { code: 'disk-low' }]);
    expect((await events.next()).value).toEqual({ kind: 'health' });
    expect((await clerk.station.health()).disk).toEqual({
      state: 'low',
      freeBytes,
      limitBytes: 2 * GB,
      totalBytes: 100 * GB,
    });
    expect((await clerk.intake.get({ dossierId })).files).toEqual([]);
    freeBytes = 2.1 * GB;
    expect((await clerk.station.health()).disk.state).toBe('low');
    freeBytes = 2.3 * GB;
    expect((await clerk.station.health()).disk.state).toBe('enough');
    expect((await station.upload('hanh', dossierId, BIRTH)).status).toBe(201);
    await station.read(clerk, dossierId);
  });

  it('refuses a file that would not leave the reserve', async () => {
    station = await start();
    await station.as('hanh');
    const { id: dossierId } = await station.client('hanh').intake.open({ procedureCode: '1.004222' });
    freeBytes = 2 * GB + 1_000;
    const request = new Request(`http://station/assets/dossiers/${dossierId}/files`, {
      method: 'POST',
      headers: { 'x-file-name': 'a.jpg', 'content-length': '5000' },
      body: 'x'.repeat(5000),
    });
    const answer = await station.backend.serveAsset(request, { client: 'hanh' });
    expect(await answer.json()).toEqual({ code: 'disk-low' });
  });

  it('waits with reading when even the reserve is going, says why, and goes on once there is room', async () => {
    station = await start();
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    station.reader.hold();
    for (const salt of ['1', '2', '3', '4']) {
      await station.upload('hanh', dossierId, { salt, pages: [[], []], papers: [{ type: 'other' }] });
    }
    await expect.poll(async () => (await clerk.jobs.list()).filter((job) => job.state === 'running').length).toBe(3);
    freeBytes = 0.9 * GB;
    station.reader.release();
    const waiting = await waitForJob(clerk, (job) => job.error?.code === 'disk-low');
    expect(waiting).toMatchObject({ kind: 'read-file', state: 'retrying' });
    freeBytes = 50 * GB;
    await clerk.jobs.tryNow({ jobId: waiting.id });
    const dossier = await station.read(clerk, dossierId);
    expect(dossier.files.map((file) => file.state)).toEqual(['read', 'read', 'read', 'read']);
  });

  it('is helped by an administrator who has images removed ahead of time, of dossiers with their receipt alone', async () => {
    station = await start();
    await station.close();
    const at = now.toISOString();
    const { proven, unproven } = await withStore(async (store) => ({
      proven: await deliverDossierNow(store, { serial: 1, files: [bytes('a')], at }),
      unproven: await deliverDossierNow(store, { serial: 2, files: [bytes('b')], at, receipt: false }),
    }));
    freeBytes = GB;
    station = await start();
    const clerk = await station.as('hanh');
    expect(await clerk.station.health()).toMatchObject({ disk: { state: 'low' }, purgeable: 2, retentionDays: 30 });
    await expectFailure(clerk.station.purgeNow(), 'role-not-allowed');
    const administrator = await station.as('quantri');
    expect(await administrator.station.purgeNow()).toEqual({ dossiers: 2 });
    expect(await waitForJob(clerk, (job) => job.state === 'failed')).toMatchObject({
      kind: 'purge-dossier',
      dossierId: unproven.id,
    });
    await expect.poll(async () => (await clerk.jobs.list()).length).toBe(1);
    await station.close();
    await withStore(async (store) => {
      expect(await store.files.sizeOf(proven.hashes[0] ?? '')).toBeNull();
      expect(await store.files.sizeOf(unproven.hashes[0] ?? '')).not.toBeNull();
    });
  });
});

describe('the time that images are kept', () => {
  it('can be set by the administrator, and what waits to be purged gets its new date', async () => {
    station = await start();
    await station.close();
    const { id } = await withStore(
      async (store) => await deliverDossierNow(store, { serial: 1, files: [bytes('a')], at: now.toISOString() }),
    );
    const dateAfter = async (days: number | null): Promise<string | undefined> => {
      station = await start();
      const administrator = await station.as('quantri');
      expect(await administrator.station.saveRetention({ days })).toMatchObject({ retentionDays: days, purgeable: 1 });
      await expectFailure((await station.as('lan')).station.saveRetention({ days: 1 }), 'role-not-allowed');
      // A date to come is no work that anybody must look at.
      expect(await administrator.jobs.list()).toEqual([]);
      await station.close();
      return await withStore(async (store) => (await store.read.jobs.findByKey(`purge-dossier:${id}`))?.notBefore);
    };
    expect(await dateAfter(90)).toBe('2027-02-18T02:00:00.000Z');
    expect(await dateAfter(null)).toBe('9999-12-31T00:00:00.000Z');
    expect(await dateAfter(180)).toBe('2027-05-19T02:00:00.000Z');
    now = new Date('2027-06-01T02:00:00.000Z');
    station = await start();
    const clerk = await station.as('hanh');
    await expect.poll(async () => (await clerk.station.health()).purgeable, { timeout: 10_000 }).toBe(0);
  });
});
