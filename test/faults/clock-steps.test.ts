import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOSSIER_EVENTS, type DossierEvent, type DossierState, nextState } from '../../common/domain/dossier.ts';
import { startPortalStub } from '../../main/training/portal/start-portal-stub.ts';
import { BIRTH, CARD, CT01 } from '../helpers/papers.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { startTestStation, type TestStation } from '../helpers/test-station.ts';
import { readPortal } from './kills/examine-portal.ts';
import { until } from './support/lone-station.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How a machine's clock leaps: a time server, a dead battery, a hand that set it. */
const LEAPS = [
  ['an hour back', -HOUR],
  ['a day forward', DAY],
  ['six years back, as with a dead battery', -6 * 365 * DAY],
  ['and all the way forward again', 6 * 365 * DAY],
] as const;

async function queueOne(station: TestStation): Promise<{ readonly id: string; readonly code: string }> {
  const [clerk, supervisor] = [station.client('hanh'), station.client('lan')];
  const { id, code } = await clerk.intake.open({ procedureCode: '1.004222' });
  for (const file of [CARD, CT01, BIRTH]) {
    expect((await station.upload('hanh', id, { ...file, salt: id })).status).toBe(201);
  }
  await station.read(clerk, id);
  await clerk.intake.sendToVerification({ dossierId: id });
  // To a clock that is years behind, papers come from the future.
  for (const paper of (await supervisor.verification.get({ dossierId: id })).papers) {
    for (const { key } of paper.fields.filter(({ doubtful }) => doubtful)) {
      await supervisor.verification.confirmField({ dossierId: id, paperId: paper.id, key });
    }
  }
  await supervisor.verification.approve({ dossierId: id });
  return { id, code };
}

describe('a clock that is set while dossiers are queued and sent', () => {
  it('costs no dossier, sends none twice, gives no code twice, and leaves none waiting for a time that is far away', async () => {
    const folder = await temporaryFolder();
    const [dataDir, portalDir] = [join(folder, 'station'), join(folder, 'portal')];
    const portal = await startPortalStub({ port: 0, dataDir: portalDir });
    let offset = 0;
    const open = async (): Promise<TestStation> => {
      const station = await startTestStation({
        dataDir,
        now: () => new Date(Date.now() + offset),
        outside: {
          population: { url: 'http://127.0.0.1:9' },
          portal: { url: portal.url, clientId: 'tram-huan-luyen', clientSecret: 'tram-huan-luyen' },
        },
      });
      for (const name of ['hanh', 'lan']) await station.as(name);
      return station;
    };
    let station = await open();
    const dossiers: { readonly id: string; readonly code: string }[] = [];
    const arrived = async (): Promise<void> => {
      const states = async (): Promise<readonly DossierState[]> =>
        await Promise.all(
          dossiers.map(async ({ id }) => (await station.client('lan').verification.get({ dossierId: id })).state),
        );
      await until(states, (all) => all.every((state) => state === 'delivered'));
    };
    try {
      for (const [name, leap] of LEAPS) {
        // One waits in the queue when the clock leaps, one comes after, and one is on its way meanwhile.
        dossiers.push(await queueOne(station));
        await setLatency(portal.url, 150);
        await station.client('hanh').delivery.sendNow();
        await until(
          async () => await station.client('hanh').delivery.list(),
          (rows) => rows.some((row) => row.state === 'sending') || rows.every((row) => row.state === 'delivered'),
        );
        offset += leap;
        dossiers.push(await queueOne(station));
        await station.client('hanh').delivery.sendNow();
        await setLatency(portal.url, 0);
        await arrived().catch((error: unknown) => {
          throw new Error(`after ${name}`, { cause: error });
        });
        // And the same over a restart, when nothing in memory knows of the leap.
        dossiers.push(await queueOne(station));
        await station.close();
        offset -= leap / 2;
        station = await open();
        await station.client('hanh').delivery.sendNow();
        await arrived();
        offset += leap / 2;
      }
      const held = await readPortal(portalDir);
      expect([...held.keys()].sort()).toEqual(dossiers.map(({ code }) => code).sort());
      expect([...held.values()].map((receipts) => receipts.length)).toEqual(dossiers.map(() => 1));
      for (const { id } of dossiers) {
        const { history } = await station.client('lan').verification.get({ dossierId: id });
        const path = history
          .map(({ event }) => event as DossierEvent)
          .filter((event) => DOSSIER_EVENTS.includes(event))
          .reduce<DossierState | null>((at, event) => at && nextState(at, event), 'capturing');
        expect(path).toBe('delivered');
      }
    } finally {
      await station.close();
      await portal.close();
    }
  }, 300_000);
});

async function setLatency(url: string, latencyMs: number): Promise<void> {
  const body = JSON.stringify({ latencyMs });
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${url}/_stub/faults`, { method: 'PUT', headers, body })).status).toBe(200);
}
