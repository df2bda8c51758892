import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Backend, BackendLog } from '../backend/backend.ts';
import { screenHeaders, serveScreenFile } from '../backend/screen-files.ts';
import { type ScreenLine, serveScreenLine } from '../backend/screen-line.ts';
import { startupFailurePage } from '../backend/startup-failure.ts';
import { LoopbackGuard, REFUSALS, type Refusal } from './guard.ts';

/** The calls of one screen carry ids and values; files go by /assets. */
const MOST_BYTES_A_MESSAGE = 1024 * 1024;

export interface LoopbackServerOptions {
  /** Folder of the built screens. */
  readonly screens: string;
  /** 0 or absent = a free one. */
  readonly port?: number;
  /** Gives the running station, starting it when need be; its failure is shown as a page. */
  readonly station: () => Promise<Backend>;
  readonly log: BackendLog;
}

export interface LoopbackServer {
  readonly origin: string;
  /** A one-time opening address. */
  newAddress(): string;
  /** Ends every connection, then the server; the station itself is its owner's to close. */
  close(): Promise<void>;
}

/**
 * Serves the screens, the station's RPC (WebSocket at /rpc) and its assets on 127.0.0.1 alone.
 *
 * @throws the system's error when the port is taken
 */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const { log } = options;
  const server = createServer({ requestTimeout: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port ?? 0, host: '127.0.0.1' }, resolve);
  });
  const guard = new LoopbackGuard((server.address() as AddressInfo).port);
  const headers = screenHeaders([guard.origin.replace('http:', 'ws:')]);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES_A_MESSAGE });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response).catch((error: unknown) => {
      log.error({ error: nameOf(error) }, 'a request failed');
      if (response.headersSent) response.destroy();
      else plain(response, 500, 'Lỗi ngoài dự kiến. (Unexpected error.)');
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const admission = guard.admit(request);
    if (admission.kind === 'refused') return refuse(response, admission.refusal);
    if (admission.kind === 'welcome') {
      response.writeHead(303, { location: '/', 'set-cookie': admission.cookie, 'cache-control': 'no-store' }).end();
      return;
    }
    const pathname = pathOf(request);
    if (pathname.startsWith('/assets/')) {
      const station = await options.station();
      return send(await station.serveAsset(toFetch(request, guard.origin), { client: admission.client }), response);
    }
    if (pathname === '/rpc') return plain(response, 426, 'WebSocket');
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'GET, HEAD');
    const page = await serveScreenFile(options.screens, pathname);
    if (page.headers.get('content-type')?.startsWith('text/html')) {
      const failure = await options.station().then(
        () => null,
        (error: unknown) => startupFailurePage(error),
      );
      if (failure !== null) return send(failure, response);
    }
    return send(page, response);
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const admission = guard.admit(request, 'upgrade');
    if (admission.kind !== 'admitted') {
      return refuseUpgrade(socket, 403, admission.kind === 'refused' ? REFUSALS[admission.refusal] : 'token');
    }
    if (pathOf(request) !== '/rpc') return refuseUpgrade(socket, 404, 'Not found');
    options.station().then(
      (station) => {
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          // Without a listener a message over the limit, or a broken line, would end the whole program.
          webSocket.on('error', (error) => log.warn({ error: nameOf(error) }, 'a screen’s line broke'));
          serveScreenLine(station, toLine(webSocket), { client: admission.client });
        });
      },
      () => refuseUpgrade(socket, 503, 'The station is not running'),
    );
  });

  return {
    origin: guard.origin,
    newAddress: () => guard.newAddress(),
    close: async () => {
      for (const webSocket of sockets.clients) webSocket.close(1001, 'the station closes');
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const webSocket of sockets.clients) webSocket.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

function toLine(webSocket: WebSocket): ScreenLine {
  return {
    send: (message) => webSocket.send(message as string),
    onMessage: (listener) => webSocket.on('message', (data, binary) => listener(binary ? data : data.toString())),
    onClose: (listener) => webSocket.once('close', () => listener()),
    close: () => webSocket.close(1007, 'not a call'),
  };
}

/** Path of a request; Node hands over the request line as it came. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
}

function toFetch(request: IncomingMessage, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'cookie' || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(request) as ReadableStream);
  return new Request(`${origin}${request.url}`, { method, headers, body, duplex: 'half' } as RequestInit);
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  if (answer.body === null || response.req.method === 'HEAD') {
    await answer.body?.cancel();
    response.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(answer.body as NodeStream), response);
  } catch (error) {
    // A screen that goes away in the middle of an image is no failure of the station.
    if (!response.destroyed) throw error;
  }
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  response.setHeader('x-sohoa-refusal', refusal);
  plain(response, 403, REFUSALS[refusal]);
}

function plain(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${words}\n`);
}

function refuseUpgrade(socket: NodeJS.WritableStream, status: number, words: string): void {
  const body = Buffer.from(`${words}\n`);
  const head = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n`;
  socket.end(Buffer.concat([Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n`), body]));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
