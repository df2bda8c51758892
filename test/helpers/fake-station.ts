import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { screenHeaders, serveScreenFile } from '../../main/backend/screen-files.ts';
import { fakeRouter } from './fake-station/fake-router.ts';
import { FakeStationState } from './fake-station/fake-state.ts';

const SCREENS = join(import.meta.dirname, '../../out/renderer');

export interface FakeStation {
  readonly origin: string;
  readonly state: FakeStationState;
  close(): Promise<void>;
}

/**
 * The built screens over a station that lives in memory: what a browser shell serves, with an afternoon's dossiers and
 * nothing behind it. For driving the screens where reading and delivery are not what is looked at.
 */
export async function startFakeStation(
  options: { readonly empty?: boolean; readonly port?: number } = {},
): Promise<FakeStation> {
  const state = new FakeStationState();
  if (options.empty !== true) await state.fillDay();
  const handler = new RPCHandler(fakeRouter(state));
  const server = createServer((request, response) => {
    answer(state, request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets = new WebSocketServer({ server, path: '/rpc' });
  sockets.on('connection', (socket, request) => {
    socket.on('error', () => socket.terminate());
    void handler.upgrade(socket, { context: { client: clientOf(request) } });
  });
  return {
    origin,
    state,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(state: FakeStationState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  for (const [name, value] of Object.entries(screenHeaders([`ws://${request.headers.host}`])))
    response.setHeader(name, value);
  const picture = /^\/assets\/pages\/([^/]+)\/(upright|preview)$/.exec(path);
  if (picture !== null) {
    const bytes = await state.dossiers.pictures.get(picture[1] ?? '')?.(picture[2] === 'preview' ? 1000 : null);
    if (bytes === undefined) return json(response, 404, { code: 'page-file-missing' });
    response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=600' }).end(bytes);
    return;
  }
  const upload = /^\/assets\/dossiers\/([^/]+)\/files$/.exec(path);
  if (upload !== null && request.method === 'POST') {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    const name = decodeURIComponent(String(request.headers['x-file-name']));
    if (bytes === 0) return json(response, 422, { code: 'file-empty' });
    return json(response, 200, state.receiveFile(upload[1] ?? '', name));
  }
  const page = await serveScreenFile(SCREENS, path);
  if (!/\bclient=/.test(request.headers.cookie ?? '')) {
    response.setHeader('set-cookie', `client=${randomUUID()}; HttpOnly; SameSite=Strict; Path=/`);
  }
  response.writeHead(page.status, Object.fromEntries(page.headers));
  response.end(Buffer.from(await page.arrayBuffer()));
}

function clientOf(request: IncomingMessage): string {
  return /\bclient=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody';
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
