import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CheckReport, checkStore } from '../../storage/check/check-store.ts';
import { PageFiles } from '../../storage/files/page-files.ts';
import { reconcileFiles } from '../../storage/files/reconcile.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { captureDossier } from '../helpers/captured-station.ts';
import { FIXTURE_KEY } from '../helpers/fixture-key.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

async function openFresh(): Promise<Store> {
  const store = await openStore({ dataDir: await temporaryFolder(), databaseKey: FIXTURE_KEY, now: () => new Date() });
  onTestFinished(async () => await store.close());
  return store;
}

async function check(store: Store, mend: boolean, copies: PageFiles | null = null): Promise<CheckReport> {
  return await checkStore({ store, mend, copies, now: () => new Date() });
}

const outcomes = (report: CheckReport): readonly string[] =>
  report.findings.map(({ kind, uses, outcome }) => `${kind} ${uses[0]?.kind ?? '-'} ${outcome}`).toSorted();

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** Stored some hours ago, and nobody refers to it. */
async function leaveOrphan(store: Store): Promise<string> {
  const { sha256 } = await store.files.write(bytes('never acknowledged'));
  const longAgo = new Date(Date.now() - 5 * 3_600_000);
  await utimes(store.files.pathOf(sha256), longAgo, longAgo);
  return sha256;
}

describe('checking a station', () => {
  it('finds nothing in a whole one', async () => {
    const store = await openFresh();
    await captureDossier(store, 1);
    expect(await check(store, false)).toMatchObject({ databaseDamage: null, files: 4, findings: [] });
  });

  it('tells what is missing, altered or belongs to nobody, and touches nothing when it is not to mend', async () => {
    const store = await openFresh();
    const first = await captureDossier(store, 1);
    const second = await captureDossier(store, 2);
    await rm(store.files.pathOf(first.preview));
    await writeFile(store.files.pathOf(first.pdf), 'pdf changed');
    await rm(store.files.pathOf(second.original));
    await writeFile(store.files.pathOf(second.upright), '');
    const orphan = await leaveOrphan(store);
    const report = await check(store, false);
    expect(outcomes(report)).toEqual([
      'altered pdf mendable',
      // Its original is gone too.
      'altered upright lost',
      'missing original lost',
      'missing preview mendable',
      'orphan - mendable',
    ]);
    const lost = report.findings.find(({ kind, outcome }) => kind === 'missing' && outcome === 'lost');
    expect(lost?.uses).toMatchObject([{ dossierCode: second.code, fileId: second.fileId }]);
    expect(await readFile(store.files.pathOf(first.pdf), 'utf8')).toBe('pdf changed');
    expect(await store.files.sizeOf(orphan)).toBeGreaterThan(0);
  });

  it('sets altered files and orphans aside, never deleting them', async () => {
    const store = await openFresh();
    const { original } = await captureDossier(store, 1);
    await writeFile(store.files.pathOf(original), 'scribbled over');
    const orphan = await leaveOrphan(store);
    expect(outcomes(await check(store, true))).toEqual(['altered original lost', 'orphan - set-aside']);
    const [aside] = await store.files.asideOf(original);
    expect(await readFile(aside!, 'utf8')).toBe('scribbled over');
    expect(await store.files.asideOf(orphan)).toHaveLength(1);
    expect(outcomes(await check(store, true))).toEqual(['missing original lost']);
  });

  it('leaves files alone that were only just stored: their rows may be on the way', async () => {
    const store = await openFresh();
    const { sha256 } = await store.files.write(bytes('being captured'));
    expect((await check(store, true)).findings).toEqual([]);
    expect(await store.files.sizeOf(sha256)).toBeGreaterThan(0);
  });

  it('leaves a file alone that gets its row at the last moment', async () => {
    const store = await openFresh();
    const orphan = await leaveOrphan(store);
    const referred = store.files.setAside(orphan, async () => true);
    expect(await referred).toBe(false);
    expect(await store.files.sizeOf(orphan)).toBeGreaterThan(0);
  });

  it('puts verified copies in the place of what is gone, from backups and from what was set aside', async () => {
    const store = await openFresh();
    const { original, upright, preview } = await captureDossier(store, 1);
    const copies = new PageFiles(join(await temporaryFolder(), 'files'));
    await copies.open();
    await copies.writeFrom(store.files.pathOf(original));
    await copies.writeFrom(store.files.pathOf(preview));
    await writeFile(copies.pathOf(preview), 'rotten copy');
    await store.files.setAside(upright);
    await rm(store.files.pathOf(preview));
    await writeFile(store.files.pathOf(original), 'altered');
    const found = ['altered original', 'missing preview', 'missing upright'];
    expect(outcomes(await check(store, false, copies))).toEqual(found.map((words) => `${words} mendable`));
    expect(outcomes(await check(store, true, copies))).toEqual([
      'altered original mended',
      'missing preview mendable',
      'missing upright mended',
    ]);
    for (const hash of [original, upright]) expect(await store.files.hashOf(hash)).toBe(hash);
  });

  it('does not miss the files of purged dossiers', async () => {
    const store = await openFresh();
    const purged = await captureDossier(store, 1, 'delivered');
    await store.transaction(async ({ write }) => await write.dossiers.setState(purged.dossierId, 'purged', '2026'));
    await store.files.remove(purged.original);
    expect(await check(store, true)).toMatchObject({ files: 0, findings: [] });
    expect(await reconcileFiles(store)).toEqual({ missing: [], orphans: [] });
  });
});
