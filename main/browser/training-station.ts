import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backend, BackendLog } from '../backend/backend.ts';
import { createBackend } from '../backend/create-backend.ts';
import { loadOrCreateKeyFile } from '../backend/key-file.ts';
import { startPopulationStub } from '../training/population/start-population-stub.ts';
import { startPortalStub } from '../training/portal/start-portal-stub.ts';

export interface TrainingStation {
  readonly backend: Backend;
  /** Where the stand-ins of the national systems listen. */
  readonly population: string;
  readonly portal: string;
  close(): Promise<void>;
}

/**
 * A station in training mode on this machine: both stand-ins on free ports, the database opened with the key file of its
 * folder, invented people and sample papers.
 *
 * @throws StationError station-in-use, database-key-wrong, database-newer, database-damaged, disk-full
 */
export async function startTrainingStation(dataDir: string, log: BackendLog): Promise<TrainingStation> {
  const open: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of open.reverse().splice(0)) await closeOne();
  };
  try {
    const databaseKey = await loadOrCreateKeyFile(join(dataDir, 'station.key'));
    const population = await startPopulationStub({ port: 0 });
    open.push(() => population.close());
    const portal = await startPortalStub({ port: 0, dataDir: join(dataDir, 'training-portal') });
    open.push(() => portal.close());
    const backend = await createBackend({
      dataDir,
      databaseKey,
      outside: {
        population: { url: population.url },
        portal: { url: portal.url, clientId: 'tram', clientSecret: 'tram' },
      },
      training: { samplesDir: fileURLToPath(new URL('../training/samples', import.meta.url)) },
      log,
    });
    open.push(() => backend.close());
    return { backend, population: population.url, portal: portal.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
