import { createReadStream } from 'node:fs';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { startPortalStub } from '../../main/training/portal/start-portal-stub.ts';
import { type Child, runChild } from './support/child.ts';
import { clientOf, message, put, startPortal } from './support/portal-setup.ts';
import { codeOf, sampleFile, temporaryFolder } from './support/stub-control.ts';

const CODE = 'H56.25.5-260703-0001';
const SIZE = 600_000;

async function startProcess(dataDir: string, port = 0): Promise<Child & { readonly url: string }> {
  const child = await runChild(new URL('./support/portal-process.ts', import.meta.url), [String(port), dataDir]);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(child.firstLine)?.[0] ?? '';
  return { ...child, url };
}

/** Bytes of the one upload that is under way. */
async function bytesUnderWay(dataDir: string): Promise<number> {
  const uploads = join(dataDir, 'uploads');
  const [id] = (await readdir(uploads)).filter((name) => !name.includes('.'));
  return id === undefined ? 0 : (await stat(join(uploads, id))).size;
}

describe('killed with -9', () => {
  it('the portal, in mid-upload, goes on at the byte that it has, on the same port or another', async () => {
    const dataDir = await temporaryFolder();
    const file = await sampleFile(SIZE);
    const first = await startProcess(dataDir);
    let kept = '';
    const keep = (url: string): void => {
      kept = url;
    };
    let release = (): void => undefined;
    const killed = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* halfThenRest(): AsyncGenerator<Buffer> {
      yield file.bytes.subarray(0, SIZE / 2);
      await killed;
      yield file.bytes.subarray(SIZE / 2);
    }
    const upload = codeOf(
      clientOf(first.url, { partBytes: SIZE }).upload(
        { open: () => Readable.from(halfThenRest()) },
        { ...file, key: 'k' },
        { onUrl: keep },
      ),
    );
    await vi.waitFor(async () => expect(await bytesUnderWay(dataDir)).toBe(SIZE / 2), { timeout: 20_000 });
    await first.kill('SIGKILL');
    release();
    expect(await upload).toBe('portal-interrupted');

    for (const port of [Number(new URL(first.url).port), 0]) {
      const again = await startProcess(dataDir, port);
      const held = await bytesUnderWay(dataDir);
      const opened: number[] = [];
      const source = {
        open: (start: number, end: number) => {
          opened.push(start);
          return createReadStream(file.path, { start, end: end - 1 });
        },
      };
      const portal = clientOf(again.url, { partBytes: 100_000 });
      if (port !== 0) {
        const caller = new AbortController();
        const stopped = portal.upload(
          source,
          { ...file, key: 'k' },
          {
            resumeUrl: kept,
            signal: caller.signal,
            onProgress: (sent) => void (sent > 350_000 && caller.abort(new Error('enough'))),
          },
        );
        await expect(stopped).rejects.toThrow('enough');
      } else {
        const done = await portal.upload(source, { ...file, key: 'k' }, { resumeUrl: kept });
        expect(done.resumedAt).toBe(held);
        expect((await portal.finalise(done.url, { key: 'k', sha256: file.sha256 })).sha256).toBe(file.sha256);
      }
      expect(opened[0]).toBe(held);
      expect(held).toBeGreaterThanOrEqual(SIZE / 2);
      await again.kill('SIGKILL');
    }
  });

  it('the station, in mid-upload, goes on at the byte that the portal has', async () => {
    const { stub, dataDir } = await startPortal();
    const file = await sampleFile(SIZE);
    const sender = await runChild(new URL('./support/upload-process.ts', import.meta.url), [
      stub.url,
      file.path,
      String(SIZE),
      file.sha256,
    ]);
    await vi.waitFor(async () => expect(await bytesUnderWay(dataDir)).toBe(SIZE / 2), { timeout: 20_000 });
    await sender.kill('SIGKILL');
    const portal = clientOf(stub.url);
    const done = await vi.waitFor(
      () => portal.upload(file.path, { ...file, key: 'key' }, { resumeUrl: sender.firstLine }),
      { timeout: 20_000 },
    );
    expect(done).toEqual({ url: sender.firstLine, resumedAt: SIZE / 2 });
    expect((await portal.finalise(done.url, { key: 'key', sha256: file.sha256 })).sha256).toBe(file.sha256);
  });

  it('the portal holds all that it acknowledged, with the same receipts', async () => {
    const dataDir = await temporaryFolder();
    const receipts: string[] = [];
    for (let round = 1; round <= 4; round += 1) {
      const running = await startProcess(dataDir);
      const portal = clientOf(running.url);
      const code = `H56.25.5-260703-000${round}`;
      const receipt = await portal.sendDossier(message(code, [await put(portal, await sampleFile(10_000, code))]));
      await running.kill('SIGKILL');
      receipts.push(JSON.stringify(receipt));
    }
    const { portal } = await startPortal({ dataDir });
    for (const [index, receipt] of receipts.entries()) {
      const code = `H56.25.5-260703-000${index + 1}`;
      const holding = await portal.readBack(code);
      expect(JSON.stringify(holding?.receipt)).toBe(receipt);
      expect(holding?.files[0]?.sha256).toBe((await sampleFile(10_000, code)).sha256);
    }
  });

  it('between the last byte and its hash, the upload is completed when it is next named', async () => {
    const { stub, dataDir, portal } = await startPortal();
    const file = await sampleFile(1000);
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    await stub.close();
    // As a crash right before the journal leaves it: the bytes still under their first name, and nothing written of them.
    const journal = join(dataDir, 'journal.ndjson');
    const lines = (await readFile(journal, 'utf8')).split('\n').filter((line) => !line.includes('"kind":"upload"'));
    await writeFile(journal, lines.join('\n'));
    const id = url.split('/').at(-1) ?? '';
    await writeFile(join(dataDir, 'uploads', id), file.bytes);
    await writeFile(
      join(dataDir, 'uploads', `${id}.json`),
      JSON.stringify({ id, size: 1000, offset: 0, metadata: {} }),
    );

    const again = await startPortal({ dataDir });
    expect((await again.portal.sendDossier(message(CODE, [url]))).files[0]?.sha256).toBe(file.sha256);
    expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  });

  it('in mid-entry, the journal drops what was never acknowledged', async () => {
    const { stub, dataDir, portal } = await startPortal();
    const receipt = await portal.sendDossier(message(CODE, []));
    await stub.close();
    await appendFile(join(dataDir, 'journal.ndjson'), '{"kind":"dossier","receipt":{"numb');
    const again = await startPortal({ dataDir });
    expect(await again.portal.sendDossier(message(CODE, []))).toEqual(receipt);
    expect((await again.portal.sendDossier(message('H56.25.5-260703-0002', []))).number.slice(-1)).toBe('2');
    await again.stub.close();
    const later = await startPortal({ dataDir });
    expect(await later.portal.readBack('H56.25.5-260703-0002')).not.toBeNull();
  });

  it('a journal that is damaged elsewhere is refused, not guessed at', async () => {
    const { stub, dataDir, portal } = await startPortal();
    await portal.sendDossier(message(CODE, []));
    await stub.close();
    const journal = join(dataDir, 'journal.ndjson');
    await writeFile(journal, `{"kind":"dossier"}\n${await readFile(journal, 'utf8')}`);
    await expect(startPortalStub({ port: 0, dataDir })).rejects.toThrow('damaged at line 1');
  });
});

describe('the command of the portal stand-in', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('says in one line when it is ready, and ends at %s', async (signal) => {
    const child = await startProcess(await temporaryFolder());
    expect(child.firstLine).toMatch(/^Portal stand-in ready: http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${child.url}/_stub/faults`)).status).toBe(200);
    expect(await child.kill(signal)).toBe(0);
  });
});
