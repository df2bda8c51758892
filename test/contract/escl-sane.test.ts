import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { SHADES, scannerSetup } from './support/scanner-setup.ts';
import { temporaryFolder } from './support/stub-control.ts';

/** What another program needs to scan from the simulator: SANE's own front end, and its eSCL backend. */
const NEEDED = {
  scanimage: (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'scanimage')),
  'sane-airscan': ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/sane/libsane-airscan.so.1`),
};
const missing = Object.entries(NEEDED).flatMap(([name, paths]) => (paths.some(existsSync) ? [] : [name]));

interface SaneRun {
  readonly output: string;
  /** Mean shade of a corner of each page, in the order of their numbers: SANE fills what is missing of A4 with white. */
  readonly shades: readonly number[];
}

/** Scans with Debian's sane-airscan into a folder of its own. */
async function scanWithSane(url: string, args: readonly string[]): Promise<SaneRun> {
  const [config, pages] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(config, 'dll.conf'), 'airscan\n');
  await writeFile(join(config, 'airscan.conf'), `[devices]\nsim = ${url}\n[options]\ndiscovery = disable\n`);
  const batch = `--batch=${join(pages, '%03d.jpg')}`;
  const output = await new Promise<string>((resolve) => {
    execFile(
      NEEDED.scanimage.find(existsSync) ?? '',
      ['-d', 'airscan:e0:sim', '--format=jpeg', '--resolution=150', batch, ...args],
      { env: { ...process.env, SANE_CONFIG_DIR: config }, timeout: 50_000 },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
  });
  const names = (await readdir(pages)).filter((name) => name.endsWith('.jpg')).sort();
  const means = names.map(async (name) => {
    const corner = sharp(await readFile(join(pages, name))).extract({ left: 50, top: 50, width: 100, height: 100 });
    return (await sharp(await corner.png().toBuffer()).stats()).channels[0]?.mean;
  });
  return { output, shades: (await Promise.all(means)).map((mean) => Math.round(mean ?? -1)) };
}

// Where a program is missing, a test says by its name which.
it.each(missing)('scanning from the simulator by sane-airscan needs %s, which is not installed', (name) => {
  expect(missing).toContain(name);
});

describe.each(missing.length === 0 ? ['the simulator, scanned from by sane-airscan'] : [])('%s', () => {
  const near = (shades: readonly number[]) => shades.map((shade) => expect.closeTo(shade, -0.7));

  it.each(['ADF', 'ADF Duplex'])('gives all pages in order (%s)', async (source) => {
    const { url } = await scannerSetup();
    const { shades, output } = await scanWithSane(url, ['--source', source]);
    expect(output).toContain('feeder out of documents');
    expect(shades).toEqual(near(SHADES));
  });

  it('gives the first page from the glass', async () => {
    const { url } = await scannerSetup();
    expect((await scanWithSane(url, ['--source=Flatbed', '--batch-count=1'])).shades).toEqual(near(SHADES.slice(0, 1)));
  });

  it('is asked again after it was busy', async () => {
    const { url, faults } = await scannerSetup();
    await faults({ busy: 1 });
    expect((await scanWithSane(url, ['--source=ADF'])).shades).toEqual(near(SHADES));
  });

  it('jams after the pages before, and goes on with the rest', async () => {
    const { url, faults } = await scannerSetup();
    await faults({ jamAfter: 2 });
    const jammed = await scanWithSane(url, ['--source=ADF']);
    expect(jammed.output).toContain('Document feeder jammed');
    expect(jammed.shades).toEqual(near(SHADES.slice(0, 2)));
    await faults({});
    expect((await scanWithSane(url, ['--source=ADF'])).shades).toEqual(near(SHADES.slice(2)));
  });

  it.each([
    [{ empty: true }, 'Document feeder out of documents'],
    [{ coverOpen: true }, 'Scanner cover is open'],
    [{ dropAfterBytes: 1_000 }, 'Error during device I/O'],
  ])('is understood with %o', async (fault, words) => {
    const { url, faults } = await scannerSetup();
    await faults(fault);
    const { output, shades } = await scanWithSane(url, ['--source=ADF']);
    expect(output).toContain(words);
    expect(shades).toEqual([]);
  });
});
