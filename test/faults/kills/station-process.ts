import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { BackendLog } from '../../../main/backend/backend.ts';
import { createBackend } from '../../../main/backend/create-backend.ts';
import { startLoopbackServer } from '../../../main/browser/loopback-server.ts';
import { createScriptedReader } from './scripted-reader.ts';

// A whole station in a process of its own, to be killed: real files, real database, the real loopback server. Says its
// opening address in its first line; warnings and errors go to standard error, one JSON a line. SIGTERM closes it.

const options = z
  .object({
    dataDir: z.string(),
    populationUrl: z.string(),
    portalUrl: z.string(),
    pageMs: z.number(),
    engine: z.enum(['null', 'lines', 'tesseract']),
    /** How far this station's clock is off. */
    clockOffsetMs: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const note =
  (level: string) =>
  (fields: object, message: string): void =>
    console.error(JSON.stringify({ level, message, ...fields }));
const log: BackendLog = { info: () => undefined, warn: note('warn'), error: note('error') };

const backend = await createBackend({
  dataDir: options.dataDir,
  databaseKey: new Uint8Array(32).fill(42),
  outside: {
    population: { url: options.populationUrl },
    portal: { url: options.portalUrl, clientId: 'tram-huan-luyen', clientSecret: 'tram-huan-luyen' },
  },
  training: { samplesDir: fileURLToPath(new URL('../../../main/training/samples', import.meta.url)) },
  reader: createScriptedReader({ pageMs: options.pageMs, engine: options.engine }),
  now: () => new Date(Date.now() + options.clockOffsetMs),
  log,
});
const server = await startLoopbackServer({ screens: options.dataDir, station: async () => backend, log });

const addresses = [0, 1, 2, 3].map(() => server.newAddress());
console.log(JSON.stringify({ origin: server.origin, addresses, pid: process.pid }));

process.once('SIGTERM', () => {
  const stop = async (): Promise<void> => {
    await server.close();
    await backend.close();
    setTimeout(() => note('error')({ resources: process.getActiveResourcesInfo() }, 'does not end'), 5000).unref();
  };
  // Then nothing is left to do and the process ends by itself; one that hangs is a fault.
  stop().catch((error: unknown) => {
    console.error(JSON.stringify({ level: 'error', message: `did not close: ${String(error)}` }));
    process.exitCode = 1;
  });
});
