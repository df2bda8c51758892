import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { openEsclScanner } from '../../../main/outside/scanners/escl/escl-driver.ts';
import type { EsclLimits } from '../../../main/outside/scanners/escl/escl-scanner.ts';
import type { ScannedPage, Scanner } from '../../../main/outside/scanners/scanner.ts';
import { startScannerStub } from '../../../main/training/scanner/start-scanner-stub.ts';
import { setFaults, temporaryFolder } from './stub-control.ts';

/** The shade of grey of each page, so that a page is known again after another program wrote it anew. */
export const SHADES = [40, 90, 140, 190, 240] as const;

export interface ScannerSetup {
  readonly url: string;
  readonly scanner: Scanner;
  /** The pages of the simulator's folder, in order. */
  readonly files: readonly Buffer[];
  /** Lines of its log. */
  readonly log: readonly string[];
  faults(faults: object): Promise<void>;
}

/** A running simulator with A4 pages of 50 dpi, and the station's scanner that speaks to it. */
export async function scannerSetup(limits: Partial<EsclLimits> = {}): Promise<ScannerSetup> {
  const folder = await temporaryFolder();
  const files = await Promise.all(
    SHADES.map((shade) =>
      sharp({ create: { width: 413, height: 585, channels: 3, background: { r: shade, g: shade, b: shade } } })
        .jpeg()
        .toBuffer(),
    ),
  );
  await Promise.all(files.map((bytes, index) => writeFile(join(folder, `page-${index}.jpg`), bytes)));
  const log: string[] = [];
  const stub = await startScannerStub({ port: 0, pagesDir: folder, log: (line) => log.push(line) });
  onTestFinished(() => stub.close());
  return {
    url: `${stub.url}/eSCL`,
    scanner: await openEsclScanner(`${stub.url}/eSCL`, { limits: { busyMs: 500, ...limits } }),
    files,
    log,
    faults: async (faults) => {
      const answer = await setFaults(stub.url, faults);
      if (!answer.ok) throw new Error(await answer.text());
    },
  };
}

/** All pages, each taken whole before the next; `pages` holds those that came even when the scan then fails. */
export async function takeAll(scan: AsyncIterable<ScannedPage>, pages: Buffer[] = []): Promise<readonly Buffer[]> {
  for await (const page of scan) pages.push(await takePage(page));
  return pages;
}

export async function takePage(page: ScannedPage): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of page.content) pieces.push(piece);
  return Buffer.concat(pieces);
}
