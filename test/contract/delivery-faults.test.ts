import { randomBytes } from 'node:crypto';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { formatPortalTime } from '../../common/contract/portal-message.ts';
import { queueDossier } from '../helpers/queued-dossier.ts';
import { allDelivered, type DeliverySetup, START, startDelivery } from './support/delivery-setup.ts';
import { clientOf, message } from './support/portal-setup.ts';

const AT = START.toISOString();
const WHO = 'clerk-1';

async function queue(
  { store }: DeliverySetup,
  serial: number,
  bytes = 20_000,
): Promise<{ readonly id: string; readonly code: string }> {
  return await queueDossier(store, { serial, files: [randomBytes(bytes)], at: AT });
}

const failed = async (setup: DeliverySetup): Promise<void> => {
  await setup.until(async () => (await setup.service().overview()).error !== null);
};

describe('what passes', () => {
  const GARBAGE = { status: 200, body: '{"error_code": 0, "mess' };
  test.each([
    ['is cut', { dropAfterBytes: 0 }],
    ['is cut in mid-file', { dropAfterBytes: 9_000 }],
    ['answers 408', { status: 408 }],
    ['answers 425', { status: 425 }],
    ['answers 429', { status: 429 }],
    ['answers 500', { status: 500 }],
    ['answers 502', { status: 502 }],
    ['answers 503', { status: 503 }],
    ['answers garbage', { answer: GARBAGE }],
    ['is a captive portal', { captivePortal: true }],
  ] as const)('a portal that %s is waited for, and all goes on by itself', async (_name, faults) => {
    const setup = await startDelivery();
    const dossiers = [await queue(setup, 1), await queue(setup, 2)];
    await setup.faults({ ...faults, times: 9 });
    await setup.service().sendNow();
    await setup.until(allDelivered);
    for (const { code } of dossiers) expect(await setup.versions(code)).toBe(1);
    expect(await setup.service().overview()).toMatchObject({ error: null, portal: 'connected', nextProbeAt: null });
  });

  test.each([
    ['token', { path: '/oauth/token' }],
    ['key', { path: '/receipts' }],
    ['creation of an upload', { path: '/files', method: 'POST' }],
    ['question for an offset', { path: '/files', method: 'HEAD' }],
    ['part of a file', { path: '/files', method: 'PATCH' }],
    ['seal', { path: '/files', method: 'PUT' }],
    ['dossier message', { path: '/dossiers', method: 'POST' }],
    ['read-back', { path: '/dossiers', method: 'GET' }],
  ] as const)('a login page in place of the answer to a %s is not taken for the portal', async (_name, where) => {
    const setup = await startDelivery();
    const { code, id } = await queue(setup, 1);
    if (where.path === '/files' && 'method' in where && where.method === 'HEAD') {
      await setup.faults({ dropAfterBytes: 9_000, path: '/files', method: 'PATCH' });
      await setup.service().sendNow();
      await failed(setup);
    }
    await setup.faults({ captivePortal: true, times: 2, ...where });
    await setup.service().sendNow();
    await setup.until(allDelivered);
    expect(await setup.versions(code)).toBe(1);
    expect((await setup.service().receipt(id)).files.every((file) => file.matches)).toBe(true);
  });

  test('the portal is asked by one small request while it is held up, and no dossier is tried meanwhile', async () => {
    const setup = await startDelivery();
    const { id } = await queue(setup, 1);
    await setup.faults({ status: 500, times: 5 });
    await setup.service().sendNow();
    await setup.until(allDelivered);
    expect((await setup.store.read.deliveries.find(id))?.attempts).toBe(1);
    expect(setup.requests.filter((line) => line.startsWith('GET /receipts/public-key 500'))).toHaveLength(0);
    expect(setup.time.waits.slice(0, 5)).toEqual([2_500, 5_000, 10_000, 20_000, 40_000]);
  });

  test.each([
    ['in seconds', '600', 600_000],
    ['as a date', new Date(Date.now() + 600_000).toUTCString(), 600_000],
    ['beyond reason', '99999999', 3_600_000],
  ])('a time to stay away is kept, %s', async (_name, retryAfter, expected) => {
    const setup = await startDelivery();
    await queue(setup, 1);
    await setup.faults({ status: 503, retryAfter, times: 1 });
    await setup.service().sendNow();
    await setup.until(allDelivered);
    expect(setup.time.waits[0]).toBeGreaterThan(expected - 30_000);
    expect(setup.time.waits[0]).toBeLessThanOrEqual(expected + 2_000);
  });

  test('a dossier on which the portal always fails holds nobody back, and in the end a person is asked', async () => {
    const setup = await startDelivery();
    const [sick, well] = [await queue(setup, 1), await queue(setup, 2)];
    const [file] = await setup.store.read.deliveries.files(sick.id);
    await setup.store.transaction(async ({ write }) => {
      await write.deliveries.setFileProgress(sick.id, file!.paperId, {
        uploadUrl: `${setup.stub.url}/files/sick`,
        portalSha256: file!.sha256,
      });
      const deadline = new Date(START.getTime() + 60_000).toISOString();
      await write.deliveries.setProgress(sick.id, { messageSentAt: AT, deadline });
    });
    await setup.faults({ status: 500, path: `/dossiers/${sick.code}` });
    await setup.service().sendNow();
    const rows = await setup.until((all) => all.every(({ state }) => state === 'delivered' || state === 'refused'));
    expect(rows.find((row) => row.dossierId === well.id)?.state).toBe('delivered');
    expect(rows.find((row) => row.dossierId === sick.id)).toMatchObject({
      state: 'refused',
      error: { code: 'delivery-deadline', detail: 'portal-error' },
    });
    expect(rows.find((row) => row.dossierId === sick.id)?.attempts).toBeGreaterThanOrEqual(6);
  });
});

describe('what stops the batch', () => {
  const NO_DOSSIER = JSON.stringify({ error_code: 1, message: 'Sai cấu trúc thông điệp' });
  test.each([
    ['account', { status: 401 }, 'portal-refused-credentials', 'refused'],
    [
      'form of the messages',
      { answer: { status: 400, body: NO_DOSSIER }, path: '/dossiers', method: 'POST' },
      'portal-schema-refused',
      'outdated',
    ],
    [
      'form of the messages, politely',
      { answer: { status: 200, body: NO_DOSSIER }, path: '/dossiers', method: 'POST' },
      'portal-schema-refused',
      'outdated',
    ],
  ] as const)('is a refused %s: one reason, every dossier still queued, also after a restart', async (_n, faults, code, portal) => {
    const setup = await startDelivery();
    const dossiers = [await queue(setup, 1), await queue(setup, 2)];
    await setup.faults(faults);
    await setup.service().sendNow();
    await setup.until(async () => !(await setup.service().overview()).running);
    expect(await setup.service().overview()).toMatchObject({ waiting: 2, attention: 0, portal, error: { code } });
    await setup.restart();
    expect(await setup.service().overview()).toMatchObject({ waiting: 2, running: false, error: { code } });

    await setup.faults({});
    await setup.service().sendNow();
    await setup.until(allDelivered);
    for (const one of dossiers) expect(await setup.versions(one.code)).toBe(1);
  });
});

describe('what concerns one dossier', () => {
  test('a file that is too large for the portal is refused by name, the others go on', async () => {
    const setup = await startDelivery({ maxFileBytes: 50_000 });
    const [large, small] = [await queue(setup, 1, 60_000), await queue(setup, 2, 10_000)];
    await setup.service().sendNow();
    const rows = await setup.until((all) => all.every(({ state }) => state === 'delivered' || state === 'refused'));
    expect(rows.find((row) => row.dossierId === large.id)?.error).toEqual({
      code: 'portal-file-too-large',
      detail: 'Giấy tờ 1',
    });
    expect(rows.find((row) => row.dossierId === small.id)?.state).toBe('delivered');
  });

  test.each([
    ['missing', async (path: string) => await rm(path), 'page-file-missing'],
    ['longer', async (path: string) => await appendFile(path, 'x'), 'page-file-altered'],
    ['altered', async (path: string) => await writeFile(path, randomBytes(20_000)), 'page-file-altered'],
  ] as const)('a file that is %s on disk is never sealed, the others go on', async (_name, spoil, code) => {
    const setup = await startDelivery();
    const [spoilt, sound] = [await queue(setup, 1), await queue(setup, 2)];
    const [file] = await setup.store.read.deliveries.files(spoilt.id);
    await spoil(setup.store.files.pathOf(file!.sha256));
    await setup.service().sendNow();
    const rows = await setup.until((all) => all.every(({ state }) => state === 'delivered' || state === 'refused'));
    expect(rows.find((row) => row.dossierId === spoilt.id)?.error).toEqual({ code, detail: 'Giấy tờ 1' });
    expect(rows.find((row) => row.dossierId === sound.id)?.state).toBe('delivered');
    expect(setup.requests.filter((line) => line.includes('finalise'))).toHaveLength(1);
    expect(await setup.versions(spoilt.code)).toBe(0);
  });

  test('a file that changes while it is being sent is never sealed', async () => {
    const setup = await startDelivery();
    const { id, code } = await queue(setup, 1, 400_000);
    const [file] = await setup.store.read.deliveries.files(id);
    await setup.faults({ latencyMs: 50, path: '/files' });
    await setup.service().sendNow();
    await setup.until((rows) => rows.some((row) => row.bytesSent > 60_000 && row.bytesSent < 300_000));
    await writeFile(setup.store.files.pathOf(file!.sha256), randomBytes(400_000));
    const rows = await setup.until((all) => all.every(({ state }) => state === 'refused'));
    expect(rows[0]?.error?.code).toBe('page-file-altered');
    expect(setup.requests.filter((line) => line.includes('finalise'))).toEqual([]);
    expect(await setup.versions(code)).toBe(0);
  });

  test('a code that the portal holds with other content is not overwritten, but by a person who says so', async () => {
    const setup = await startDelivery();
    const [{ id, code }, other] = [await queue(setup, 1), await queue(setup, 2)];
    await clientOf(setup.stub.url).sendDossier(message(code, []));
    await setup.service().sendNow();
    const rows = await setup.until((all) => all.every(({ state }) => state === 'delivered' || state === 'refused'));
    expect(rows.find((row) => row.dossierId === id)?.error?.code).toBe('portal-conflict');
    expect(await setup.versions(other.code)).toBe(1);
    expect(await setup.versions(code)).toBe(1);

    await setup.service().replace(id, 'Cổng giữ bản nhập thử', WHO);
    await setup.until(allDelivered);
    expect(await setup.versions(code)).toBe(2);
    expect((await setup.store.read.audit.ofDossier(id)).some((line) => line.event === 'replace-at-portal')).toBe(true);
  });
});

describe('exactly once', () => {
  test.each([
    ['seal', { path: '/files', method: 'PUT' }],
    ['dossier message', { path: '/dossiers', method: 'POST' }],
    ['read-back', { path: '/dossiers', method: 'GET' }],
  ] as const)('a lost answer to a %s: one dossier, one receipt, no byte sent twice', async (_name, where) => {
    const setup = await startDelivery();
    const { id, code } = await queue(setup, 1);
    await setup.faults({ loseAnswer: true, times: 1, ...where });
    await setup.service().sendNow();
    await setup.until(allDelivered);
    expect(await setup.versions(code)).toBe(1);
    expect(setup.requests.filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
    const log = await setup.store.read.audit.ofDossier(id);
    expect(log.filter((line) => line.event === 'confirm-delivery')).toHaveLength(1);
    expect((await setup.service().receipt(id)).files.every((file) => file.matches)).toBe(true);
  });

  test('after a lost answer the portal is asked first, and what changed meanwhile on the station changes nothing', async () => {
    const setup = await startDelivery();
    const { id, code } = await queue(setup, 1);
    await setup.faults({ loseAnswer: true, path: '/dossiers', method: 'POST' });
    await setup.service().sendNow();
    await setup.until(async () => (await setup.versions(code)) === 1);
    const settings = { name: 'Quầy khác', agencyName: 'Xã khác', agencyCode: 'H56.25.6' };
    await setup.store.transaction(async ({ write }) => await write.settings.set('station', settings));
    const [file] = await setup.store.read.deliveries.files(id);
    // As after a restored backup: nothing is known of what was uploaded.
    await setup.store.transaction(async ({ write }) => {
      await write.deliveries.setFileProgress(id, file!.paperId, { uploadUrl: null, portalSha256: null });
    });
    await setup.faults({});
    await setup.until(allDelivered);
    expect(await setup.versions(code)).toBe(1);
    const held = await clientOf(setup.stub.url).readBack(code);
    expect(held?.dossier.NgayTiepNhan).toBe(formatPortalTime(new Date(AT)));
    expect(setup.requests.filter((line) => line.startsWith('PATCH'))).toHaveLength(1);
  });

  test('told to send by several people at once it sends once', async () => {
    const setup = await startDelivery();
    const dossiers = [await queue(setup, 1), await queue(setup, 2)];
    await Promise.all(dossiers.flatMap(({ id }) => [setup.service().sendNow(), setup.service().retry(id, WHO)]));
    await setup.until(allDelivered);
    for (const { id, code } of dossiers) {
      expect(await setup.versions(code)).toBe(1);
      const log = (await setup.store.read.audit.ofDossier(id)).map((line) => line.event);
      expect(log.filter((event) => event === 'start-delivery')).toHaveLength(1);
    }
  });

  test('a dossier queued while the batch ends is not forgotten', async () => {
    const setup = await startDelivery();
    await queue(setup, 1);
    await setup.service().sendNow();
    for (let serial = 2; serial <= 6; serial += 1) {
      await queue(setup, serial, 500);
      await setup.service().sendNow();
    }
    const rows = await setup.until((all) => all.length === 6 && allDelivered(all));
    expect(rows).toHaveLength(6);
  });
});
