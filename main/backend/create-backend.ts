import { readFile } from 'node:fs/promises';
import { createReader } from '../../ocr/create-reader.ts';
import type { Reader } from '../../ocr/reader.ts';
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
import { BackUp } from './services/care/back-up.ts';
import { CareProgress } from './services/care/care-progress.ts';
import { CareService } from './services/care/care-service.ts';
import { CheckFiles } from './services/care/check-files.ts';
import { findAtStart } from './services/care/start-findings.ts';
import { type Clock, stamp } from './services/clock.ts';
import { DeliveryService } from './services/delivery/delivery-service.ts';
import { DiskWatch } from './services/disk/disk-watch.ts';
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
  const space = options.measureSpace === undefined ? {} : { measureSpace: options.measureSpace };
  const store = options.store ?? (await openStore({ dataDir, databaseKey, now: clock.now, ...space }));
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
  const start = await findAtStart(context);
  const version = await readVersion();
  const pdfs = new PaperPdfs(context, reader);
  const delivery = new DeliveryService({ ...context, portal: createHttpPortal(options.outside.portal) });
  const disk = new DiskWatch(context);
  const progress = new CareProgress();
  const { dataDir, databaseKey } = options;
  const handlers: readonly JobHandler<unknown>[] = [
    new ReadingService(context, reader, disk),
    new PopulationChecks({
      ...context,
      registry: createHttpPopulationRegistry(options.outside.population),
      onAnswer: async (transaction, dossierId) =>
        await refreshDossier(context, transaction, dossierId, stamp(context.clock)),
    }),
    new PurgeDossiers(context),
    new BackUp({ ...context, databaseKey, version, progress }),
    new CheckFiles({ ...context, reader, pdfs, databaseKey, progress }),
  ];
  const runner = new JobRunner({ ...context, handlers });
  const station: Station = {
    context,
    sessions: new Sessions(context),
    pdfs,
    delivery,
    disk,
    jobs: new JobOrders(context, runner),
    care: new CareService({ ...context, dataDir, databaseKey, progress, start }),
    fixed: { training: options.training !== null, version },
    samplesDir: options.training?.samplesDir ?? null,
  };
  await disk.start();
  await runner.start();
  await station.care.start();
  await pdfs.start();
  await delivery.start();
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    context.events.close();
    disk.close();
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
