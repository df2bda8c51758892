import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIRTH, CARD, CT01 } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;
let now: Date;

beforeEach(async () => {
  dataDir = await newDataDir();
  now = new Date('2026-11-20T01:00:00Z');
  station = await startTestStation({ dataDir, now: () => now });
});
afterEach(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

describe('today', () => {
  it('counts the day in Vietnam', async () => {
    const clerk = await station.as('hanh');
    for (const seconds of [40, 60, 200]) {
      const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
      for (const file of [CARD, CT01, BIRTH]) await station.upload('hanh', id, { ...file, salt: String(seconds) });
      await station.read(clerk, id);
      now = new Date(now.getTime() + seconds * 1000);
      await clerk.intake.sendToVerification({ dossierId: id });
    }
    await clerk.intake.open({ procedureCode: '1.004222' });
    const supervisor = await station.as('lan');
    const [first, second] = await supervisor.verification.queue();
    await supervisor.verification.approve({ dossierId: first?.id ?? '' });
    await supervisor.verification.returnDossier({ dossierId: second?.id ?? '', code: 'other', words: 'xem lại' });

    expect(await clerk.station.today()).toMatchObject({
      date: '2026-11-20',
      received: 4,
      capturing: 1,
      verifying: 1,
      returned: 1,
      queued: 1,
      delivered: 0,
      pagesRead: 9,
      medianSecondsPerDossier: 60,
    });
    expect((await clerk.station.today()).recent).toHaveLength(4);

    // Half past midnight in Vietnam is still yesterday in UTC.
    now = new Date('2026-11-20T17:30:00Z');
    expect(await clerk.station.today()).toMatchObject({
      date: '2026-11-21',
      received: 0,
      capturing: 1,
      pagesRead: 0,
      medianSecondsPerDossier: null,
    });
    expect((await clerk.intake.open({ procedureCode: '1.004222' })).code).toBe('H56.25.5-261121-0001');
  });

  it('goes on numbering when the clock steps back', async () => {
    const clerk = await station.as('hanh');
    const codes: string[] = [];
    for (const instant of ['2026-11-20T01:00:00Z', '2026-11-19T16:00:00Z', '2026-11-20T00:30:00Z']) {
      now = new Date(instant);
      codes.push((await clerk.intake.open({ procedureCode: '1.004222' })).code);
    }
    expect(codes).toEqual(['H56.25.5-261120-0001', 'H56.25.5-261119-0001', 'H56.25.5-261120-0002']);
  });
});
