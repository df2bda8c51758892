import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import type { DossierDetail } from '../../common/contract/views.ts';
import { openStore } from '../../storage/open-store.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import type { ScriptedFile } from '../helpers/fake-reader.ts';
import { BIRTH, CARD, CT01, HANG } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, TEST_KEY, type TestStation } from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;
let clerk: StationClient;
let supervisor: StationClient;

beforeEach(async () => {
  dataDir = await newDataDir();
  station = await startTestStation({ dataDir });
  clerk = await station.as('hanh');
  supervisor = await station.as('lan');
});
afterEach(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

const UNSURE: ScriptedFile = {
  papers: [
    {
      type: 'birth-certificate',
      fields: {
        certificateNumber: '12/2015',
        fullName: { value: 'TRẦN MINH KHÔI', confidence: 0.8 },
        gender: 'Nam',
        dateOfBirth: '2015-06-01',
        motherName: HANG.fullName,
      },
    },
  ],
};

async function sent(...files: readonly ScriptedFile[]): Promise<DossierDetail> {
  const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
  for (const file of files) await station.upload('hanh', id, file);
  await station.read(clerk, id);
  return await clerk.intake.sendToVerification({ dossierId: id });
}

function doubtful(dossier: DossierDetail): { paperId: string; key: string }[] {
  return dossier.papers.flatMap((paper) =>
    paper.fields.filter((field) => field.doubtful).map((field) => ({ paperId: paper.id, key: field.key })),
  );
}

describe('verification', () => {
  it('lists what waits, oldest first, with citizen numbers masked', async () => {
    const first = await sent(CARD, CT01, BIRTH);
    const second = await sent({ ...CARD, salt: '2' }, { ...CT01, salt: '2' }, { ...BIRTH, salt: '2' });
    const queue = await supervisor.verification.queue();
    expect(queue.map((dossier) => dossier.id)).toEqual([first.id, second.id]);
    expect(JSON.stringify(queue)).not.toContain(HANG.citizenId);
    expect((await supervisor.verification.get({ dossierId: first.id })).citizens[0]?.citizenId).toBe(HANG.citizenId);
  });

  it('wants every doubtful field confirmed or corrected before it lets a dossier go', async () => {
    const dossier = await sent(CARD, CT01, UNSURE);
    const dossierId = dossier.id;
    expect(doubtful(dossier).map((field) => field.key)).toEqual(['fullName', 'registeredOn']);
    expect(await expectFailure(supervisor.verification.approve({ dossierId }), 'fields-unconfirmed')).toBe('2');
    const [name, registered] = doubtful(dossier);
    const confirmed = await supervisor.verification.confirmField({ dossierId, ...name! });
    const field = confirmed.papers.flatMap((paper) => paper.fields).find((one) => one.confirmed !== null);
    expect(field).toMatchObject({
      value: 'TRẦN MINH KHÔI',
      source: 'ocr',
      confirmed: { by: { displayName: 'Lê Thị Lan' } },
    });
    const empty = { dossierId, ...registered!, value: '' };
    const none = await supervisor.verification.correctField(empty);
    expect(doubtful(none)).toEqual([]);
    expect(none.findings.filter((one) => one.field === 'registeredOn')).toEqual([]);
    await supervisor.verification.approve({ dossierId });
    await expectFailure(supervisor.verification.approve({ dossierId }), 'wrong-state');
    expect(await supervisor.delivery.list()).toHaveLength(1);
  });

  it('takes a correction in the form of the field only', async () => {
    const dossier = await sent(CARD, CT01, UNSURE);
    const [, registered] = doubtful(dossier);
    const field = { dossierId: dossier.id, ...registered! };
    await expectFailure(supervisor.verification.correctField({ ...field, value: 'hôm qua' }), 'field-value-invalid');
    const corrected = await supervisor.verification.correctField({ ...field, value: 'ngày 20 tháng 6 năm 2015' });
    const found = corrected.papers.flatMap((paper) => paper.fields).find((one) => one.key === 'registeredOn');
    expect(found).toMatchObject({
      value: '2015-06-20',
      source: 'keyed',
      confirmed: { by: { displayName: 'Lê Thị Lan' } },
    });
  });

  it('gives a dossier back with a reason that stays in sight until it is sent again', async () => {
    const { id: dossierId } = await sent(CARD, CT01, BIRTH);
    await supervisor.verification.returnDossier({ dossierId, code: 'unreadable', words: 'Ảnh khai sinh mờ' });
    const returned = await clerk.intake.get({ dossierId });
    expect(returned).toMatchObject({ state: 'returned', returnReason: 'unreadable: Ảnh khai sinh mờ' });
    expect((await clerk.intake.list()).map((dossier) => dossier.id)).toEqual([dossierId]);
    const resumed = await clerk.intake.resume({ dossierId });
    expect(resumed).toMatchObject({ state: 'capturing', returnReason: 'unreadable: Ảnh khai sinh mờ' });
    expect((await clerk.intake.sendToVerification({ dossierId })).returnReason).toBeNull();
    await expectFailure(
      supervisor.verification.returnDossier({ dossierId, code: 'other', words: ' ' }),
      'request-invalid',
    );
  });

  it('is never done by the person who captured, whatever their role has become', async () => {
    const { id: dossierId, papers } = await sent(CARD, CT01, UNSURE);
    await station.close();
    const store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => new Date() });
    const account = await store.read.accounts.findByUsername('hanh');
    await store.transaction(async ({ write }) => await write.accounts.setRole(account?.id ?? '', 'supervisor'));
    await store.close();
    station = await startTestStation({ dataDir });
    const promoted = await station.as('hanh');
    const [own] = await promoted.verification.queue();
    expect(own).toMatchObject({ id: dossierId, mine: true });
    const field = { dossierId, paperId: papers[2]?.id ?? '', key: 'fullName' };
    await expectFailure(promoted.verification.approve({ dossierId }), 'own-capture');
    await expectFailure(promoted.verification.confirmField(field), 'own-capture');
    await expectFailure(promoted.verification.correctField({ ...field, value: 'TRẦN MINH KHÔI' }), 'own-capture');
    await expectFailure(
      promoted.verification.returnDossier({ dossierId, code: 'other', words: 'để sau' }),
      'own-capture',
    );
    expect((await promoted.verification.get({ dossierId })).state).toBe('verifying');
  });

  it('is not done either by a person who only lent a hand at the counter', async () => {
    const { id: dossierId } = await clerk.intake.open({ procedureCode: '1.004222' });
    await station.as('binh');
    for (const file of [CARD, CT01, BIRTH]) await station.upload('binh', dossierId, file);
    await station.read(clerk, dossierId);
    await clerk.intake.sendToVerification({ dossierId });
    await station.close();
    const store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => new Date() });
    const account = await store.read.accounts.findByUsername('binh');
    await store.transaction(async ({ write }) => await write.accounts.setRole(account?.id ?? '', 'supervisor'));
    await store.close();
    station = await startTestStation({ dataDir });
    await expectFailure((await station.as('binh')).verification.approve({ dossierId }), 'own-capture');
  });

  it('queues a dossier once when two windows approve it at the same time', async () => {
    const { id: dossierId } = await sent(CARD, CT01, BIRTH);
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(async () => await supervisor.verification.approve({ dossierId })),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const history = (await supervisor.verification.get({ dossierId })).history.map((line) => line.event);
    expect(history.filter((event) => event === 'queue')).toHaveLength(1);
  });
});
