import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CARD, CT01, HANG } from '../helpers/papers.ts';
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

describe('personal data', () => {
  it('is in no log line, file name or masked view', async () => {
    const clerk = await station.as('hanh');
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    await station.upload('hanh', dossierId, CARD, `${HANG.fullName} ${HANG.citizenId}.jpg`);
    await station.upload('hanh', dossierId, CT01, `${HANG.citizenId}.jpg`);
    await station.upload('hanh', dossierId, { fails: 'file-damaged' }, `${HANG.citizenId} hỏng.jpg`);
    await station.upload('hanh', dossierId, new TextEncoder().encode(`{ broken ${HANG.citizenId}`), 'x.jpg');
    const dossier = await station.read(clerk, dossierId);
    expect(dossier.files.map((file) => file.error?.code ?? null).toSorted()).toEqual(
      ['file-damaged', null, null, 'unexpected'].toSorted(),
    );

    const shown = JSON.stringify([station.log, await clerk.intake.list(), await clerk.station.today()]);
    const names = (await readdir(dataDir, { recursive: true })).join('\n');
    for (const secret of [HANG.citizenId, 'mau-2026']) expect(shown + names).not.toContain(secret);
    expect(JSON.stringify(station.log) + names).not.toContain('HẰNG');
    expect(station.log).toContainEqual(expect.objectContaining({ level: 'error', message: 'reading failed' }));
  });
});
