import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openEsclScanner } from '../../main/outside/scanners/escl/escl-driver.ts';
import { createEsclScanner } from '../../main/outside/scanners/escl/escl-scanner.ts';
import type { ScanSettings } from '../../main/outside/scanners/scanner.ts';
import { capabilitiesXml, statusXml } from '../../main/training/scanner/scanner-xml.ts';
import { scannerSetup, takeAll, takePage } from './support/scanner-setup.ts';
import { codeOf, serverThat } from './support/stub-control.ts';

const FEEDER: ScanSettings = { source: 'feeder', resolution: 300, colour: 'colour' };
const DUPLEX: ScanSettings = { ...FEEDER, source: 'duplex' };
const FLATBED: ScanSettings = { ...FEEDER, source: 'flatbed' };

/** Something else than the simulator, to say what it never says. */
async function device(answer: RequestListener): Promise<string> {
  return `${await serverThat(answer)}/eSCL`;
}

describe('a network scanner over eSCL', () => {
  it('tells what it can do', async () => {
    const { scanner } = await scannerSetup();
    expect(await scanner.capabilities()).toEqual({
      sources: ['flatbed', 'feeder', 'duplex'],
      resolutions: [150, 200, 300, 600],
      colours: ['colour', 'grey'],
    });
    expect(scanner.id).toBe('escl:7a1d0f52-5c0e-4c5e-9f57-534f484f4100');
    expect(scanner.name).toBe('Trạm Số Hóa – máy quét giả lập');
  });

  it.each([FEEDER, DUPLEX])('gives all pages of the feeder in order, byte for byte ($source)', async (settings) => {
    const { scanner, files } = await scannerSetup();
    expect(await takeAll(scanner.scan(settings))).toEqual(files);
    expect(await takeAll(scanner.scan(settings))).toEqual(files);
  });

  it('takes the one page of the glass and gives the scanner back', async () => {
    const { scanner, files } = await scannerSetup();
    expect(await takeAll(scanner.scan(FLATBED))).toEqual(files.slice(0, 1));
    expect(await takeAll(scanner.scan(FEEDER))).toEqual(files);
  });

  it('numbers the pages and says what they are', async () => {
    const { scanner } = await scannerSetup();
    const seen: unknown[] = [];
    for await (const page of scanner.scan(FEEDER)) {
      seen.push([page.index, page.mediaType]);
      await takePage(page);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4].map((index) => [index, 'image/jpeg']));
  });

  it('waits for pages that take their time', async () => {
    const { scanner, files, log, faults } = await scannerSetup();
    await faults({ slow: 300 });
    expect(await takeAll(scanner.scan(FLATBED))).toEqual(files.slice(0, 1));
    expect(log).toContain('GET /eSCL/ScanJobs/:id/NextDocument 503');
  });

  it('keeps the pages before a jam and goes on with that sheet', async () => {
    const { scanner, files, faults } = await scannerSetup();
    await faults({ jamAfter: 2 });
    const pages: Buffer[] = [];
    expect(await codeOf(takeAll(scanner.scan(FEEDER), pages))).toBe('scanner-jam');
    expect(pages).toEqual(files.slice(0, 2));
    expect(await codeOf(takeAll(scanner.scan(FEEDER)))).toBe('scanner-jam');
    await faults({});
    expect(await takeAll(scanner.scan(FEEDER))).toEqual(files.slice(2));
  });

  it('says that the feeder is empty, while the glass goes on', async () => {
    const { scanner, log, faults } = await scannerSetup();
    await faults({ empty: true });
    expect(await codeOf(takeAll(scanner.scan(FEEDER)))).toBe('scanner-empty');
    expect(log.filter((line) => line.startsWith('POST'))).toEqual([]);
    expect(await takeAll(scanner.scan(FLATBED))).toHaveLength(1);
  });

  it('says that the cover is open, at the start and in mid-feed', async () => {
    const { scanner, files, faults } = await scannerSetup();
    await faults({ coverOpen: true });
    expect(await codeOf(takeAll(scanner.scan(FEEDER)))).toBe('scanner-cover-open');
    await faults({});
    const pages: Buffer[] = [];
    const opened = async (): Promise<void> => {
      for await (const page of scanner.scan(FEEDER)) {
        pages.push(await takePage(page));
        await faults({ coverOpen: true });
      }
    };
    expect(await codeOf(opened())).toBe('scanner-cover-open');
    expect(pages).toEqual(files.slice(0, 1));
  });

  it('waits a moment for a busy scanner, then says so', async () => {
    const { scanner, files, faults } = await scannerSetup();
    await faults({ busy: true });
    expect(await codeOf(takeAll(scanner.scan(FEEDER)))).toBe('scanner-busy');
    await faults({ busy: 1 });
    expect(await takeAll(scanner.scan(FEEDER))).toEqual(files);
  });

  it('stops the scanner on an abort, with the reason that was given', async () => {
    const { scanner, files, log } = await scannerSetup();
    const stop = new AbortController();
    const reason = new Error('the clerk has pressed stop');
    const stopped = async (): Promise<void> => {
      for await (const page of scanner.scan(FEEDER, { signal: stop.signal })) {
        await takePage(page);
        stop.abort(reason);
      }
    };
    await expect(stopped()).rejects.toBe(reason);
    await expect.poll(() => jobsTakenBack(log)).toBe(1);
    expect(await takeAll(scanner.scan(FEEDER))).toEqual(files.slice(1));
  });

  it('stops the scanner when nobody wants further pages, and while it waits for one', async () => {
    const { scanner, log, faults } = await scannerSetup();
    for await (const page of scanner.scan(FEEDER)) {
      await takePage(page);
      break;
    }
    await expect.poll(() => jobsTakenBack(log)).toBe(1);
    await faults({ slow: 600_000 });
    const signal = AbortSignal.timeout(300);
    await expect(takeAll(scanner.scan(FEEDER, { signal }))).rejects.toBe(await reasonOf(signal));
    await expect.poll(() => jobsTakenBack(log)).toBe(2);
  });

  it('never takes a page for whole whose line was cut', async () => {
    const { scanner, files, faults } = await scannerSetup();
    await faults({ dropAfterBytes: 1_000 });
    const pages: Buffer[] = [];
    expect(await codeOf(takeAll(scanner.scan(FEEDER), pages))).toBe('scanner-not-found');
    expect(pages).toEqual([]);
    await faults({});
    // The first sheet went through and is asked for again by the clerk; the rest is still in the feeder.
    expect(await takeAll(scanner.scan(FEEDER))).toEqual(files.slice(1));
  });

  it('ends the scan after a broken page even when its reader passes over the error', async () => {
    const { scanner, faults } = await scannerSetup();
    await faults({ dropAfterBytes: 1_000 });
    const passedOver = async (): Promise<void> => {
      for await (const page of scanner.scan(FEEDER)) expect(await codeOf(takePage(page))).toBe('scanner-not-found');
    };
    expect(await codeOf(passedOver())).toBe('scanner-not-found');
  });

  it.each([
    [500, 'scanner-error'],
    [503, 'scanner-busy'],
    [302, 'scanner-error'],
  ] as const)('tells HTTP %i as %s', async (status, code) => {
    const { scanner, faults } = await scannerSetup();
    await faults({ status });
    expect(await codeOf(scanner.capabilities())).toBe(code);
    expect(await codeOf(takeAll(scanner.scan(FEEDER)))).toBe(code);
  });

  it('does not find a scanner where none answers', async () => {
    const { scanner, faults } = await scannerSetup({ answerMs: 200 });
    await faults({ latencyMs: 60_000 });
    expect(await codeOf(scanner.capabilities())).toBe('scanner-not-found');
    await faults({ dropAfterBytes: 0, path: '/' });
    expect(await codeOf(scanner.capabilities())).toBe('scanner-not-found');
    expect(await codeOf(openEsclScanner('http://127.0.0.1:9'))).toBe('scanner-not-found');
    expect(await codeOf(openEsclScanner(await device((_, answer) => answer.end('<html></html>'))))).toBe(
      'scanner-error',
    );
  });
});

describe('a device that is not what it should be', () => {
  const idle = statusXml({ state: 'Idle', adfState: 'ScannerAdfLoaded', jobs: [] });

  /** Gives `page` once, with the job at `location`. */
  const withPage = (page: RequestListener, location = '/eSCL/ScanJobs/1'): Promise<string> =>
    device((request, answer) => {
      const path = request.url ?? '';
      if (path.endsWith('/ScannerCapabilities')) answer.end(capabilitiesXml('00000000-0000'));
      else if (path.endsWith('/ScannerStatus')) answer.end(idle);
      else if (request.method === 'POST') answer.writeHead(201, { location }).end();
      else if (path === '/eSCL/ScanJobs/1/NextDocument') page(request, answer);
      else answer.writeHead(request.method === 'DELETE' ? 200 : 404).end();
    });
  const scanAt = (url: string) =>
    takeAll(
      createEsclScanner({ id: 'x', name: 'x', url }, { busyMs: 300, pageMs: 2_000, silenceMs: 200 }).scan(FLATBED),
    );
  const jpeg = (...rest: readonly number[]): Buffer => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, ...rest]);

  it('sees a cut of a body that ends with its connection', async () => {
    const closing =
      (bytes: Buffer): RequestListener =>
      (_, answer) => {
        answer.socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'), bytes]));
      };
    expect(await codeOf(scanAt(await withPage(closing(jpeg()))))).toBe('scanner-not-found');
    expect(await scanAt(await withPage(closing(jpeg(0xff, 0xd9, 0, 0))))).toHaveLength(1);
  });

  it('refuses what is no image, and gives up on silence', async () => {
    expect(await codeOf(scanAt(await withPage((_, answer) => answer.end('%PDF-1.7 and so on'))))).toBe('scanner-error');
    expect(await codeOf(scanAt(await withPage((_, answer) => answer.write(jpeg()))))).toBe('scanner-not-found');
  });

  it('keeps to its host whatever the job is said to be at', async () => {
    const strangers: string[] = [];
    const other = await device((request, answer) => {
      strangers.push(request.url ?? '');
      answer.end();
    });
    const good = jpeg(0xff, 0xd9);
    const page: RequestListener = (_, answer) => answer.end(good);
    expect(await scanAt(await withPage(page, `${other}/ScanJobs/1`))).toEqual([good]);
    expect(await scanAt(await withPage(page, 'http://scanner.invalid/eSCL/ScanJobs/1/'))).toEqual([good]);
    const away: RequestListener = (_, answer) => answer.writeHead(302, { location: other }).end();
    expect(await codeOf(scanAt(await withPage(away)))).toBe('scanner-error');
    expect(strangers).toEqual([]);
  });
});

function jobsTakenBack(log: readonly string[]): number {
  return log.filter((line) => line === 'DELETE /eSCL/ScanJobs/:id 200').length;
}

async function reasonOf(signal: AbortSignal): Promise<unknown> {
  if (!signal.aborted) await new Promise((aborted) => signal.addEventListener('abort', aborted, { once: true }));
  return signal.reason;
}
