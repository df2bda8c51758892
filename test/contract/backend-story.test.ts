import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIRTH, CARD, CT01, HANG } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

describe('a dossier from the counter to the queue', () => {
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

  it('is captured by one person, verified by another, and queued with its PDFs', async () => {
    const clerk = await station.as('hanh');
    const opened = await clerk.intake.open({ procedureCode: '1.004222' });
    expect(opened.code).toMatch(/^H56\.25\.5-\d{6}-0001$/);
    expect(opened.blockers).toEqual([{ code: 'components-missing', detail: 'TP01, TP02, TP03' }]);

    for (const file of [CARD, CT01, BIRTH]) {
      const answer = await station.upload('hanh', opened.id, file);
      expect(answer.status).toBe(201);
    }
    const read = await station.read(clerk, opened.id);
    expect(read.components.map((component) => component.state)).toEqual([
      'present',
      'present',
      'present',
      'missing',
      'missing',
    ]);
    const card = read.papers.find((paper) => paper.type === 'citizen-card');
    expect(card?.fields.find((field) => field.key === 'citizenId')).toMatchObject({
      value: HANG.citizenId,
      source: 'qr',
      doubtful: false,
    });
    expect(read.citizens).toMatchObject([{ citizenId: HANG.citizenId, name: HANG.fullName, population: 'waiting' }]);
    expect(read.blockers).toEqual([]);
    expect(read.citizenName).toBe(HANG.fullName);

    const sent = await clerk.intake.sendToVerification({ dossierId: opened.id });
    expect(sent.state).toBe('verifying');

    const supervisor = await station.as('lan');
    const [waiting] = await supervisor.verification.queue();
    expect(waiting).toMatchObject({ id: opened.id, mine: false, citizenIdMasked: '001•••••0117' });
    await supervisor.verification.approve({ dossierId: opened.id });

    const queued = await supervisor.verification.get({ dossierId: opened.id });
    expect(queued.state).toBe('queued');
    expect(queued.history.map((line) => [line.event, line.by.displayName])).toEqual(
      expect.arrayContaining([
        ['open', 'Nguyễn Thị Hạnh'],
        ['submit', 'Nguyễn Thị Hạnh'],
        ['verify', 'Lê Thị Lan'],
        ['queue', 'Lê Thị Lan'],
      ]),
    );
    const [row] = await supervisor.delivery.list();
    expect(row).toMatchObject({ dossierId: opened.id, state: 'waiting', citizenName: HANG.fullName });
    expect(row?.bytes).toBeGreaterThan(0);

    const paper = queued.papers[0];
    const pdf = await station.backend.serveAsset(new Request(`http://station/assets/papers/${paper?.id}/pdf`), {
      client: 'lan',
    });
    expect(pdf.status).toBe(200);
    expect(await pdf.text()).toContain('%PDF-fake');
  });
});
