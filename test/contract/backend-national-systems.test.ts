import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import type { DossierDetail } from '../../common/contract/views.ts';
import type { OutsideAddresses } from '../../main/backend/backend.ts';
import { startPopulationStub } from '../../main/training/population/start-population-stub.ts';
import { startPortalStub } from '../../main/training/portal/start-portal-stub.ts';
import type { ScriptedFile } from '../helpers/fake-reader.ts';
import { BIRTH } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

interface ListedCitizen {
  readonly citizenId: string;
  readonly fullName: string;
  readonly dateOfBirth: string;
  readonly gender: string;
}

let folder: string;
let population: Awaited<ReturnType<typeof startPopulationStub>>;
let portal: Awaited<ReturnType<typeof startPortalStub>>;
let station: TestStation;
let clerk: StationClient;
let outside: OutsideAddresses;

beforeEach(async () => {
  folder = await newDataDir();
  population = await startPopulationStub({ port: 0, citizens: 500, extra: [] });
  portal = await startPortalStub({ port: 0, dataDir: `${folder}/portal` });
  outside = {
    population: { url: population.url },
    portal: { url: portal.url, clientId: 'station', clientSecret: 'secret' },
  };
  station = await startTestStation({ dataDir: `${folder}/station`, outside });
  clerk = await station.as('hanh');
});
afterEach(async () => {
  await station.close();
  await population.close();
  await portal.close();
  await removeDataDir(folder);
});

async function somebody(status: string): Promise<ListedCitizen> {
  const answer = await fetch(`${population.url}/_stub/citizens?count=1&status=${status}`);
  const [citizen] = (await answer.json()) as ListedCitizen[];
  if (citizen === undefined) throw new Error(`the stand-in has nobody ${status}`);
  return citizen;
}

function papersOf({ citizenId, fullName, dateOfBirth, gender }: ListedCitizen): readonly ScriptedFile[] {
  const fields = { citizenId, fullName, dateOfBirth, gender };
  return [
    { papers: [{ type: 'citizen-card', fields }] },
    { papers: [{ type: 'residence-change-form', fields }] },
    BIRTH,
  ];
}

/** Waits until the dossier is as wanted; it says so by its events. */
async function until(
  who: StationClient,
  id: string,
  wanted: (dossier: DossierDetail) => boolean,
): Promise<DossierDetail> {
  const stop = new AbortController();
  for await (const _ of await who.station.events(undefined, { signal: stop.signal })) {
    const dossier = await clerk.intake.get({ dossierId: id });
    if (!wanted(dossier)) continue;
    stop.abort();
    return dossier;
  }
  throw new Error('the station ended its events');
}

const answered = (dossier: DossierDetail): boolean =>
  dossier.citizens.length > 0 &&
  dossier.files.every((file) => file.state === 'read') &&
  dossier.citizens.every((citizen) => citizen.population !== 'waiting');

async function captured(files: readonly ScriptedFile[]): Promise<DossierDetail> {
  const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
  for (const file of files) await station.upload('hanh', id, file);
  return await until(clerk, id, answered);
}

describe('a dossier and the national systems', () => {
  it('goes from the counter to a receipt that a restart still shows', async () => {
    const dossier = await captured(papersOf(await somebody('living')));
    expect(dossier.citizens).toMatchObject([{ population: 'match', waitingFor: null }]);
    expect(dossier.blockers).toEqual([]);
    await clerk.intake.sendToVerification({ dossierId: dossier.id });
    const supervisor = await station.as('lan');
    await supervisor.verification.approve({ dossierId: dossier.id });
    await supervisor.delivery.sendNow();
    await until(supervisor, dossier.id, ({ state }) => state === 'delivered');

    const receipt = await supervisor.delivery.receipt({ dossierId: dossier.id });
    expect(receipt).toMatchObject({ dossierCode: dossier.code, attempts: 1 });
    expect(receipt.files.map((file) => file.matches)).toEqual([true, true, true]);
    await station.close();
    station = await startTestStation({ dataDir: `${folder}/station`, outside });
    expect(await (await station.as('lan')).delivery.receipt({ dossierId: dossier.id })).toEqual(receipt);
  });

  it('says in which field the state knows better, until the paper is put right', async () => {
    const citizen = await somebody('living');
    const wrong = { ...citizen, fullName: `${citizen.fullName.split(' ')[0]} THỊ SAI` };
    const dossier = await captured(papersOf(wrong));
    const found = dossier.findings.filter((one) => one.code === 'population-differs');
    expect(found).toMatchObject([{ field: 'fullName', severity: 'error' }]);
    expect(found[0]?.compared.map(({ source, value }) => ({ source, value }))).toEqual([
      { source: 'ocr', value: wrong.fullName },
      { source: 'ocr', value: wrong.fullName },
      { source: 'population', value: citizen.fullName },
    ]);
    expect(dossier.blockers.map((blocker) => blocker.code)).toEqual(['findings-open']);
    for (const { id: paperId, type } of dossier.papers) {
      if (type === 'birth-certificate') continue;
      const field = { dossierId: dossier.id, paperId, key: 'fullName', value: citizen.fullName };
      await clerk.intake.setField(field);
    }
    const right = await until(clerk, dossier.id, (now) => now.citizens.every((one) => one.population === 'match'));
    expect(right.findings.map((one) => one.code)).not.toContain('population-differs');
    expect(right.blockers).toEqual([]);
  });

  it.each([
    ['deceased', 'population-deceased', 'error'],
    ['cancelled', 'population-cancelled', 'error'],
  ])('says that the citizen is %s', async (status, code, severity) => {
    const dossier = await captured(papersOf(await somebody(status)));
    expect(dossier.findings).toContainEqual(expect.objectContaining({ code, severity, field: 'citizenId' }));
  });

  it('forgets what the state said of a number that no paper names any more', async () => {
    const citizen = await somebody('deceased');
    const dossier = await captured(papersOf(citizen));
    const other = await somebody('living');
    for (const { id: paperId, type } of dossier.papers) {
      if (type === 'birth-certificate') continue;
      for (const key of ['citizenId', 'fullName', 'dateOfBirth', 'gender'] as const) {
        await clerk.intake.setField({ dossierId: dossier.id, paperId, key, value: other[key] });
      }
    }
    const now = await until(clerk, dossier.id, (one) => one.citizens.some((named) => named.population === 'match'));
    expect(now.citizens.map((named) => named.citizenId)).toEqual([other.citizenId]);
    expect(now.findings.map((one) => one.code)).not.toContain('population-deceased');
  });
});
