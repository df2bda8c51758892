import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { JobRunner } from '../../main/backend/jobs/job-runner.ts';
import { PurgeDossiers } from '../../main/backend/services/retention/purge-dossiers.ts';
import { reconcileFiles } from '../../storage/files/reconcile.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { deliverDossierNow } from '../helpers/delivered-dossier.ts';
import { queueDossier } from '../helpers/queued-dossier.ts';
import { serviceContext, type TestContext } from '../helpers/service-context.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startTestStation, TEST_KEY } from '../helpers/test-station.ts';

const AT = '2026-10-01T02:00:00.000Z';
const BEFORE = new Date('2026-10-31T01:59:59.000Z');
const AFTER = new Date('2026-10-31T02:00:00.000Z');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let dataDir: string;
let store: Store;
let now = AFTER;
let context: TestContext;

beforeEach(async () => {
  now = AFTER;
  dataDir = await temporaryFolder();
  store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => now });
  onTestFinished(async () => await store.close());
  context = serviceContext(store, () => now);
});

/** Runs what is due until nothing is. */
async function runDue(): Promise<void> {
  const runner = new JobRunner({ ...context, handlers: [new PurgeDossiers(context)] });
  await runner.start();
  const busy = async (): Promise<number> =>
    (await store.read.jobs.count('running')) +
    (await store.read.jobs.due('purge-dossier', now.toISOString(), 9)).length;
  await expect.poll(busy, { timeout: 20_000 }).toBe(0);
  await runner.close();
}

const jobOf = async (dossierId: string) => await store.read.jobs.findByKey(`purge-dossier:${dossierId}`);
const stateOf = async (dossierId: string) => (await store.read.dossiers.find(dossierId))?.state;
const stored = async (hashes: readonly string[]): Promise<number> =>
  (await Promise.all(hashes.map(async (hash) => await store.files.sizeOf(hash)))).filter((size) => size !== null)
    .length;

describe('purging', () => {
  it('removes the files when the days after the receipt are over, not before, and keeps everything else', async () => {
    const { id, hashes } = await deliverDossierNow(store, { serial: 1, files: [bytes('a'), bytes('b')], at: AT });
    now = BEFORE;
    await runDue();
    expect([await stateOf(id), await stored(hashes)]).toEqual(['delivered', 2]);

    now = AFTER;
    await runDue();
    expect([await stateOf(id), await stored(hashes), (await jobOf(id))?.state]).toEqual(['purged', 0, 'done']);
    expect((await store.read.deliveries.find(id))?.receipt).toEqual({ number: 'BN-1' });
    expect((await store.read.deliveries.files(id)).map((file) => file.sha256).toSorted()).toEqual(hashes.toSorted());
    expect((await reconcileFiles(store)).missing).toEqual([]);
    const [last] = (await store.read.audit.ofDossier(id)).toReversed();
    expect(last).toMatchObject({
      event: 'purge',
      byId: null,
      fromState: 'delivered',
      toState: 'purged',
      detail: { files: hashes },
    });
  });

  it('never removes a file without the whole proof, whatever is missing of it', async () => {
    const proof = fc.record({
      receipt: fc.boolean(),
      wrong: fc.constantFrom('nothing', 'another hash', 'no hash'),
      state: fc.constantFrom('delivered', 'delivering', 'queued', 'returned', 'withdrawn', 'purged'),
      files: fc.integer({ min: 0, max: 2 }),
    });
    let serial = 10;
    await fc.assert(
      fc.asyncProperty(proof, async ({ receipt, wrong, state, files }) => {
        serial += 1;
        const contents = Array.from({ length: files }, (_, index) => bytes(`${serial} ${index}`));
        const portalHash = (sha256: string): string | null =>
          wrong === 'nothing' ? sha256 : wrong === 'no hash' ? null : 'f'.repeat(64);
        const { id, hashes } = await deliverDossierNow(store, { serial, files: contents, at: AT, portalHash, receipt });
        await store.transaction(async ({ write }) => await write.dossiers.setState(id, state as 'delivered', AT));
        await runDue();
        // In `purged` an earlier try was cut off after its proof was found whole.
        const proven = state === 'purged' || (state === 'delivered' && receipt && wrong === 'nothing' && files > 0);
        expect(await stored(hashes)).toBe(proven ? 0 : files);
        expect(await jobOf(id)).toMatchObject(
          proven ? { state: 'done' } : { state: 'failed', lastErrorCode: 'purge-without-proof' },
        );
      }),
      { numRuns: 25 },
    );
  });

  it('keeps a file that another dossier still needs, and removes it with the last one', async () => {
    const files = [bytes('shared')];
    const first = await deliverDossierNow(store, { serial: 1, files, at: AT });
    const second = await queueDossier(store, { serial: 2, files, at: AT });
    await runDue();
    expect([await stateOf(first.id), await stored(first.hashes)]).toEqual(['purged', 1]);
    await store.transaction(async ({ write }) => await write.dossiers.setState(second.id, 'purged', AT));
    await store.transaction(async ({ write }) => {
      const again = { dossierId: first.id, receivedAt: AT };
      await write.jobs.put({ kind: 'purge-dossier', key: `purge-dossier:${first.id}`, payload: again, at: AT });
    });
    await runDue();
    expect(await stored(first.hashes)).toBe(0);
  });

  it('goes on where a stop between the mark and the removal left off', async () => {
    const { id, hashes } = await deliverDossierNow(store, { serial: 1, files: [bytes('a'), bytes('b')], at: AT });
    await store.transaction(async ({ write }) => {
      await write.dossiers.setState(id, 'purged', AT);
      await write.jobs.start((await jobOf(id))?.id ?? '', AT);
    });
    await rm(store.files.pathOf(hashes[0] ?? ''));
    await runDue();
    expect([await stored(hashes), (await jobOf(id))?.state]).toEqual([0, 'done']);
  });

  it('counts from the receipt by the portal when this clock was years behind', async () => {
    const at = '2020-10-01T02:00:00.000Z';
    const acceptedAt = '2026-10-30T09:00:00+07:00';
    const { id, hashes } = await deliverDossierNow(store, { serial: 1, files: [bytes('a')], at, acceptedAt });
    await runDue();
    expect([await stateOf(id), await stored(hashes)]).toEqual(['delivered', 1]);
    expect((await jobOf(id))?.notBefore).toBe('2026-11-29T02:00:00.000Z');
  });

  it('takes what was set aside under the same hash too', async () => {
    const { id, hashes } = await deliverDossierNow(store, { serial: 1, files: [bytes('a')], at: AT });
    const [hash = ''] = hashes;
    await store.files.setAside(hash);
    await runDue();
    expect([await stateOf(id), await store.files.asideOf(hash)]).toEqual(['purged', []]);
  });

  it('is told by its images and its PDFs in words', async () => {
    const { id } = await deliverDossierNow(store, { serial: 1, files: [bytes('a')], at: AT });
    const [paper] = await store.read.papers.papers(id);
    await store.close();
    const station = await startTestStation({ dataDir, now: () => AFTER });
    onTestFinished(async () => await station.close());
    await station.as('lan');
    const ask = async () =>
      await station.backend.serveAsset(new Request(`http://station/assets/papers/${paper?.id}/pdf`), { client: 'lan' });
    await expect.poll(async () => (await ask()).status, { timeout: 10_000 }).toBe(410);
    expect(await (await ask()).json()).toEqual({ code: 'page-purged' });
  });
});
