import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StationError } from '../../common/contract/errors.ts';
import { startPortalStub } from '../../main/training/portal/start-portal-stub.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ChildEnded } from './kills/child-process.ts';
import { readPortal } from './kills/examine-portal.ts';
import { refusalOf } from './kills/station-line.ts';
import { type HandedIn, handIn, queueDossier } from './support/hand-in.ts';
import { startLoneStation, until } from './support/lone-station.ts';
import { smallDisk } from './support/small-disk.ts';

async function hashOnDisk(dataDir: string, sha256: string): Promise<string> {
  const bytes = await readFile(join(dataDir, 'files', sha256.slice(0, 2), sha256.slice(2)));
  return createHash('sha256').update(bytes).digest('hex');
}

/** Why a station did not open; a fault of the test itself is thrown on. */
function wordsOf(error: unknown): string {
  if (error instanceof ChildEnded || error instanceof StationError) return error.message;
  throw error;
}

async function expectWhole(dataDir: string, files: readonly HandedIn[]): Promise<void> {
  for (const { sha256 } of files) expect(await hashOnDisk(dataDir, sha256)).toBe(sha256);
}

describe('a full disk', () => {
  it('refuses what it can’t keep in words, costs nothing that was kept, not even with a kill, and goes on after', async () => {
    const folder = await temporaryFolder();
    const disk = await smallDisk(folder, 96);
    const [dataDir, seen] = [join(disk.path, 'station'), join(disk.seen, 'station')];
    const first = await startLoneStation({ dataDir, under: disk.under });
    const { id } = await first.clerk.client.intake.open({ procedureCode: '1.004222' });
    const kept = [await handIn(first.clerk, id, 'citizen-card')];

    await disk.fill();

    const refused = await handIn(first.clerk, id, 'birth-certificate', { pictureBytes: 900_000 }).catch(refusalOf);
    expect(refused).toMatch(/^disk-(full|low)$/);
    // What is there can be looked at all the same.
    expect((await first.clerk.client.intake.get({ dossierId: id })).files).toHaveLength(1);

    // It opens all the same: what is there can be looked at and sent.
    await first.kill();
    const full = await startLoneStation({ dataDir, under: disk.under });
    expect((await full.clerk.client.intake.get({ dossierId: id })).files).toHaveLength(1);
    await full.kill();
    await expectWhole(seen, kept);

    await disk.makeRoom();
    const second = await startLoneStation({ dataDir, under: disk.under });
    const again = async (): Promise<HandedIn | string> =>
      await handIn(second.clerk, id, 'birth-certificate', { pictureBytes: 900_000 }).catch(refusalOf);
    const taken = await until(again, (answer) => typeof answer !== 'string');
    expect((await second.clerk.client.intake.get({ dossierId: id })).files).toHaveLength(2);
    await expectWhole(seen, [...kept, taken as HandedIn]);
    expect(await second.close()).toBe(0);
  }, 180_000);
});

describe('a folder that may not be written to', () => {
  it('refuses captures in words, loses nothing, and takes them once it may', async () => {
    const dataDir = join(await temporaryFolder(), 'station');
    // Root may do everything, so it is taken the right to.
    const under =
      process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all'] : [];
    const station = await startLoneStation({ dataDir, under });
    const { id } = await station.clerk.client.intake.open({ procedureCode: '1.004222' });
    const kept = [await handIn(station.clerk, id, 'citizen-card')];
    await until(
      async () => (await station.clerk.client.intake.get({ dossierId: id })).files,
      (files) => files.every((file) => file.state === 'read'),
    );

    const folders = [join(dataDir, 'files'), join(dataDir, 'files', 'tmp')];
    for (const folder of folders) await chmod(folder, 0o500);
    expect(await handIn(station.clerk, id, 'birth-certificate').catch(refusalOf)).toBe('data-no-permission');
    await station.kill();

    // It opens and can be looked at, or it says why not; in either case nothing is touched.
    const second = await startLoneStation({ dataDir, under }).catch(wordsOf);
    if (typeof second === 'string') expect(second).toContain('data-no-permission');
    else await second.kill();

    for (const folder of folders) await chmod(folder, 0o700);
    const third = await startLoneStation({ dataDir, under });
    kept.push(await handIn(third.clerk, id, 'birth-certificate'));
    expect((await third.clerk.client.intake.get({ dossierId: id })).files).toHaveLength(2);
    await expectWhole(dataDir, kept);
  }, 180_000);
});

describe('page files that are changed behind the station’s back', () => {
  it.each([
    ['cut off', async (path: string) => await truncate(path, 100)],
    ['altered', async (path: string) => await writeFile(path, Buffer.alloc((await stat(path)).size, 7))],
    ['gone', async (path: string) => await rm(path)],
  ])(
    'are never sent as they are when %s: mended first, or held back with a reason',
    async (_, harm) => {
      const folder = await temporaryFolder();
      const dataDir = join(folder, 'station');
      const portalDir = join(folder, 'portal');
      const before = await startLoneStation({ dataDir });
      const { id, code } = await queueDossier(before);
      expect(await before.close()).toBe(0);

      const pdfs = await pdfsIn(dataDir);
      expect(pdfs.length).toBeGreaterThanOrEqual(3);
      await harm(pdfs[0] ?? '');
      const portal = await startPortalStub({ port: 0, dataDir: portalDir });
      try {
        const station = await startLoneStation({ dataDir, portalUrl: portal.url });
        await station.clerk.client.delivery.sendNow();
        const row = await until(
          async () => (await station.clerk.client.delivery.list()).find(({ dossierId }) => dossierId === id),
          (seen) => seen?.state === 'delivered' || seen?.state === 'refused',
        );
        const [receipt] = (await readPortal(portalDir)).get(code) ?? [];
        if (row?.state === 'refused') {
          expect(row.error?.code).toMatch(/^page-file-/);
          expect(receipt).toBeUndefined();
        } else {
          const { files } = await station.clerk.client.delivery.receipt({ dossierId: id });
          expect(files.map((file) => file.matches)).toEqual([true, true, true]);
          expect(receipt?.files.map((file) => file.sha256).sort()).toEqual(files.map((file) => file.sha256).sort());
        }
        expect(await station.close()).toBe(0);
      } finally {
        await portal.close();
      }
    },
    180_000,
  );
});

/** Paths of the stored files that are PDFs. */
async function pdfsIn(dataDir: string): Promise<readonly string[]> {
  const names = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pdfs: string[] = [];
  for (const path of paths.sort()) {
    if ((await readFile(path)).subarray(0, 5).toString('latin1') === '%PDF-') pdfs.push(path);
  }
  return pdfs;
}
