import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../storage/open-store.ts';
import { captureDossier } from '../helpers/captured-station.ts';
import { FIXTURE_KEY } from '../helpers/fixture-key.ts';
import { jpegBytes } from '../helpers/hot-folder-station.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** One run of a station that takes files; with a step and a number it dies there. */
async function take(...args: readonly string[]): Promise<string | number | null> {
  const script = join(import.meta.dirname, '../helpers/hot-folder-until-killed.ts');
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal ?? code;
}

it('loses no file of a hot folder and takes none twice, wherever it is killed and whichever dossier is open next', async () => {
  const dataDir = await temporaryFolder();
  const folder = await temporaryFolder();
  const open = async () => await openStore({ dataDir, databaseKey: FIXTURE_KEY, now: () => new Date() });

  const before = await open();
  const dossiers: string[] = [];
  for (let serial = 1; serial <= 6; serial += 1) {
    dossiers.push((await captureDossier(before, serial, 'capturing')).dossierId);
  }
  await before.close();

  const hashes: string[] = [];
  for (let number = 1; number <= 12; number += 1) {
    const bytes = jpegBytes(`${number} ${'x'.repeat(200_000)}`);
    hashes.push(createHash('sha256').update(bytes).digest('hex'));
    await writeFile(join(folder, `scan-${number}.jpg`), bytes);
  }
  const deaths = [
    ['reading', '1'],
    ['noted', '2'],
    ['committed', '2'],
    ['committed', '1'],
    ['committed', '4'],
  ] as const;
  for (const [index, [step, count]] of deaths.entries()) {
    expect(await take(dataDir, folder, dossiers[index] ?? '', step, count)).toBe('SIGKILL');
  }
  expect(await take(dataDir, folder, dossiers[5] ?? '')).toBe(0);

  const after = await open();
  const kept = (await Promise.all(dossiers.map(async (id) => (await after.read.papers.files(id)).slice(1)))).flat();
  expect(kept.map((file) => file.sha256).sort()).toEqual([...hashes].sort());
  for (const { sha256 } of kept) expect(await after.files.hashOf(sha256)).toBe(sha256);
  await after.close();

  expect(await readdir(folder)).toEqual(['da-nhan']);
  const moved = await readdir(join(folder, 'da-nhan/2026-11-22'));
  const movedHashes = await Promise.all(
    moved.map(async (name) =>
      createHash('sha256')
        .update(await readFile(join(folder, 'da-nhan/2026-11-22', name)))
        .digest('hex'),
    ),
  );
  expect(movedHashes.sort()).toEqual([...hashes].sort());
});
