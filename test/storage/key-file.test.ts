import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadOrCreateKeyFile } from '../../storage/database/key-file.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

describe('the key file', () => {
  it('is made once, with 32 bytes that only its owner can read', async () => {
    const path = join(await temporaryFolder(), 'keys', 'station.key');
    const key = await loadOrCreateKeyFile(path);
    expect(key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await loadOrCreateKeyFile(path)).toEqual(key);
    expect(await readdir(join(path, '..'))).toEqual(['station.key']);
  });

  it('is one key however many ask for it at the same time', async () => {
    const path = join(await temporaryFolder(), 'station.key');
    const keys = await Promise.all(Array.from({ length: 8 }, async () => await loadOrCreateKeyFile(path)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });

  it('is refused when others can read it, and left as it is', async () => {
    const path = join(await temporaryFolder(), 'station.key');
    await loadOrCreateKeyFile(path);
    const before = await readFile(path);
    await chmod(path, 0o644);
    await expect(loadOrCreateKeyFile(path)).rejects.toMatchObject({ code: 'database-key-wrong' });
    expect(await readFile(path)).toEqual(before);
  });

  it('is refused when it was cut off, and left as it is', async () => {
    const path = join(await temporaryFolder(), 'station.key');
    await writeFile(path, 'too short', { mode: 0o600 });
    await expect(loadOrCreateKeyFile(path)).rejects.toMatchObject({ code: 'database-key-wrong' });
    expect(await readFile(path, 'utf8')).toBe('too short');
  });
});
