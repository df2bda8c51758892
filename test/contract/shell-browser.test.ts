import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { StationClient } from '../../common/contract/contract.ts';
import { StationError } from '../../common/contract/errors.ts';
import type { Backend } from '../../main/backend/backend.ts';
import { type LoopbackServer, startLoopbackServer } from '../../main/browser/loopback-server.ts';
import { createFakeBackend, createMemoryLog, FAKE_STATION, type FakeBackend } from '../helpers/fake-backend.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

let folder: string;
let backend: FakeBackend;
let server: LoopbackServer;
let station: () => Promise<Backend>;
const log = createMemoryLog();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-shell-'));
  await mkdir(join(folder, 'screens', 'static'), { recursive: true });
  await writeFile(join(folder, 'screens', 'index.html'), '<!doctype html><title>Trạm</title>');
  await writeFile(join(folder, 'screens', 'static', 'app-1.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not for the browser');
  backend = createFakeBackend();
  station = async () => backend;
  server = await startLoopbackServer({ screens: join(folder, 'screens'), station: () => station(), log });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A request as any program could make it, with whatever headers it likes. */
function ask(path: string, options: RequestOptions = {}, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.origin);
    const sent = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function signInBrowser(): Promise<string> {
  const { headers } = await ask(server.newAddress().slice(server.origin.length));
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

describe('the browser shell', () => {
  it('listens on this machine alone', () => {
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('exchanges the one-time address for a cookie and takes the token out of the address bar', async () => {
    const path = server.newAddress().slice(server.origin.length);
    const first = await ask(path);
    expect([first.status, first.headers.location]).toEqual([303, '/']);
    const second = await ask(path);
    expect([second.status, second.headers['x-sohoa-refusal']]).toEqual([403, 'token-spent']);
    expect(second.body.toString()).toContain('đã dùng');
  });

  it('serves the screens under a policy that lets nothing in from outside', async () => {
    const page = await ask('/', { headers: { cookie: await signInBrowser() } });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it.each([
    ['no cookie', {}, 'no-session'],
    ['another host', { host: 'tram.example' }, 'wrong-host'],
    ['another origin', { origin: 'http://tram.example' }, 'foreign-origin'],
  ])('refuses a page, an asset and an upload with %s, in words', async (_, headers, refusal) => {
    const cookie = refusal === 'no-session' ? {} : { cookie: await signInBrowser() };
    for (const [path, method] of [
      ['/', 'GET'],
      ['/static/app-1.js', 'GET'],
      ['/assets/pages/p/upright', 'GET'],
      ['/assets/dossiers/d/files', 'POST'],
    ]) {
      const own = method === 'POST' ? { origin: server.origin } : {};
      const answer = await ask(path ?? '', { method: method ?? '', headers: { ...own, ...cookie, ...headers } });
      expect([path, answer.status, answer.headers['x-sohoa-refusal']]).toEqual([path, 403, refusal]);
      expect(answer.body.length).toBeGreaterThan(20);
    }
    expect(backend.assets).toEqual([]);
  });

  it('refuses a socket without cookie, from another host or from another origin', async () => {
    const cookie = await signInBrowser();
    const url = `${server.origin.replace('http', 'ws')}/rpc`;
    const cases = [
      { origin: server.origin },
      { cookie, origin: 'http://tram.example' },
      { cookie },
      { cookie, origin: server.origin, host: 'tram.example' },
    ];
    for (const headers of cases) {
      const status = await new Promise((resolve) => {
        const socket = new WebSocket(url, { headers });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => resolve('open'));
        socket.on('error', () => undefined);
      });
      expect(status).toBe(403);
    }
    expect(backend.callers).toEqual([]);
  });

  it('carries calls and events over its socket', async () => {
    const { client, close } = await connect(await signInBrowser());
    expect((await client.session.current()).station).toEqual(FAKE_STATION);
    for await (const event of await client.station.events()) {
      expect(event).toEqual({ kind: 'hello' });
      break;
    }
    expect(backend.callers).toHaveLength(1);
    close();
  });

  it('outlives a message that is too large and one that is no message', async () => {
    const cookie = await signInBrowser();
    for (const message of ['x'.repeat(2 * 1024 * 1024), 'no json', '{}', '7', Buffer.from([0xff, 0, 1])]) {
      const socket = openSocket(cookie);
      await new Promise((resolve) => socket.once('open', resolve));
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('error', () => undefined);
      socket.send(message);
      await closed;
    }
    const { client, close } = await connect(cookie);
    expect((await client.session.current()).person).toBeNull();
    close();
  });

  it('hands uploads and images through, with the client they come from', async () => {
    const cookie = await signInBrowser();
    const headers = { cookie, origin: server.origin, 'x-file-name': encodeURIComponent('Tờ khai.jpg') };
    const bytes = Buffer.alloc(3_000_000, 7);
    const upload = await ask('/assets/dossiers/d1/files', { method: 'POST', headers }, bytes);
    expect(JSON.parse(upload.body.toString())).toEqual({ fileId: 'f1', duplicate: false });
    const image = await ask('/assets/pages/p1/upright', { headers: { cookie } });
    expect([image.status, image.headers['content-type'], image.body.length]).toEqual([200, 'image/jpeg', 3]);
    expect(backend.assets.map(({ path, bytes: size }) => [path, size])).toEqual([
      ['/assets/dossiers/d1/files', 3_000_000],
      ['/assets/pages/p1/upright', 0],
    ]);
    expect(backend.assets[0]?.client).toBe(backend.assets[1]?.client);
  });

  it('serves nothing outside the built screens', async () => {
    const headers = { cookie: await signInBrowser() };
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/static/%00.js',
      '/%ff.js',
      '//secret.txt',
    ]) {
      const { status, body } = await ask(path, { headers });
      expect([path, body.toString().includes('not for the browser')]).toEqual([path, false]);
      expect(status).toBe(404);
    }
  });

  it('shows in words why the station could not start, and the screens once it can', async () => {
    const cookie = await signInBrowser();
    station = () => Promise.reject(new StationError('station-in-use', '<b>'));
    const failed = await ask('/', { headers: { cookie } });
    expect(failed.status).toBe(503);
    expect(failed.body.toString()).toContain('Một trạm khác đang dùng');
    expect(failed.body.toString()).not.toContain('<b>');
    station = async () => backend;
    expect((await ask('/', { headers: { cookie } })).status).toBe(200);
  });

  it('ends open lines when it closes', async () => {
    const socket = openSocket(await signInBrowser());
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await server.close();
    await closed;
    server = await startLoopbackServer({ screens: join(folder, 'screens'), station, log });
  });
});

function openSocket(cookie: string): WebSocket {
  return new WebSocket(`${server.origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin: server.origin } });
}

async function connect(cookie: string): Promise<{ client: StationClient; close: () => void }> {
  const socket = openSocket(cookie);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const client: StationClient = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  return { client, close: () => socket.close() };
}
