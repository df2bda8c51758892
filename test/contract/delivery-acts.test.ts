import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { queueDossier } from '../helpers/queued-dossier.ts';
import { allDelivered, type DeliverySetup, START, startDelivery } from './support/delivery-setup.ts';
import { codeOf } from './support/stub-control.ts';

const WHO = 'clerk-1';

async function queue({ store }: DeliverySetup, ...serials: readonly number[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const serial of serials) {
    ids.push((await queueDossier(store, { serial, files: [randomBytes(3_000)], at: START.toISOString() })).id);
  }
  return ids;
}

/** Dossiers in the order in which their tries began. */
async function order({ store }: DeliverySetup, ids: readonly string[]): Promise<readonly string[]> {
  const begun = await Promise.all(
    ids.map(async (id) => ({
      id,
      at: (await store.read.audit.ofDossier(id)).find((line) => line.event === 'start-delivery')?.sequence ?? 0,
    })),
  );
  return begun.toSorted((left, right) => left.at - right.at).map(({ id }) => id);
}

const idle = async (setup: DeliverySetup): Promise<void> => {
  await setup.until(async () => !(await setup.service().overview()).running);
};

describe('a person at the batch', () => {
  test('puts a dossier first; the others keep their order', async () => {
    const setup = await startDelivery();
    const [a, b, c, d] = await queue(setup, 1, 2, 3, 4);
    await setup.service().putFirst(c!, WHO);
    await setup.service().putFirst(d!, WHO);
    expect((await setup.service().list()).map((row) => [row.dossierId, row.first])).toEqual([
      [d, true],
      [c, true],
      [a, false],
      [b, false],
    ]);
    await setup.service().sendNow();
    await setup.until(allDelivered);
    expect(await order(setup, [a!, b!, c!, d!])).toEqual([d, c, a, b]);
  });

  test('keeps the order of queueing although the clock went back in between', async () => {
    const setup = await startDelivery();
    const { store } = setup;
    const ids: string[] = [];
    for (const [serial, at] of ['2026-11-21T09:00:00.000Z', '2026-11-21T08:00:00.000Z'].entries()) {
      ids.push((await queueDossier(store, { serial: serial + 1, files: [randomBytes(99)], at })).id);
    }
    await setup.service().sendNow();
    await setup.until(allDelivered);
    expect(await order(setup, ids.toReversed())).toEqual(ids);
  });

  test('holds a dossier back with a reason, the others go, and lets it go later', async () => {
    const setup = await startDelivery();
    const [held, other] = await queue(setup, 1, 2);
    await setup.service().hold(held!, 'Chờ công dân bổ sung', WHO);
    await setup.service().sendNow();
    await idle(setup);
    const rows = await setup.service().list();
    expect(rows.find((row) => row.dossierId === held)).toMatchObject({
      state: 'held',
      heldReason: 'Chờ công dân bổ sung',
    });
    expect(rows.find((row) => row.dossierId === other)?.state).toBe('delivered');
    expect(await setup.service().overview()).toMatchObject({ held: 1, waiting: 0, attention: 0 });

    await setup.service().release(held!, WHO);
    await setup.service().sendNow();
    await setup.until(allDelivered);
  });

  test('hands a refused dossier to IT with a note, and it stays out of the batch until it is tried', async () => {
    const setup = await startDelivery({ maxFileBytes: 1_000 });
    const [id] = await queue(setup, 1);
    await setup.service().sendNow();
    await setup.until((rows) => rows.every((row) => row.state === 'refused'));
    await setup.service().handOver(id!, 'Cổng nhận tệp tới bao nhiêu?', WHO);
    const [row] = await setup.service().list();
    expect(row).toMatchObject({
      state: 'held',
      handedOver: { note: 'Cổng nhận tệp tới bao nhiêu?' },
      error: { code: 'portal-file-too-large' },
    });
    await setup.service().retry(id!, WHO);
    await setup.until((rows) => rows.every((one) => one.state === 'refused'));
    expect((await setup.service().list())[0]).toMatchObject({ handedOver: null, attempts: 2 });
  });

  test('has one dossier tried now; the rest waits for its batch', async () => {
    const setup = await startDelivery();
    const [one, other] = await queue(setup, 1, 2);
    await setup.service().retry(other!, WHO);
    await setup.until((rows) => rows.some((row) => row.state === 'delivered'));
    await setup.restart();
    const rows = await setup.service().list();
    expect(rows.find((row) => row.dossierId === one)).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(rows.find((row) => row.dossierId === other)?.state).toBe('delivered');
  });

  test('takes back what was sent, or acts on what is not there, in vain', async () => {
    const setup = await startDelivery();
    const [id] = await queue(setup, 1);
    await setup.service().sendNow();
    await setup.until(allDelivered);
    const service = setup.service();
    expect(await codeOf(service.hold(id!, 'x', WHO))).toBe('wrong-state');
    expect(await codeOf(service.retry(id!, WHO))).toBe('wrong-state');
    expect(await codeOf(service.reopen(id!, 'x', WHO))).toBe('wrong-state');
    expect(await codeOf(service.replace(id!, 'x', WHO))).toBe('wrong-state');
    expect(await codeOf(service.release('none', WHO))).toBe('dossier-not-found');
  });

  test('gives a held dossier back to the counter', async () => {
    const setup = await startDelivery();
    const [id] = await queue(setup, 1);
    await setup.service().hold(id!, 'Sai giấy', WHO);
    await setup.service().reopen(id!, 'Quét lại giấy khai sinh', WHO);
    expect(await setup.store.read.dossiers.find(id!)).toMatchObject({ state: 'returned' });
    expect(await setup.service().list()).toEqual([]);
  });
});

describe('a batch by itself', () => {
  test('begins when nobody has done anything for so long, by a clock that nobody sets', async () => {
    const setup = await startDelivery();
    await queue(setup, 1);
    await setup.service().setPlan({ sendAt: null, idleMinutes: 10, kbitPerSecond: null });
    await setup.service().lookAtSchedule();
    setup.time.setWall(new Date(START.getTime() + 9e9));
    await setup.service().lookAtSchedule();
    expect((await setup.service().list())[0]?.state).toBe('waiting');
    await setup.time.wait(600_000, new AbortController().signal);
    await setup.service().lookAtSchedule();
    await setup.until((rows) => rows.every((row) => row.state === 'delivered'));
  });

  test('begins at its hour, once', async () => {
    const setup = await startDelivery();
    await setup.service().setSendAt('16:45');
    await queue(setup, 1);
    await setup.service().lookAtSchedule();
    expect((await setup.service().list())[0]?.state).toBe('waiting');
    setup.time.setWall(new Date('2026-11-21T16:45:10+07:00'));
    await setup.service().lookAtSchedule();
    await setup.until(allDelivered);
    await queue(setup, 2);
    setup.time.setWall(new Date('2026-11-21T16:44:00+07:00'));
    await setup.service().lookAtSchedule();
    setup.time.setWall(new Date('2026-11-21T17:44:00+07:00'));
    await setup.service().lookAtSchedule();
    expect((await setup.service().list()).map((row) => row.state).toSorted()).toEqual(['delivered', 'waiting']);
  });

  test('goes on when the clock is put back by years while it waits', async () => {
    const setup = await startDelivery();
    await queue(setup, 1);
    await setup.faults({ status: 500, path: '/dossiers' });
    await setup.service().sendNow();
    await setup.until((rows) => rows.some((row) => row.nextTryAt !== null));
    setup.time.setWall(new Date('2020-01-01T00:00:00Z'));
    await setup.faults({});
    await setup.until(async (rows) => rows.every((row) => row.state === 'delivered'));
  });

  test('takes no more of the line than it may', async () => {
    const setup = await startDelivery();
    await queueDossier(setup.store, { serial: 1, files: [randomBytes(160_000)], at: START.toISOString() });
    await setup.service().setPlan({ sendAt: null, idleMinutes: null, kbitPerSecond: 64 });
    await setup.service().sendNow();
    await setup.until(allDelivered);
    // 160,000 bytes at 8,000 a second.
    expect(setup.time.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(19_900);
    expect(setup.time.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(20_100);
  });
});

test('the list of a day names what the portal holds, and nothing else', async () => {
  const setup = await startDelivery();
  const [first] = await queue(setup, 1, 2);
  await setup.service().retry(first!, WHO);
  await setup.until((rows) => rows.some((row) => row.state === 'delivered'));
  const { name, csv } = await setup.service().exportSent('2026-11-21', '2026-11-21');
  expect(name).toBe('ho-so-da-gui-2026-11-21.csv');
  expect(csv).toContain('H56.25.5-261121-0001');
  expect(csv).not.toContain('H56.25.5-261121-0002');
  expect((await setup.service().exportSent('2026-11-20', '2026-11-20')).csv.trim().split('\n')).toHaveLength(1);
  expect(await codeOf(setup.service().exportSent('hôm qua', '2026-11-21'))).toBe('request-invalid');
});
