import { createServer, type IncomingMessage, type OutgoingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Moment } from './moments.ts';

/** What the line between station and portal does to what passes. */
export interface LineState {
  /** Nothing gets through. */
  readonly dead: boolean;
  /** Cuts each request after so many bytes of its body, and each answer after so many of its own. */
  readonly cutAfterBytes: number | null;
  readonly bytesPerSecond: number | null;
}

export const CLEAR_LINE: LineState = { dead: false, cutAfterBytes: null, bytesPerSecond: null };

/** A line that can be cut, slowed and listened to. The station knows the portal by this address alone. */
export interface PortalLine {
  readonly url: string;
  /** Where the portal listens now; null while it is down. */
  lead(portalUrl: string | null): void;
  set(state: LineState): void;
  close(): Promise<void>;
}

const PIECE = 4096;

/** @param passed is told when a request or an answer passes that a kill may wait for */
export async function openPortalLine(passed: (moment: Moment) => void): Promise<PortalLine> {
  let portal: string | null = null;
  let state = CLEAR_LINE;

  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const names = momentsOf(incoming);
    // The request forgets its socket once it is closed.
    const { socket } = incoming;
    if (portal === null || state.dead) {
      socket.destroy();
      return;
    }
    const { hostname, port } = new URL(portal);
    const onward = request({
      hostname,
      port,
      agent: false,
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: incoming.headers,
    });
    const broken = (): void => {
      socket.destroy();
      onward.destroy();
    };
    onward.once('error', broken);
    outgoing.once('error', broken);
    incoming.once('error', broken);
    outgoing.once('close', () => onward.destroy());
    onward.once('response', (answer) => {
      answer.once('error', broken);
      if (names.answered !== undefined) passed(names.answered);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      carry(answer, outgoing, () => undefined).catch(broken);
    });
    if (names.begun !== undefined) passed(names.begun);
    const size = Number(incoming.headers['content-length'] ?? 0);
    const sent = carry(incoming, onward, (bytes) => {
      if (names.half !== undefined && bytes >= size / 2) passed(names.half);
    });
    sent.then(() => names.asked !== undefined && passed(names.asked), broken);
  };

  /** Carries a body on, piece by piece, as the line allows at that moment. */
  const carry = async (
    from: IncomingMessage,
    to: OutgoingMessage,
    progress: (bytes: number) => void,
  ): Promise<void> => {
    let count = 0;
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        if (state.dead || (state.cutAfterBytes !== null && count + piece.length > state.cutAfterBytes)) {
          throw new Error('the line was cut');
        }
        if (state.bytesPerSecond !== null) await pause((piece.length / state.bytesPerSecond) * 1000);
        if (to.destroyed) throw new Error('the other end went away');
        if (!to.write(piece)) await drained(to);
        count += piece.length;
        progress(count);
      }
    }
    to.end();
  };

  const server = createServer(forward);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (portalUrl) => {
      portal = portalUrl;
    },
    set: (next) => {
      state = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function drained(stream: OutgoingMessage): Promise<void> {
  if (stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      stream.off('drain', go);
      stream.off('close', go);
      resolve();
    };
    stream.on('drain', go);
    stream.on('close', go);
  });
}

interface Moments {
  readonly begun?: Moment;
  readonly half?: Moment;
  readonly asked?: Moment;
  readonly answered?: Moment;
}

function momentsOf({ method, url = '' }: IncomingMessage): Moments {
  const path = url.split('?', 1)[0] ?? '';
  if (method === 'POST' && path === '/files') return { asked: 'upload-asked', answered: 'upload-answered-by-portal' };
  if (method === 'PATCH') return { begun: 'part-begun', half: 'part-half', answered: 'part-answered' };
  if (path.endsWith('/finalise')) return { asked: 'finalise-asked', answered: 'finalise-answered' };
  if (method === 'POST' && path === '/dossiers') return { asked: 'dossier-asked', answered: 'dossier-answered' };
  if (method === 'GET' && path.startsWith('/dossiers/')) {
    return { asked: 'read-back-asked', answered: 'read-back-answered' };
  }
  return {};
}
