import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierDetail } from '../../common/contract/views.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import { createFakeReader } from '../helpers/fake-reader.ts';
import { BIRTH, CARD, CT01 } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;

beforeEach(async () => {
  dataDir = await newDataDir();
  station = await startTestStation({ dataDir });
});
afterEach(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

describe('a restart', () => {
  it('shows the same dossier in the same state', async () => {
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    for (const file of [CARD, CT01, BIRTH]) await station.upload('hanh', dossierId, file);
    await station.read(clerk, dossierId);
    const before = await clerk.intake.sendToVerification({ dossierId });
    const today = await clerk.station.today();
    await station.close();
    station = await startTestStation({ dataDir });
    await expectFailure(station.client('hanh').intake.get({ dossierId }), 'not-signed-in');
    const again = await station.as('hanh');
    expect(settled(await again.intake.get({ dossierId }))).toEqual(settled(before));
    expect((await again.station.today()).received).toBe(today.received);
    expect(station.reader.reads()).toBe(0);
  });

  it('reads on where a stop in the middle of reading left off, and makes nothing twice', async () => {
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    station.reader.hold();
    await station.upload('hanh', dossierId, { pages: [[], [], []], papers: [{ type: 'birth-certificate' }] });
    const events = await clerk.station.events();
    let before = await clerk.intake.get({ dossierId });
    for await (const _ of events) {
      before = await clerk.intake.get({ dossierId });
      if (before.pages.some((page) => page.state === 'read')) break;
    }
    await station.close();
    expect(before.files[0]?.state).toBe('reading');

    station = await startTestStation({ dataDir });
    const after = await station.read(await station.as('hanh'), dossierId);
    expect(after.files).toMatchObject([{ state: 'read', pagesRead: 3, pagesTotal: 3 }]);
    expect(after.pages.map((page) => page.id)).toEqual(before.pages.map((page) => page.id));
    expect(after.papers).toHaveLength(1);
  });

  it('makes the PDFs that a stop kept from being made, so that approving works', async () => {
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    for (const file of [CARD, CT01, BIRTH]) await station.upload('hanh', dossierId, file);
    await station.read(clerk, dossierId);
    await clerk.intake.sendToVerification({ dossierId });
    await station.close();
    station = await startTestStation({ dataDir });
    const supervisor = await station.as('lan');
    await supervisor.verification.approve({ dossierId });
    expect((await supervisor.verification.get({ dossierId })).state).toBe('queued');
  });

  it('says which page images went missing while the station was down', async () => {
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    await station.upload('hanh', dossierId, BIRTH);
    await station.read(clerk, dossierId);
    await station.close();
    await removeDataDir(`${dataDir}/files`);
    station = await startTestStation({ dataDir });
    expect(station.log).toContainEqual({ level: 'error', fields: { missing: 3 }, message: 'page files are missing' });
    const again = await station.as('hanh');
    const { pages } = await again.intake.get({ dossierId });
    const image = await station.backend.serveAsset(new Request(`http://station/assets/pages/${pages[0]?.id}/upright`), {
      client: 'hanh',
    });
    expect([image.status, await image.json()]).toEqual([404, { code: 'page-file-missing' }]);
  });

  it('is refused while the station still runs', async () => {
    await expect(startTestStation({ dataDir, reader: createFakeReader() })).rejects.toMatchObject({
      code: 'station-in-use',
    });
  });
});

describe('closing', () => {
  it('ends the event streams of every screen, and may be asked for twice', async () => {
    const clerk = await station.as('hanh');
    const events = await clerk.station.events();
    expect((await events.next()).value).toEqual({ kind: 'hello' });
    const next = events.next();
    await Promise.all([station.close(), station.close()]);
    expect((await next).done).toBe(true);
  });
});

/** What must not change by itself: checks that wait for the population database may note why they wait. */
function settled({ citizens, updatedAt: _, ...rest }: DossierDetail): object {
  return { ...rest, citizens: citizens.map(({ waitingFor: __, ...citizen }) => citizen) };
}
