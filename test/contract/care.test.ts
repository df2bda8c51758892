import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CareState } from '../../common/contract/care.ts';
import type { StationClient } from '../../common/contract/contract.ts';
import { BackupFolder } from '../../storage/backup/backup-folder.ts';
import { restoreBackup } from '../../storage/backup/restore-backup.ts';
import { openStore } from '../../storage/open-store.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startTestStation, TEST_KEY, type TestStation } from '../helpers/test-station.ts';

const now = (): Date => new Date();

async function startIn(dataDir: string): Promise<TestStation> {
  const station = await startTestStation({ dataDir });
  onTestFinished(async () => await station.close());
  return station;
}

/** Waits, by the station's events, until its care is in the state looked for. */
async function until(client: StationClient, reached: (state: CareState) => boolean): Promise<CareState> {
  const stop = new AbortController();
  const events = await client.station.events(undefined, { signal: stop.signal });
  try {
    for await (const _ of events) {
      const state = await client.care.state();
      if (state.running === null && reached(state)) return state;
    }
  } finally {
    stop.abort();
  }
  throw new Error('the station ended its events');
}

interface Acknowledged {
  readonly fileId: string;
  readonly sha256: string;
}

async function capture(station: TestStation, dossierId: string, salt: string): Promise<Acknowledged> {
  const bytes = new TextEncoder().encode(
    JSON.stringify({ salt: salt.padEnd(20_000, 'x'), papers: [{ type: 'other' }] }),
  );
  const answer = await station.upload('hanh', dossierId, bytes);
  const { fileId } = (await answer.json()) as { readonly fileId: string };
  return { fileId, sha256: createHash('sha256').update(bytes).digest('hex') };
}

describe('backing up a station at work, and restoring it', { timeout: 180_000 }, () => {
  it('brings back every file that was acknowledged before the backup began', async () => {
    const station = await startIn(await temporaryFolder());
    const [clerk, administrator] = [await station.as('hanh'), await station.as('quantri')];
    const folder = join(await temporaryFolder(), 'sao-luu');
    await administrator.care.saveBackup({ folder, at: null, keep: 2 });
    const dossier = await clerk.intake.open({ procedureCode: '1.004222' });
    const before: Acknowledged[] = [];
    for (let number = 0; number < 12; number += 1) before.push(await capture(station, dossier.id, `before ${number}`));

    // Capturing goes on while the backup is made.
    const done = until(administrator, (state) => state.backup.last !== null);
    await administrator.care.backUpNow();
    let finished = false;
    const ended = done.then(() => {
      finished = true;
    });
    for (let number = 0; !finished && number < 25; number += 1) await capture(station, dossier.id, `during ${number}`);
    await ended;
    const { backup } = await administrator.care.state();
    expect(backup).toMatchObject({ folder, error: null, last: { folder, missing: 0, dossiers: 1 } });

    const target = join(await temporaryFolder(), 'tram');
    const { check } = await restoreBackup({ from: folder, dataDir: target, key: TEST_KEY, now, today: '2026-11-22' });
    expect(check).toMatchObject({ databaseDamage: null, findings: [] });
    const restored = await startIn(target);
    const rows = await (await restored.as('hanh')).intake.get({ dossierId: dossier.id });
    expect(rows.files.map((file) => file.id)).toEqual(expect.arrayContaining(before.map((file) => file.fileId)));
    await restored.close();
    const store = await openStore({ dataDir: target, databaseKey: TEST_KEY, now });
    for (const { sha256 } of before) expect(await store.files.hashOf(sha256)).toBe(sha256);
    await store.close();
  });

  it('waits for a disk that was pulled, says so, and goes on when it is back', async () => {
    const station = await startIn(await temporaryFolder());
    const administrator = await station.as('quantri');
    const folder = join(await temporaryFolder(), 'sao-luu');
    await administrator.care.saveBackup({ folder, at: '12:00', keep: 2 });
    await rm(folder, { recursive: true });
    const failed = until(administrator, (state) => state.backup.error !== null);
    await administrator.care.backUpNow();
    expect((await failed).backup).toMatchObject({ error: { code: 'backup-folder-missing' }, last: null });
    await BackupFolder.prepare(folder, TEST_KEY, station.dataDir);
    const done = until(administrator, (state) => state.backup.last !== null);
    await administrator.care.backUpNow();
    const { backup } = await done;
    expect(backup.last).toMatchObject({ folder });
    const { backup: after } = await until(administrator, (state) => state.backup.nextAt !== null);
    expect(after.error).toBeNull();
    expect(new Date(Date.parse(after.nextAt ?? '') + 7 * 3_600_000).toISOString()).toContain('T12:00:00');
  });

  it('is the administrator’s to order; everybody may see how it stands', async () => {
    const station = await startIn(await temporaryFolder());
    const clerk = await station.as('hanh');
    expect((await clerk.care.state()).backup.last).toBeNull();
    await expectFailure(clerk.care.backUpNow(), 'role-not-allowed');
    await expectFailure(clerk.care.checkNow({ mend: true }), 'role-not-allowed');
    await expectFailure(clerk.care.saveBackup({ folder: null, at: null, keep: 1 }), 'role-not-allowed');
    const administrator = await station.as('quantri');
    await expectFailure(administrator.care.backUpNow(), 'backup-folder-missing');
    const inside = { folder: join(station.dataDir, 'files'), at: null, keep: 1 };
    await expectFailure(administrator.care.saveBackup(inside), 'backup-folder-unfit');
  });
});

describe('checking a station', () => {
  it('makes images and PDFs anew, and names the dossier of what is lost', async () => {
    const station = await startIn(await temporaryFolder());
    const clerk = await station.as('hanh');
    const { id, code } = await clerk.intake.open({ procedureCode: '1.004222' });
    const kept = await capture(station, id, 'kept');
    const lost = await capture(station, id, 'lost');
    const dossier = await station.read(clerk, id);
    // Of the file that came first.
    const paper = dossier.papers[0]!;
    await station.backend.serveAsset(new Request(`http://station/assets/papers/${paper.id}/pdf`), { client: 'hanh' });
    await station.close();
    const store = await openStore({ dataDir: station.dataDir, databaseKey: TEST_KEY, now });
    const pages = await store.read.papers.pagesOfFile(kept.fileId);
    const pdf = (await store.read.papers.paper(paper.id))?.pdfSha256;
    expect(pdf).toBeTypeOf('string');
    await rm(store.files.pathOf(pages[0]!.uprightSha256!));
    await writeFile(store.files.pathOf(pages[0]!.previewSha256!), 'altered');
    await rm(store.files.pathOf(pdf!));
    await rm(store.files.pathOf(lost.sha256));
    await store.close();

    const again = await startIn(station.dataDir);
    const admin = await again.as('quantri');
    expect((await admin.care.state()).start).toMatchObject({ clean: true, missing: 3 });
    const done = until(admin, (state) => state.check.last !== null);
    await admin.care.checkNow({ mend: true });
    expect((await done).check.last).toMatchObject({
      found: 4,
      mended: 3,
      lost: 1,
      lostDossiers: [{ code, fileId: lost.fileId }],
    });
    const second = until(admin, (state) => state.check.last?.found === 1);
    await admin.care.checkNow({ mend: false });
    expect((await second).check.last).toMatchObject({ mended: 0, lost: 1 });
    await again.as('hanh');
    for (const asset of [`pages/${pages[0]!.id}/upright`, `pages/${pages[0]!.id}/preview`, `papers/${paper.id}/pdf`]) {
      const answer = await again.backend.serveAsset(new Request(`http://station/assets/${asset}`), { client: 'hanh' });
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
    }
  });
});
