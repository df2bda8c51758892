import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../../corpus/random.ts';

export interface LineOptions {
  /** Port on this machine that the line leads to. */
  readonly to: number;
  /** Of each direction, shared by all connections. */
  readonly bitsPerSecond: number;
  /** Chance, 0..1, that a connection breaks in each second for which it fills the line upwards. */
  readonly loss: number;
  readonly seed: number;
}

export interface SlowLine {
  readonly port: number;
  readonly broken: () => number;
  close(): Promise<void>;
}

/** About what one Ethernet frame carries. */
const PIECE = 1400;

/** A TCP line with little room that loses connections, as a commune's may be. */
export async function openSlowLine({ to, bitsPerSecond, loss, seed }: LineOptions): Promise<SlowLine> {
  const random = new Random(seed);
  const up = createLane(bitsPerSecond);
  const down = createLane(bitsPerSecond);
  const sockets = new Set<Socket>();
  let broken = 0;

  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let left = bytesUntilBreak(random, loss, bitsPerSecond / 8);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    void carry(near, far, up, (bytes) => {
      left -= bytes;
      if (left > 0) return true;
      broken += 1;
      end();
      return false;
    });
    void carry(far, near, down, () => true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return {
    port: address.port,
    broken: () => broken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Bytes that pass before a break that has the same chance in every second: exponentially spread. */
function bytesUntilBreak(random: Random, loss: number, bytesPerSecond: number): number {
  return loss === 0 ? Number.POSITIVE_INFINITY : (Math.log(1 - random.next()) / Math.log(1 - loss)) * bytesPerSecond;
}

type Lane = (bytes: number) => Promise<void>;

/** Lets bytes pass at a rate; whoever comes next waits for its turn. */
function createLane(bitsPerSecond: number): Lane {
  let free = 0;
  return async (bytes) => {
    const now = performance.now();
    free = Math.max(free, now) + (bytes * 8000) / bitsPerSecond;
    if (free > now) await wait(free - now);
  };
}

async function carry(from: Socket, to: Socket, lane: Lane, goesOn: (bytes: number) => boolean): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        await lane(piece.length);
        if (to.destroyed || !goesOn(piece.length)) return;
        to.write(piece);
      }
    }
    to.end();
  } catch {
    // Either end broke: both are closed by then.
    to.destroy();
  }
}
