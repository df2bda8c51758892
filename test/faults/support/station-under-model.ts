import { join } from 'node:path';
import type { StationClient } from '../../../common/contract/contract.ts';
import { StationError } from '../../../common/contract/errors.ts';
import { startPortalStub } from '../../../main/training/portal/start-portal-stub.ts';
import type { Store } from '../../../storage/store.ts';
import type { ScriptedFile } from '../../helpers/fake-reader.ts';
import { startTestStation, type TestStation } from '../../helpers/test-station.ts';
import { type PortalHoldings, readPortal } from '../kills/examine-portal.ts';
import { MOODS, type Mood } from './dossier-model.ts';
import { until } from './lone-station.ts';

/** A station with a portal of its own, worked by a clerk and a supervisor; nothing is sent but by `sendAll` and `retry`. */
export interface StationUnderModel {
  readonly clerk: StationClient;
  readonly supervisor: StationClient;
  handIn(dossierId: string, files: readonly ScriptedFile[]): Promise<void>;
  setMood(mood: Mood): Promise<void>;
  /** Sends until all is there or the portal turned out not to be well. */
  sendAll(): Promise<void>;
  /** The same for one dossier. */
  retry(dossierId: string): Promise<void>;
  /** Closes the station and opens it again, where its store outlives it. */
  restart(): Promise<void>;
  heldByPortal(): Promise<PortalHoldings>;
  close(): Promise<void>;
}

export interface StationUnderModelOptions {
  readonly folder: string;
  /** Null: the data folder's, which outlives the station. */
  readonly openStore: ((folder: string) => Promise<Store>) | null;
}

export async function startStationUnderModel({
  folder,
  openStore,
}: StationUnderModelOptions): Promise<StationUnderModel> {
  const portalDir = join(folder, 'portal');
  const dataDir = join(folder, 'station');
  const portal = await startPortalStub({ port: 0, dataDir: portalDir });
  const store = openStore === null ? {} : { store: await openStore(dataDir) };
  const outside = {
    population: { url: 'http://127.0.0.1:9' },
    portal: { url: portal.url, clientId: 'tram-huan-luyen', clientSecret: 'tram-huan-luyen' },
  };
  let station: TestStation;
  let clerk: StationClient;
  let supervisor: StationClient;
  const start = async (): Promise<void> => {
    station = await startTestStation({ dataDir, outside, ...store });
    clerk = await station.as('hanh');
    supervisor = await station.as('lan');
    await clerk.delivery.setSendAt({ sendAt: null });
    await clerk.delivery.pause();
  };
  await start();

  /** Waits for what was begun, then stops all that would go on by itself. */
  const settled = async (ids: readonly string[] | 'all'): Promise<void> => {
    await until(
      async () => ({ rows: await clerk.delivery.list(), overview: await clerk.delivery.overview() }),
      ({ rows, overview }) => {
        const open = rows.filter((row) => ids === 'all' || ids.includes(row.dossierId));
        const left = open.filter((row) => row.state !== 'delivered' && row.state !== 'held');
        if (left.some((row) => row.state === 'sending')) return false;
        return left.length === 0 || overview.error !== null || left.every((row) => row.error !== null);
      },
    );
    await clerk.delivery.pause();
  };

  return {
    get clerk() {
      return clerk;
    },
    get supervisor() {
      return supervisor;
    },
    handIn: async (dossierId, files) => {
      const answers = await Promise.all(files.map(async (file) => await station.upload('hanh', dossierId, file)));
      for (const answer of answers) {
        if (!answer.ok) throw new StationError(((await answer.json()) as { code: 'wrong-state' }).code);
      }
      await station.read(clerk, dossierId);
    },
    setMood: async (mood) => {
      const answer = await fetch(`${portal.url}/_stub/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(MOODS[mood]),
      });
      if (!answer.ok) throw new Error(`the portal took no faults: ${answer.status}`);
    },
    sendAll: async () => {
      await clerk.delivery.sendNow();
      for (const { dossierId, state } of await clerk.delivery.list()) {
        if (state === 'retrying') await clerk.delivery.retry({ dossierId });
      }
      await settled('all');
    },
    retry: async (dossierId) => {
      await clerk.delivery.retry({ dossierId });
      await settled([dossierId]);
    },
    restart: async () => {
      if (openStore !== null) return;
      await station.close();
      await start();
    },
    heldByPortal: async () => await readPortal(portalDir),
    close: async () => {
      await station.close();
      await portal.close();
    },
  };
}
