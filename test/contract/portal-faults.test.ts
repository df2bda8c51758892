import { describe, expect, it } from 'vitest';
import type { StationErrorCode } from '../../common/contract/errors.ts';
import { clientOf, message, put, startPortal } from './support/portal-setup.ts';
import { codeOf, sampleFile, serverThat, setFaults } from './support/stub-control.ts';

const CODE = 'H56.25.5-260703-0001';

const FAULTS: readonly (readonly [object, StationErrorCode])[] = [
  [{ captivePortal: true }, 'portal-not-genuine'],
  [{ status: 302 }, 'portal-not-genuine'],
  [{ status: 511 }, 'portal-not-genuine'],
  [{ status: 401 }, 'portal-refused-credentials'],
  [{ status: 403 }, 'portal-refused-credentials'],
  [{ status: 413 }, 'portal-refused-dossier'],
  [{ status: 429 }, 'portal-error'],
  [{ status: 500 }, 'portal-error'],
  [{ status: 503 }, 'portal-error'],
  [{ dropAfterBytes: 0 }, 'portal-interrupted'],
  [{ malformed: true }, 'portal-error'],
];

describe('when the portal fails', () => {
  it.each(
    FAULTS,
  )('with %j every call fails as %s, nothing is lost, and all goes on once it is over', async (faults, code) => {
    const { stub, portal } = await startPortal();
    const file = await sampleFile(20_000);
    const url = await put(portal, file);
    const sent = message(CODE, [url]);
    const receipt = await portal.sendDossier(sent);
    const calls = {
      check: () => clientOf(stub.url).check(),
      begin: () => portal.upload(file.path, { ...file, key: 'new' }),
      resume: () => portal.upload(file.path, { ...file, key: 'k' }, { resumeUrl: url }),
      finalise: () => portal.finalise(url, { key: `key-${file.sha256}`, sha256: file.sha256 }),
      send: () => portal.sendDossier(sent),
      readBack: () => portal.readBack(CODE),
      search: () => portal.findHeldPapers({ ownerId: '001194900117' }),
    };
    await setFaults(stub.url, faults);
    const codes: Record<string, StationErrorCode | null> = {};
    for (const [name, call] of Object.entries(calls)) codes[name] = await codeOf(call());
    // A stand-in that answers 200 without the upload protocol is not a portal, even if its body is merely broken.
    const uploads = 'malformed' in faults ? 'portal-not-genuine' : code;
    expect(codes).toEqual({
      check: code,
      begin: uploads,
      resume: uploads,
      finalise: code,
      send: code,
      readBack: code,
      search: code,
    });
    await setFaults(stub.url, {});
    expect(await portal.sendDossier(sent)).toEqual(receipt);
    expect((await portal.readBack(CODE))?.files).toEqual([{ url, sha256: file.sha256, size: 20_000 }]);
    for (const call of Object.values(calls)) expect(await codeOf(call())).toBeNull();
  });

  it('when its answer is lost the dossier was taken once, and sending again gives that receipt', async () => {
    const { stub, portal } = await startPortal();
    const sent = message(CODE, [await put(portal, await sampleFile(100))]);
    await setFaults(stub.url, { malformed: true });
    expect(await codeOf(portal.sendDossier(sent))).toBe('portal-error');
    await setFaults(stub.url, {});
    const held = await portal.readBack(CODE);
    expect(await portal.sendDossier(sent)).toEqual(held?.receipt);
    expect(held?.receipt.version).toBe(1);
  });

  it('when its answer breaks off, that is an interrupted line', async () => {
    const { stub, portal } = await startPortal();
    await portal.sendDossier(message(CODE, []));
    await setFaults(stub.url, { dropAfterBytes: 300 });
    expect(await codeOf(portal.readBack(CODE))).toBe('portal-interrupted');
  });

  it('when it is slow it is waited for, up to a point', async () => {
    const { stub, portal } = await startPortal();
    const hasty = clientOf(stub.url, { timeoutMs: 100, stallMs: 100 });
    await hasty.check();
    const file = await sampleFile(1000);
    await setFaults(stub.url, { latencyMs: 30 });
    expect(await portal.readBack(CODE)).toBeNull();
    await setFaults(stub.url, { latencyMs: 60_000 });
    expect(await codeOf(hasty.readBack(CODE))).toBe('portal-unreachable');
    expect(await codeOf(hasty.upload(file.path, { ...file, key: 'k' }))).toBe('portal-unreachable');
    const resumed = hasty.upload(file.path, { ...file, key: 'k' }, { resumeUrl: `${stub.url}/files/0` });
    expect(await codeOf(resumed)).toBe('portal-interrupted');
  });

  it("stops with the caller's reason when the caller gives up", async () => {
    const { stub, portal } = await startPortal();
    await portal.check();
    await setFaults(stub.url, { latencyMs: 60_000 });
    const caller = new AbortController();
    const asked = portal.readBack(CODE, { signal: caller.signal });
    caller.abort(new Error('shutting down'));
    await expect(asked).rejects.toThrow('shutting down');
  });

  it('when nobody is there', async () => {
    const gone = clientOf('http://127.0.0.1:9');
    const file = await sampleFile(10);
    expect(await codeOf(gone.check())).toBe('portal-unreachable');
    expect(await codeOf(gone.upload(file.path, { ...file, key: 'k' }))).toBe('portal-unreachable');
    expect(await codeOf(clientOf('http://portal.invalid').check())).toBe('portal-unreachable');
  });

  it.each([
    ['a web page behind 403', 403, 'text/html', '<html><body>Đăng nhập</body></html>'],
    ['a web page behind 401', 401, 'text/html', '<html><body>Đăng nhập</body></html>'],
    ['a web page that says it is JSON', 200, 'application/json', '<!DOCTYPE html><html></html>'],
    ['plain text', 200, 'text/plain', 'ok'],
    ['JSON of somebody else', 200, 'application/json', '{"status":"ok"}'],
  ])('%s is not the portal', async (_name, status, type, body) => {
    const url = await serverThat((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    expect(await codeOf(clientOf(url).check())).toBe('portal-not-genuine');
  });

  it('a login page that takes over in mid-session is not the portal either', async () => {
    let captive = false;
    const { stub } = await startPortal();
    const between = await serverThat(async (request, response) => {
      if (captive) {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
        return;
      }
      const headers = new Headers(request.headers as Record<string, string>);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = chunks.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(chunks)) };
      const answer = await fetch(`${stub.url}${request.url}`, { method: request.method ?? 'GET', headers, ...body });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const portal = clientOf(between);
    expect((await portal.sendDossier(message(CODE, []))).version).toBe(1);
    captive = true;
    expect(await codeOf(portal.sendDossier(message(CODE, [])))).toBe('portal-not-genuine');
    expect(await codeOf(portal.readBack(CODE))).toBe('portal-not-genuine');
  });
});
