import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { StationClient } from '../../../common/contract/contract.ts';
import type { Backend } from '../../../main/backend/backend.ts';
import { createBackend } from '../../../main/backend/create-backend.ts';
import { createBulkReader } from './bulk-reader.ts';
import { emptyPdf } from './empty-pdf.ts';

export const BENCH_KEY = new Uint8Array(32).fill(5);

const SAMPLES = join(import.meta.dirname, '../../../main/training/samples');
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface OpenStation {
  readonly backend: Backend;
  readonly clerk: StationClient;
  readonly supervisor: StationClient;
}

/** A station that reads in bulk, with a clerk and a supervisor signed in. */
export async function openStation(dataDir: string, portalUrl: string): Promise<OpenStation> {
  const backend = await createBackend({
    dataDir,
    databaseKey: BENCH_KEY,
    outside: {
      population: { url: 'http://127.0.0.1:9' },
      portal: { url: portalUrl, clientId: 'bench', clientSecret: 'bench' },
    },
    training: { samplesDir: SAMPLES },
    reader: createBulkReader(emptyPdf),
    log: SILENT,
  });
  const signIn = async (username: string): Promise<StationClient> => {
    const client: StationClient = createRouterClient(backend.router, { context: { client: username } });
    await client.session.signIn({ username, password: 'mau-2026' });
    return client;
  };
  return { backend, clerk: await signIn('hanh'), supervisor: await signIn('lan') };
}

export interface Delivered {
  readonly seconds: number;
  /** Uploads that went on where they had stopped. */
  readonly resumed: number;
}

/** Sends what waits and returns when all of it has its receipt; what the line breaks, the station takes up by itself. */
export async function deliverAll(
  { supervisor }: OpenStation,
  onProgress: (delivered: number) => void = () => undefined,
): Promise<Delivered> {
  const stop = new AbortController();
  const events = await supervisor.station.events(undefined, { signal: stop.signal });
  const start = performance.now();
  await supervisor.delivery.sendNow();
  try {
    for await (const event of events) {
      if (event.kind !== 'delivery' && event.kind !== 'hello') continue;
      const { delivered, waiting, sending, attention } = await supervisor.delivery.overview();
      onProgress(delivered);
      if (attention > 0) throw new Error('the portal refused a dossier of the bench');
      if (waiting + sending === 0) break;
    }
  } finally {
    stop.abort();
  }
  const seconds = (performance.now() - start) / 1000;
  let resumed = 0;
  for (const { dossierId } of await supervisor.delivery.list()) {
    resumed += (await supervisor.delivery.receipt({ dossierId })).resumed;
  }
  return { seconds, resumed };
}
