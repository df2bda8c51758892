import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSaneDriver } from '../../main/outside/scanners/sane/sane-driver.ts';
import type { ScannedPage, Scanner, ScanSettings } from '../../main/outside/scanners/scanner.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const FEEDER: ScanSettings = { source: 'feeder', resolution: 75, colour: 'grey' };
const FLATBED: ScanSettings = { source: 'flatbed', resolution: 100, colour: 'colour' };

const hasScanimage = (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'scanimage')));

afterEach(() => vi.unstubAllEnvs());

/** SANE's own test back end alone, set by lines of its test.conf. */
async function testBackend(
  ...lines: readonly string[]
): Promise<{ readonly scanner: Scanner; readonly folder: string }> {
  const base = await temporaryFolder();
  const config = join(base, 'sane.d');
  await mkdir(config);
  await writeFile(join(config, 'dll.conf'), 'test\n');
  await writeFile(join(config, 'test.conf'), ['number_of_devices 1', ...lines, ''].join('\n'));
  vi.stubEnv('SANE_CONFIG_DIR', config);
  const folder = join(base, 'scans 100%d');
  const scanner = (await createSaneDriver({ folder }).find()).at(-1);
  if (scanner === undefined) throw new Error('SANE has no test back end');
  return { scanner, folder };
}

async function bytesOf(page: ScannedPage): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of page.content) parts.push(part);
  return Buffer.concat(parts);
}

async function codeAndPages(scan: AsyncIterable<ScannedPage>): Promise<readonly [string, number]> {
  let pages = 0;
  try {
    for await (const page of scan) pages = page.index + 1;
  } catch (error) {
    return [(error as { readonly code: string }).code, pages];
  }
  return ['none', pages];
}

if (!hasScanimage) {
  it('scans from the test device of SANE: needs scanimage (package sane-utils), which is not installed', () => {
    expect(hasScanimage).toBe(false);
  });
}

describe.each(hasScanimage ? ['a scanner behind SANE'] : [])('%s', () => {
  it('tells who it is and what it can do', async () => {
    const { scanner } = await testBackend();
    expect(scanner).toMatchObject({ id: 'sane:test:0', kind: 'sane', name: 'Noname frontend-tester' });
    expect(await scanner.capabilities()).toEqual({
      sources: ['flatbed', 'feeder'],
      resolutions: [75, 100, 150, 200, 240, 300, 400, 600],
      colours: ['colour', 'grey'],
    });
  });

  it('gives the ten sheets of its feeder, each a whole picture that is gone once the next is asked for', async () => {
    const { scanner, folder } = await testBackend('test-picture "Grid"');
    const indexes: number[] = [];
    const firsts: Buffer[] = [];
    for await (const page of scanner.scan(FEEDER)) {
      indexes.push(page.index);
      expect(page.mediaType).toBe('image/jpeg');
      const bytes = await bytesOf(page);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', density: 75, width: 590, channels: 1 });
      firsts.push(bytes);
      const names = (await readdir(folder, { recursive: true })).filter((name) => /\.jpg$/.test(name));
      expect(names.some((name) => name.endsWith(`/${page.index}.jpg`))).toBe(false);
    }
    expect(indexes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives the one page of the glass, all of it, in the colours asked for', async () => {
    const { scanner } = await testBackend('test-picture "Color pattern"');
    const pages: ScannedPage[] = [];
    for await (const page of scanner.scan(FLATBED)) {
      pages.push(page);
      expect(await sharp(await bytesOf(page)).metadata()).toMatchObject({ width: 787, height: 787, channels: 3 });
    }
    expect(pages).toHaveLength(1);
  });

  it.each([
    ['SANE_STATUS_JAMMED', 'scanner-jam'],
    ['SANE_STATUS_COVER_OPEN', 'scanner-cover-open'],
    ['SANE_STATUS_DEVICE_BUSY', 'scanner-busy'],
    ['SANE_STATUS_NO_DOCS', 'scanner-empty'],
    ['SANE_STATUS_IO_ERROR', 'scanner-error'],
  ])('says in our words what %s means', async (status, code) => {
    const { scanner, folder } = await testBackend(`read-status-code "${status}"`);
    expect(await codeAndPages(scanner.scan(FEEDER))).toEqual([code, 0]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops the scanner when told to, and leaves no page behind', async () => {
    const { scanner, folder } = await testBackend('read-delay true', 'read-delay-duration 20000');
    const abort = new AbortController();
    const pages: number[] = [];
    const scan = async (): Promise<void> => {
      for await (const page of scanner.scan({ ...FEEDER, resolution: 300 }, { signal: abort.signal })) {
        pages.push(page.index);
        abort.abort();
      }
    };
    await expect(scan()).rejects.toMatchObject({ name: 'AbortError' });
    expect(pages).toEqual([0]);
    expect(await readdir(folder)).toEqual([]);
    // The device is free again.
    expect(await codeAndPages(scanner.scan(FLATBED))).toEqual(['none', 1]);
  });

  it('stops the scanner when nobody asks for more pages', async () => {
    const { scanner, folder } = await testBackend();
    for await (const page of scanner.scan(FEEDER)) if (page.index === 2) break;
    expect(await readdir(folder)).toEqual([]);
  });

  it('removes what an interrupted scan left', async () => {
    const { scanner, folder } = await testBackend();
    await mkdir(join(folder, 'scan-old'), { recursive: true });
    await writeFile(join(folder, 'scan-old/1.jpg'), 'left');
    for await (const page of scanner.scan(FLATBED)) expect(page.index).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not find a device that was unplugged', async () => {
    const { scanner } = await testBackend('number_of_devices 2');
    await writeFile(join(process.env.SANE_CONFIG_DIR ?? '', 'test.conf'), 'number_of_devices 1\n');
    expect(await codeAndPages(scanner.scan(FLATBED))).toEqual(['scanner-not-found', 0]);
  });
});

it('finds no scanners where scanimage is not installed', async () => {
  const driver = createSaneDriver({ folder: await temporaryFolder(), program: '/nowhere/scanimage' });
  expect(await driver.find()).toEqual([]);
});
