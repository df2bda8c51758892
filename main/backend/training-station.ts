import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend, BackendOptions } from './backend.ts';
import { createBackend } from './create-backend.ts';

/** In the data folder: where the stand-ins of the running station listen. */
export const STAND_INS_FILE = 'stand-ins.json';

/** A stand-in of a national system that listens on this machine. */
export interface StandIn {
  readonly url: string;
  close(): Promise<void>;
}

/** The shells hand the stand-ins in: the station itself knows the national systems only by their addresses. */
export interface StandIns {
  startPopulation(): Promise<StandIn>;
  /** @param dataDir folder in which the portal keeps what it was sent */
  startPortal(dataDir: string): Promise<StandIn>;
}

export type TrainingStationOptions = Omit<BackendOptions, 'outside' | 'training'> & {
  readonly samplesDir: string;
  readonly standIns: StandIns;
};

export interface TrainingStation {
  readonly backend: Backend;
  readonly populationUrl: string;
  readonly portalUrl: string;
  close(): Promise<void>;
}

/**
 * A station in training mode on this machine: both stand-ins on free ports, invented people, sample papers.
 *
 * @throws StationError station-in-use, database-key-wrong, database-newer, database-damaged, disk-full
 */
export async function startTrainingStation(options: TrainingStationOptions): Promise<TrainingStation> {
  const { samplesDir, standIns, ...rest } = options;
  const open: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const one of open.splice(0).reverse()) await one.close();
  };
  try {
    const population = await standIns.startPopulation();
    open.push(population);
    const portal = await standIns.startPortal(join(rest.dataDir, 'training-portal'));
    open.push(portal);
    const backend = await createBackend({
      ...rest,
      outside: {
        population: { url: population.url },
        portal: { url: portal.url, clientId: 'tram-huan-luyen', clientSecret: 'tram-huan-luyen' },
      },
      training: { samplesDir },
    });
    open.push(backend);
    // For whoever wants to look at what the stand-ins hold, or to set their faults, while the station runs.
    const addresses = { population: population.url, portal: portal.url };
    await writeFile(join(rest.dataDir, STAND_INS_FILE), `${JSON.stringify(addresses)}\n`);
    return { backend, populationUrl: population.url, portalUrl: portal.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
