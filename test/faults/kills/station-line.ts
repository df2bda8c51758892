import { request } from 'node:http';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { stationErrorData } from '../../../common/contract/base.ts';
import type { StationClient } from '../../../common/contract/contract.ts';
import { StationError, type StationErrorCode } from '../../../common/contract/errors.ts';

/** The station went away in the middle of a call: whether it was done is not known. */
export class StationGone extends Error {}

/** One person's window: the contract over the loopback server's socket, files over its assets. */
export interface StationLine {
  readonly client: StationClient;
  /**
   * Hands a file in; `part` is called when half of it and when all of it has left.
   *
   * @throws StationError as the station answered; StationGone
   */
  upload(
    dossierId: string,
    name: string,
    bytes: Buffer,
    part: (sent: 'half' | 'all') => void,
  ): Promise<{ readonly fileId: string; readonly duplicate: boolean }>;
  /** Status and body of an asset. */
  get(path: string): Promise<{ readonly status: number; readonly body: Buffer }>;
  close(): void;
}

/** What a call may take before the station counts as hung. */
const CALL_MS = 60_000;

/** Opens a window by a one-time address, and signs a person in. */
export async function openLine(origin: string, address: string, username: string): Promise<StationLine> {
  const welcome = await send(origin, { path: address.slice(origin.length), method: 'GET' });
  const cookie = String(welcome.headers['set-cookie']).split(';')[0] ?? '';
  const own = { cookie, origin };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: own });
  const closed = new Promise<never>((_, reject) => {
    socket.once('close', () => reject(new StationGone('the line closed')));
    socket.on('error', () => reject(new StationGone('the line broke')));
  });
  closed.catch(() => undefined);
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed]);
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  const client: StationClient = createORPCClient({
    call: async (path, input, options) => {
      const late = new AbortController();
      const limit = new Promise<never>((_, reject) => {
        const timer = setTimeout(() => reject(new Error(`${path.join('.')} was not answered`)), CALL_MS);
        late.signal.addEventListener('abort', () => clearTimeout(timer));
      });
      try {
        return await Promise.race([link.call(path, input, options), closed, limit]);
      } catch (error) {
        throw toStationError(error);
      } finally {
        late.abort();
      }
    },
  });
  await client.session.signIn({ username, password: 'mau-2026' });
  return {
    client,
    upload: async (dossierId, name, bytes, part) => {
      const path = `/assets/dossiers/${dossierId}/files`;
      const headers = { ...own, 'x-file-name': encodeURIComponent(name), 'content-length': bytes.length };
      const { status, body } = await send(origin, { path, method: 'POST', headers }, { bytes, part });
      const answer: unknown = JSON.parse(body.toString('utf8'));
      if (status < 300) return answer as { readonly fileId: string; readonly duplicate: boolean };
      const { code, detail } = stationErrorData.parse(answer);
      throw new StationError(code, detail);
    },
    get: async (path) => await send(origin, { path, method: 'GET', headers: own }),
    close: () => socket.terminate(),
  };
}

/** The code with which the station refused; everything else that was thrown is thrown on. */
export function refusalOf(error: unknown): StationErrorCode {
  if (error instanceof StationError) return error.code;
  throw error;
}

function toStationError(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== 'STATION') return error;
  const { code, detail } = stationErrorData.parse(error.data);
  return new StationError(code, detail);
}

interface Body {
  readonly bytes: Buffer;
  readonly part: (sent: 'half' | 'all') => void;
}

async function send(
  origin: string,
  options: {
    readonly path: string;
    readonly method: string;
    readonly headers?: Readonly<Record<string, string | number>>;
  },
  body?: Body,
): Promise<{ readonly status: number; readonly body: Buffer; readonly headers: NodeJS.Dict<string | string[]> }> {
  const { hostname, port } = new URL(origin);
  return await new Promise((resolve, reject) => {
    const gone = (): void => reject(new StationGone('the line broke'));
    const sent = request({ hostname, port, agent: false, timeout: CALL_MS, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', gone);
      response.once('close', gone);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks), headers: response.headers }),
      );
    });
    sent.once('error', gone);
    sent.once('timeout', () => sent.destroy(new Error(`${options.path} was not answered`)));
    if (body === undefined) {
      sent.end();
      return;
    }
    const half = body.bytes.length >> 1;
    sent.write(body.bytes.subarray(0, half), () => body.part('half'));
    sent.end(body.bytes.subarray(half), () => body.part('all'));
  });
}
