import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadOrCreateKeyFile } from '../../storage/database/key-file.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { captureDossier } from '../helpers/captured-station.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

interface Outcome {
  readonly code: number;
  readonly said: string;
}

async function sohoa(...args: readonly string[]): Promise<Outcome> {
  const script = join(import.meta.dirname, '../../main/cli/sohoa.ts');
  return await new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });
}

async function open(dataDir: string): Promise<Store> {
  const databaseKey = await loadOrCreateKeyFile(join(dataDir, 'station.key'));
  return await openStore({ dataDir, databaseKey, now: () => new Date() });
}

// Ten programs are started one after another.
describe('sohoa backup, check and restore', { timeout: 240_000 }, () => {
  it('back up beside a running station, mend from the backup, and restore what is then whole', async () => {
    const data = await temporaryFolder();
    const store = await open(data);
    const { original, code, fileId } = await captureDossier(store, 1);
    const backup = join(await temporaryFolder(), 'sao-luu');
    expect(await sohoa('backup', backup, '--data', data)).toMatchObject({ code: 0 });
    expect(await sohoa('check', '--data', data)).toMatchObject({
      code: 69,
      said: expect.stringContaining('station-in-use'),
    });
    await store.close();

    expect(await sohoa('check', '--data', data)).toMatchObject({ code: 0 });
    await writeFile(store.files.pathOf(original), 'altered');
    const found = await sohoa('check', '--data', data);
    expect(found).toMatchObject({ code: 2, said: expect.stringMatching(new RegExp(`${code}.*${fileId}.*MẤT`, 'u')) });
    expect(found.said).not.toMatch(/NGUYỆT|001194900093|giấy tờ\.jpg/u);
    expect(await sohoa('check', '--data', data, '--backup', backup)).toMatchObject({ code: 1 });
    expect(await sohoa('check', '--data', data, '--backup', backup, '--mend')).toMatchObject({ code: 1 });
    const whole = await sohoa('check', '--data', data, '--json');
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.said)).toMatchObject({ files: 4, findings: [], lost: [] });

    const target = join(await temporaryFolder(), 'tram');
    expect(await sohoa('restore', backup, '--data', target)).toMatchObject({
      code: 69,
      said: expect.stringContaining('station.key'),
    });
    const key = join(data, 'station.key');
    expect(await sohoa('restore', backup, '--data', target, '--key-file', key)).toMatchObject({ code: 0 });
    expect(await sohoa('check', '--data', target, '--key-file', key)).toMatchObject({ code: 0 });
    expect(await sohoa('restore', backup, '--data', target, '--key-file', key)).toMatchObject({ code: 69 });
  });

  it('say what is wrong with what they were given', async () => {
    const empty = await temporaryFolder();
    expect((await sohoa('check')).code).toBe(64);
    expect((await sohoa('backup', '--data', empty)).code).toBe(64);
    expect(await sohoa('check', '--data', empty)).toMatchObject({
      code: 69,
      said: expect.stringContaining('station.key'),
    });
    const data = await temporaryFolder();
    await (await open(data)).close();
    const nowhere = join(empty, 'x', 'y');
    expect(await sohoa('backup', nowhere, '--data', data)).toMatchObject({
      code: 69,
      said: expect.stringContaining('Không thấy thư mục sao lưu'),
    });
    await rm(join(data, 'station.db'));
    expect((await sohoa('check', '--data', data)).code).toBe(69);
  });
});
