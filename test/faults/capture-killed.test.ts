import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reconcileFiles } from '../../storage/files/reconcile.ts';
import { openStore } from '../../storage/open-store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startTestStation, TEST_KEY } from '../helpers/test-station.ts';

interface Acknowledged {
  readonly dossierId: string;
  readonly fileId: string;
  readonly sha256: string;
}

/** Captures in a process of its own and kills it once it has acknowledged some files. */
async function captureAndKill(dataDir: string, run: number, after: number): Promise<readonly Acknowledged[]> {
  const script = join(import.meta.dirname, '../helpers/capture-until-killed.ts');
  const child = spawn(process.execPath, [script, dataDir, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const said: Partial<Acknowledged> = JSON.parse(line);
    if (said.fileId === undefined) continue;
    acknowledged.push(said as Acknowledged);
    // What it says after the signal was sent counts too: it was acknowledged.
    if (acknowledged.length === after) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return acknowledged;
}

describe('a station killed in the middle of capture', () => {
  it('still has every file that it acknowledged, whole and in its dossier, and reads on after the restart', async () => {
    const dataDir = await temporaryFolder();
    const acknowledged: Acknowledged[] = [];
    for (const [run, after] of [1, 7, 20, 33].entries()) {
      acknowledged.push(...(await captureAndKill(dataDir, run, after)));
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(61);

    const store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => new Date() });
    for (const { dossierId, fileId, sha256 } of acknowledged) {
      expect(await store.read.papers.file(fileId)).toMatchObject({ dossierId, sha256 });
      expect(await store.files.hashOf(sha256)).toBe(sha256);
    }
    expect((await reconcileFiles(store)).missing).toEqual([]);
    const codes = (await store.read.dossiers.listRecent(1000)).map((dossier) => dossier.code);
    expect(new Set(codes).size).toBe(codes.length);
    await store.close();

    const station = await startTestStation({ dataDir });
    const clerk = await station.as('hanh');
    for (const dossierId of new Set(acknowledged.map((file) => file.dossierId))) {
      const dossier = await station.read(clerk, dossierId);
      const own = acknowledged.filter((file) => file.dossierId === dossierId);
      expect(dossier.files.map((file) => file.state)).toEqual(dossier.files.map(() => 'read'));
      expect(dossier.papers).toHaveLength(dossier.files.length);
      expect(dossier.files.map((file) => file.id)).toEqual(expect.arrayContaining(own.map((file) => file.fileId)));
    }
    await station.close();
  });
});
