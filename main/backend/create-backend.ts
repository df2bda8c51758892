import { readFile } from 'node:fs/promises';
import { createReader } from '../../ocr/create-reader.ts';
import type { Reader } from '../../ocr/reader.ts';
import { reconcileFiles } from '../../storage/files/reconcile.ts';
import { openStore } from '../../storage/open-store.ts';
import { createHttpPopulationRegistry } from '../outside/population/http-population-registry.ts';
import { createHttpPortal } from '../outside/portal/http-portal.ts';
import { serveAsset } from './assets.ts';
import type { BackendLog, BackendOptions, CreateBackend } from './backend.ts';
import type { JobHandler } from './jobs/job-handler.ts';
import { JobOrders } from './jobs/job-orders.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { createRouter } from './procedures/router.ts';
import { seedTraining } from './services/accounts/seed-training.ts';
import { Sessions } from './services/accounts/sessions.ts';
import { type Clock, stamp } from './services/clock.ts';
import { DeliveryService } from './services/delivery/delivery-service.ts';
import { refreshDossier } from './services/dossiers/refresh-dossier.ts';
import { EventHub } from './services/event-hub.ts';
import { JobBell } from './services/job-bell.ts';
import { ReadingService } from './services/reading/reading-service.ts';
import { PurgeDossiers } from './services/retention/purge-dossiers.ts';
import type { ServiceContext } from './services/service-context.ts';
import { PopulationChecks } from './services/validation/population-checks.ts';
import { PaperPdfs } from './services/verification/paper-pdfs.ts';
import type { Station } from './station.ts';

/**
 * Puts the station together and takes up whatever an earlier run left undone.
 *
 * @throws StationError station-in-use, database-key-wrong, database-newer, database-damaged, disk-full
 */
export const createBackend: CreateBackend = async (options) => {
  const clock: Clock = { now: options.now ?? (() => new Date()) };
  const { dataDir, databaseKey } = options;
  const store = await openStore({ dataDir, databaseKey, now: clock.now });
  const context: ServiceContext = {
    store,
    clock,
    events: new EventHub(),
    jobs: new JobBell(),
    log: options.log ?? consoleLog,
  };
  try {
    const reader = options.reader ?? createReader(readerOptions(options));
    return await startStation(options, context, reader);
  } catch (error) {
    await store.close();
    throw error;
  }
};

async function startStation(
  options: BackendOptions,
  context: ServiceContext,
  reader: Reader,
): ReturnType<CreateBackend> {
  const { store } = context;
  if (options.training !== null) await seedTraining(context);
  await reportFiles(context);
  const pdfs = new PaperPdfs(context, reader);
  const delivery = new DeliveryService({ ...context, portal: createHttpPortal(options.outside.portal) });
  const handlers: readonly JobHandler<unknown>[] = [
    new ReadingService(context, reader),
    new PopulationChecks({
      ...context,
      registry: createHttpPopulationRegistry(options.outside.population),
      onAnswer: async (transaction, dossierId) =>
        await refreshDossier(context, transaction, dossierId, stamp(context.clock)),
    }),
    new PurgeDossiers(context),
  ];
  const runner = new JobRunner({ ...context, handlers });
  const station: Station = {
    context,
    sessions: new Sessions(context),
    pdfs,
    delivery,
    jobs: new JobOrders(context, runner),
    fixed: { training: options.training !== null, version: await readVersion() },
    samplesDir: options.training?.samplesDir ?? null,
  };
  await runner.start();
  await pdfs.start();
  await delivery.start();
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    context.events.close();
    runner.stop();
    await delivery.close();
    // Its processes end first, so that nothing new comes of what is under way.
    await reader.close();
    await runner.close();
    await pdfs.close();
    await store.close();
  };
  return {
    router: createRouter(station),
    serveAsset: async (request, client) => await serveAsset(station, request, client),
    close: async () => {
      closing ??= close();
      await closing;
    },
  };
}

/** Says what rows and page files miss of each other after a stop; a page without its file says so where it is shown. */
async function reportFiles({ store, log }: ServiceContext): Promise<void> {
  const { missing, orphans } = await reconcileFiles(store);
  if (missing.length > 0) log.error({ missing: missing.length }, 'page files are missing');
  if (orphans.length > 0) log.warn({ orphans: orphans.length }, 'page files belong to no row');
}

function readerOptions({ workers, launchReader }: BackendOptions): Parameters<typeof createReader>[0] {
  return {
    ...(workers === undefined ? {} : { workers }),
    ...(launchReader === undefined ? {} : { launch: launchReader }),
  };
}

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

const consoleLog: BackendLog = {
  info: () => undefined,
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
};
