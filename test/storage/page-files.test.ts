import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PageFiles } from '../../storage/files/page-files.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

async function* parts(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function openFiles(): Promise<{ root: string; files: PageFiles }> {
  const root = join(await temporaryFolder(), 'files');
  const files = new PageFiles(root);
  await files.open();
  return { root, files };
}

async function hashesIn(files: PageFiles): Promise<string[]> {
  const hashes: string[] = [];
  for await (const hash of files.list()) hashes.push(hash);
  return hashes.toSorted();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('page files', () => {
  it('lie under the hash of their content', async () => {
    const { root, files } = await openFiles();
    const stored = await files.write(parts('trang ', 'một'));
    expect(stored).toEqual({ sha256: sha256('trang một'), bytes: new TextEncoder().encode('trang một').length });
    expect(await readFile(files.pathOf(stored.sha256), 'utf8')).toBe('trang một');
    expect(files.pathOf(stored.sha256)).toBe(join(root, stored.sha256.slice(0, 2), stored.sha256.slice(2)));
    expect(await hashesIn(files)).toEqual([stored.sha256]);
  });

  it('leave nothing behind when what is written fails half-way', async () => {
    const { root, files } = await openFiles();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1, 2, 3]);
      throw new Error('the line dropped');
    }
    await expect(files.write(broken())).rejects.toThrow('the line dropped');
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
    expect(await hashesIn(files)).toEqual([]);
  });

  it('refuse what is empty and what is too large', async () => {
    const { root, files } = await openFiles();
    await expect(files.write(parts(''))).rejects.toMatchObject({ code: 'file-empty' });
    await expect(files.write(parts('12345', '6'), 5)).rejects.toMatchObject({ code: 'file-too-large' });
    expect((await files.write(parts('12345'), 5)).bytes).toBe(5);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
  });

  it('mend a copy that was altered behind their back when the same bytes come again', async () => {
    const { files } = await openFiles();
    const stored = await files.write(parts('original'));
    await writeFile(files.pathOf(stored.sha256), 'altered!');
    expect(await files.hashOf(stored.sha256)).not.toBe(stored.sha256);
    await files.write(parts('original'));
    expect(await files.hashOf(stored.sha256)).toBe(stored.sha256);
  });

  it('clear what a crash left half-written, and keep the rest', async () => {
    const { root, files } = await openFiles();
    const stored = await files.write(parts('whole'));
    await writeFile(join(root, 'tmp', 'half'), 'ha');
    await new PageFiles(root).open();
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
    expect(await files.sizeOf(stored.sha256)).toBe(5);
  });

  it('can be written by many at once, the same bytes too', async () => {
    const { files } = await openFiles();
    const texts = Array.from({ length: 40 }, (_, index) => `page ${index % 10}`);
    const stored = await Promise.all(texts.map(async (text) => await files.write(parts(text))));
    expect(stored.map((file) => file.sha256)).toEqual(texts.map(sha256));
    expect(await hashesIn(files)).toEqual([...new Set(texts.map(sha256))].toSorted());
  });

  it('never reach outside their folder', async () => {
    const { files } = await openFiles();
    expect(() => files.pathOf('../../etc/passwd')).toThrow('page-file-missing');
    expect(await files.sizeOf('0'.repeat(64))).toBeNull();
    expect(await files.hashOf('0'.repeat(64))).toBeNull();
  });
});

describe('a full disk', () => {
  it('is said by name, and nothing half-written stays', async () => {
    const { root, files } = await openFiles();
    async function* untilFull(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1, 2, 3]);
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    }
    await expect(files.write(untilFull())).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
  });
});
