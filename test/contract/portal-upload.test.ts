import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCOUNT, clientOf, json, plainCall, put, startPortal } from './support/portal-setup.ts';
import { codeOf, sampleFile, serverThat, setFaults } from './support/stub-control.ts';

const TUS = { 'tus-resumable': '1.0.0' };
const part = (offset: number, body: Buffer): RequestInit => ({
  method: 'PATCH',
  headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
  body: new Uint8Array(body),
});

describe('uploading by tus 1.0', () => {
  it('works for any client: create, append, ask the offset, append, fetch', async () => {
    const { stub } = await startPortal();
    const file = await sampleFile(1000);
    const filename = Buffer.from('tep.pdf').toString('base64');
    const created = await plainCall(stub.url, '/files', {
      method: 'POST',
      headers: { ...TUS, 'upload-length': '1000', 'upload-metadata': `filename ${filename}` },
    });
    expect(created.status).toBe(201);
    const path = new URL(created.headers.get('location') ?? '').pathname;
    expect((await plainCall(stub.url, path, part(0, file.bytes.subarray(0, 400)))).headers.get('upload-offset')).toBe(
      '400',
    );
    const head = await plainCall(stub.url, path, { method: 'HEAD', headers: TUS });
    expect([head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual(['400', '1000']);
    expect((await plainCall(stub.url, path, part(300, file.bytes))).status).toBe(409);
    expect((await plainCall(stub.url, path, part(400, file.bytes.subarray(400)))).status).toBe(204);
    const done = await plainCall(stub.url, path, { method: 'HEAD', headers: TUS });
    expect(done.headers.get('upload-offset')).toBe('1000');
    expect(Buffer.from(await (await plainCall(stub.url, path)).arrayBuffer()).equals(file.bytes)).toBe(true);
  });

  it('tells the address before a byte leaves, and waits until it is kept', async () => {
    const { portal, dataDir } = await startPortal();
    const file = await sampleFile(5000);
    const seen: number[] = [];
    const { url } = await portal.upload(
      file.path,
      { ...file, key: 'k' },
      {
        onUrl: async (address) => {
          await new Promise((resolve) => setImmediate(resolve));
          seen.push((await stat(join(dataDir, 'uploads', address.split('/').at(-1) ?? ''))).size);
        },
      },
    );
    expect(seen).toEqual([0]);
    expect((await portal.finalise(url, { key: 'k', sha256: file.sha256 })).size).toBe(5000);
  });

  it('sends nothing when the address cannot be kept', async () => {
    const { portal, dataDir } = await startPortal();
    const file = await sampleFile(5000);
    const upload = portal.upload(
      file.path,
      { ...file, key: 'k' },
      { onUrl: () => Promise.reject(new Error('disk full')) },
    );
    await expect(upload).rejects.toThrow('disk full');
    const [id] = (await readdir(join(dataDir, 'uploads'))).filter((name) => !name.includes('.'));
    expect((await stat(join(dataDir, 'uploads', id ?? ''))).size).toBe(0);
  });

  it('reports progress up to the last byte, in parts', async () => {
    const { portal } = await startPortal({}, { partBytes: 3000 });
    const file = await sampleFile(10_000);
    const seen: number[] = [];
    await portal.upload(file.path, { ...file, key: 'k' }, { onProgress: (sent) => seen.push(sent) });
    expect(seen.at(-1)).toBe(10_000);
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
    expect(seen).toContain(3000);
  });

  it('sends an empty file', async () => {
    const { portal } = await startPortal();
    const file = await sampleFile(0);
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    expect(await portal.finalise(url, { key: 'k', sha256: file.sha256 })).toMatchObject({ size: 0 });
  });

  it('sends from any source that can be opened at a byte', async () => {
    const { stub, portal } = await startPortal({}, { partBytes: 3000 });
    const file = await sampleFile(10_000);
    const ranges: [number, number][] = [];
    const source = {
      open: (start: number, end: number) => {
        ranges.push([start, end]);
        return createReadStream(file.path, { start, end: end - 1 });
      },
    };
    const { url } = await portal.upload(source, { ...file, key: 'k' });
    expect(ranges).toEqual([
      [0, 3000],
      [3000, 6000],
      [6000, 9000],
      [9000, 10_000],
    ]);
    const stored = await plainCall(stub.url, new URL(url).pathname);
    expect(Buffer.from(await stored.arrayBuffer()).equals(file.bytes)).toBe(true);
  });

  it('goes on at the very byte where the line dropped', async () => {
    const { stub, portal } = await startPortal({}, { partBytes: 1_000_000 });
    const file = await sampleFile(300_000);
    await setFaults(stub.url, { dropAfterBytes: 123_457 });
    let kept = '';
    const keep = (url: string): void => {
      kept = url;
    };
    const first = portal.upload(file.path, { ...file, key: 'k' }, { onUrl: keep });
    expect(await codeOf(first)).toBe('portal-interrupted');
    await setFaults(stub.url, {});
    const opened: number[] = [];
    const source = {
      open: (start: number, end: number) => {
        opened.push(start);
        return createReadStream(file.path, { start, end: end - 1 });
      },
    };
    expect(await portal.upload(source, { ...file, key: 'k' }, { resumeUrl: kept })).toEqual({
      url: kept,
      resumedAt: 123_457,
    });
    expect(opened).toEqual([123_457]);
    expect((await portal.finalise(kept, { key: 'k', sha256: file.sha256 })).sha256).toBe(file.sha256);
  });

  it('gets through a line that drops again and again', async () => {
    const { stub, portal } = await startPortal();
    const file = await sampleFile(200_000);
    await setFaults(stub.url, { dropAfterBytes: 50_000 });
    let resumeUrl: string | null = null;
    const onUrl = (url: string): void => {
      resumeUrl = url;
    };
    const offsets: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      try {
        offsets.push((await portal.upload(file.path, { ...file, key: 'k' }, { resumeUrl, onUrl })).resumedAt);
        break;
      } catch (error) {
        expect(error).toMatchObject({ code: 'portal-interrupted' });
      }
    }
    expect(offsets).toEqual([200_000]);
    await setFaults(stub.url, {});
    expect((await portal.finalise(resumeUrl!, { key: 'k', sha256: file.sha256 })).sha256).toBe(file.sha256);
  });

  it('begins anew when the portal has forgotten the upload, or has another file under it', async () => {
    const { stub, portal } = await startPortal();
    const [file, longer] = [await sampleFile(1000), await sampleFile(2000)];
    const forgotten = `${stub.url}/files/00000000000000000000000000000000`;
    const first = await portal.upload(file.path, { ...file, key: 'k' }, { resumeUrl: forgotten });
    expect(first).toMatchObject({ resumedAt: 0 });
    expect(first.url).not.toBe(forgotten);
    const second = await portal.upload(longer.path, { ...longer, key: 'l' }, { resumeUrl: first.url });
    expect(second.url).not.toBe(first.url);
  });

  it('sends nothing of a file that the portal has whole', async () => {
    const { portal } = await startPortal();
    const file = await sampleFile(1000);
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    const source = {
      open: (): never => {
        throw new Error('read again');
      },
    };
    expect(await portal.upload(source, { ...file, key: 'k' }, { resumeUrl: url })).toEqual({ url, resumedAt: 1000 });
  });

  it('names no person and no paper on its way', async () => {
    const seen: string[] = [];
    const spy = await serverThat((request, response) => {
      seen.push(JSON.stringify([request.url, request.headers]));
      const reply = request.url === '/oauth/token' ? { access_token: 't' } : {};
      response.writeHead(request.url === '/files' ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(reply));
    });
    const file = await sampleFile(10);
    expect(await codeOf(clientOf(spy).upload(file.path, { ...file, key: 'paper-1' }))).toBe('portal-error');
    const metadata = /"upload-metadata":"([^"]+)"/.exec(seen.join())?.[1] ?? '';
    const fields = Object.fromEntries(
      metadata.split(',').map((pair) => {
        const [key = '', value = ''] = pair.split(' ');
        return [key, Buffer.from(value, 'base64').toString()];
      }),
    );
    expect(fields).toEqual({
      filename: `${file.sha256}.pdf`,
      filetype: 'application/pdf',
      sha256: file.sha256,
      key: 'paper-1',
    });
  });

  it("stops with the caller's reason when the caller gives up in mid-file", async () => {
    const { stub, portal } = await startPortal();
    const file = await sampleFile(500_000);
    const caller = new AbortController();
    const upload = portal.upload(
      file.path,
      { ...file, key: 'k' },
      { signal: caller.signal, onProgress: (sent) => void (sent > 0 && caller.abort(new Error('shutting down'))) },
    );
    await expect(upload).rejects.toThrow('shutting down');
    await setFaults(stub.url, { latencyMs: 60_000 });
    const stalled = portal.upload(file.path, { ...file, key: 'k' }, { signal: AbortSignal.timeout(50) });
    expect(await codeOf(stalled)).toBe('portal-unreachable');
  });

  it('fails with the error of the file when that cannot be read', async () => {
    const { portal } = await startPortal();
    const file = await sampleFile(1000);
    await expect(portal.upload(`${file.path}.gone`, { ...file, key: 'k' })).rejects.toMatchObject({ code: 'ENOENT' });
    const longer = portal.upload(file.path, { ...file, size: 1001, key: 'k' });
    await expect(longer).rejects.toThrow('not as long as it was told');
  });

  it('refuses a file that is too large for the portal', async () => {
    const { portal } = await startPortal({ maxFileBytes: 1000 });
    const file = await sampleFile(1001);
    expect(await codeOf(portal.upload(file.path, { ...file, key: 'k' }))).toBe('portal-refused-dossier');
  });

  it('throws away bytes that were spoilt on their way, and says so', async () => {
    const { portal, dataDir } = await startPortal();
    const [file, other] = [await sampleFile(1000), await sampleFile(1000, 'other')];
    expect(await codeOf(portal.upload(other.path, { ...file, key: 'k' }))).toBe('portal-hash-differs');
    expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
    expect(await readdir(join(dataDir, 'files'))).toEqual([]);
  });
});

describe('sealing an upload', () => {
  it('gives the same stored file for one key for ever', async () => {
    const { stub, portal, dataDir } = await startPortal();
    const file = await sampleFile(1000);
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    const stored = await portal.finalise(url, { key: 'k', sha256: file.sha256 });
    const many = await Promise.all(
      Array.from({ length: 8 }, () => portal.finalise(url, { key: 'k', sha256: file.sha256 })),
    );
    expect(many.every((one) => JSON.stringify(one) === JSON.stringify(stored))).toBe(true);
    await stub.close();
    const later = await startPortal({ dataDir });
    expect(await later.portal.finalise(url, { key: 'k', sha256: file.sha256 })).toMatchObject({
      sha256: stored.sha256,
      storedAt: stored.storedAt,
    });
  });

  it('finds the first upload when its address was lost and the file sent again', async () => {
    const { portal } = await startPortal();
    const file = await sampleFile(1000);
    const first = await put(portal, file, 'k');
    const second = await portal.upload(file.path, { ...file, key: 'k' });
    expect(second.url).not.toBe(first);
    expect((await portal.finalise(second.url, { key: 'k', sha256: file.sha256 })).url).toBe(first);
  });

  it('refuses another hash, with 409', async () => {
    const { stub, portal } = await startPortal();
    const [file, other] = [await sampleFile(1000), await sampleFile(1000, 'other')];
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    expect(await codeOf(portal.finalise(url, { key: 'k', sha256: other.sha256 }))).toBe('portal-hash-differs');
    await portal.finalise(url, { key: 'k', sha256: file.sha256 });
    const { url: otherUrl } = await portal.upload(other.path, { ...other, key: 'k' });
    expect(await codeOf(portal.finalise(otherUrl, { key: 'k', sha256: other.sha256 }))).toBe('portal-hash-differs');
    const path = `${new URL(url).pathname}/finalise`;
    const again = await plainCall(stub.url, path, json({ key: 'k', sha256: other.sha256 }));
    expect(again.status).toBe(409);
  });

  it('answers 425 while bytes are missing, 404 for what it does not know, 400 for nonsense', async () => {
    const { stub, portal } = await startPortal();
    const created = await plainCall(stub.url, '/files', { method: 'POST', headers: { ...TUS, 'upload-length': '9' } });
    const url = created.headers.get('location') ?? '';
    const seal = { key: 'k', sha256: '0'.repeat(64) };
    expect((await plainCall(stub.url, `${new URL(url).pathname}/finalise`, json(seal, 'PUT'))).status).toBe(425);
    expect((await plainCall(stub.url, '/files/nope/finalise', json(seal))).status).toBe(404);
    expect((await plainCall(stub.url, '/files/nope/finalise', json({ key: 'k' }))).status).toBe(400);
    expect(await codeOf(portal.finalise(url, seal))).toBe('portal-interrupted');
  });
});

describe('the account', () => {
  it('is needed before anything is stored', async () => {
    const { stub, dataDir } = await startPortal({ clients: [ACCOUNT] });
    await fetch(`${stub.url}/files`, { method: 'POST', headers: { ...TUS, 'upload-length': '9' } });
    expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  });
});
