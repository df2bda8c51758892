import { implement, type Router } from '@orpc/server';
import { contract } from '../../common/contract/contract.ts';
import type { StationInfo } from '../../common/contract/session.ts';
import type { Backend, BackendLog, ClientContext } from '../../main/backend/backend.ts';

export const FAKE_STATION: StationInfo = {
  name: 'Quầy thử',
  agencyName: 'Đơn vị thử',
  agencyCode: 'H56.25.5',
  training: true,
  version: '0.1.0',
};

export interface FakeBackend extends Backend {
  /** Clients that called session.current, in order. */
  readonly callers: string[];
  /** Requests that reached serveAsset. */
  readonly assets: {
    readonly method: string;
    readonly path: string;
    readonly client: string;
    readonly bytes: number;
  }[];
  readonly closed: () => boolean;
}

/** A backend that only knows who is there and what was uploaded: enough to test what shells do around a backend. */
export function createFakeBackend(): FakeBackend {
  const os = implement(contract).$context<ClientContext>();
  const callers: string[] = [];
  const assets: FakeBackend['assets'] = [];
  let closed = false;
  const router = {
    session: {
      current: os.session.current.handler(({ context }) => {
        callers.push(context.client);
        return { station: FAKE_STATION, person: null, trainingAccounts: [] };
      }),
    },
    station: {
      events: os.station.events.handler(async function* ({ signal }) {
        yield { kind: 'hello' as const };
        await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      }),
    },
  };
  return {
    router: router as unknown as Router<typeof contract, ClientContext>,
    callers,
    assets,
    closed: () => closed,
    serveAsset: async (request, { client }) => {
      const body = new Uint8Array(await request.arrayBuffer());
      const { pathname } = new URL(request.url);
      assets.push({ method: request.method, path: pathname, client, bytes: body.length });
      if (request.method === 'POST') return Response.json({ fileId: 'f1', duplicate: false });
      if (pathname.endsWith('/missing')) return Response.json({ code: 'paper-not-found' }, { status: 404 });
      return new Response(new Uint8Array([0xff, 0xd8, 0xff]), { headers: { 'content-type': 'image/jpeg' } });
    },
    close: async () => {
      closed = true;
    },
  };
}

/** A log that keeps what it was told. */
export function createMemoryLog(): BackendLog & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (fields: object, message: string): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { lines, info: keep, warn: keep, error: keep };
}
