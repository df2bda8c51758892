import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import { finding } from '../../common/domain/findings.ts';
import { openStore } from '../../storage/open-store.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import { fieldReading, type ScriptedFile } from '../helpers/fake-reader.ts';
import { CARD, HANG } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, TEST_KEY, type TestStation } from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;
let clerk: StationClient;

beforeEach(async () => {
  dataDir = await newDataDir();
  station = await startTestStation({ dataDir });
  clerk = await station.as('hanh');
});
afterEach(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

/** Events of the dossier in the audit log, which lies in the database that the station keeps open. */
async function auditOf(dossierId: string): Promise<readonly { readonly event: string; readonly detail: unknown }[]> {
  await station.close();
  const store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => new Date() });
  const lines = await store.read.audit.ofDossier(dossierId);
  await store.close();
  return lines;
}

const FORM: ScriptedFile = {
  papers: [
    {
      type: 'residence-change-form',
      fields: HANG,
      header: {
        signerName: fieldReading({ value: 'Lê Văn Thọ', confidence: 0.7 }),
        agency: fieldReading('UBND XÃ HOẰNG LỘC'),
        issuedOn: fieldReading('2026-02-02'),
      },
      tables: {
        members: [
          { order: fieldReading('1'), citizenId: fieldReading('001326900563'), relation: fieldReading('Con') },
          { order: fieldReading('2') },
          {},
        ],
        changes: [{ content: fieldReading('of another type') }],
      },
    },
  ],
};

describe('header block and rows of a paper', () => {
  it('are shown in printed order, doubtful ones marked, nothing that was not read', async () => {
    const dossier = await station.dossierWith(FORM, CARD);
    expect(dossier.papers.map((paper) => [paper.type, paper.header, paper.tables])).toEqual([
      [
        'residence-change-form',
        [
          { key: 'agency', kind: 'text', value: 'UBND XÃ HOẰNG LỘC', doubtful: false },
          { key: 'issuedOn', kind: 'date', value: '2026-02-02', doubtful: false },
          { key: 'signerName', kind: 'personName', value: 'Lê Văn Thọ', doubtful: true },
        ],
        [
          {
            name: 'members',
            columns: ['order', 'citizenId', 'relation'],
            rows: [
              [
                { key: 'order', kind: 'text', value: '1', doubtful: false },
                { key: 'citizenId', kind: 'citizenId', value: '001326900563', doubtful: false },
                { key: 'relation', kind: 'text', value: 'Con', doubtful: false },
              ],
              [{ key: 'order', kind: 'text', value: '2', doubtful: false }],
            ],
          },
        ],
      ],
      ['citizen-card', [], []],
    ]);
  });

  it('survive a restart, and reach the supervisor; lists do not carry them', async () => {
    const { id } = await station.dossierWith(FORM);
    const before = await clerk.intake.get({ dossierId: id });
    expect(JSON.stringify([await clerk.intake.list(), await clerk.station.today()])).not.toContain('001326900563');
    await station.close();
    station = await startTestStation({ dataDir });
    const supervisor = await station.as('lan');
    const after = await supervisor.verification.get({ dossierId: id });
    expect(after.papers).toEqual(before.papers);
  });
});

describe('a page that was lost', () => {
  it('says in both languages what happened to it', async () => {
    const dossier = await station.dossierWith({
      pages: [[], [finding('page-unreadable', { cause: 'file-truncated' })]],
      papers: [{ type: 'birth-certificate', pages: [0] }],
    });
    expect(dossier.findings.find((one) => one.code === 'page-unreadable')).toMatchObject({
      message: 'Không đọc được trang này. Quét lại trang. Tệp bị cụt, thiếu phần cuối.',
      messageEn: 'This page could not be read. Scan it again. The file is cut off, its end is missing.',
    });
  });
});

describe('a file that gave no paper', () => {
  const LOST: ScriptedFile = { pages: [[finding('page-unreadable')], [finding('blurred')]] };

  it('can be done without: it, its pages and its findings go, its bytes stay, the log tells', async () => {
    const dossier = await station.dossierWith(LOST, CARD, { fails: 'file-encrypted' });
    expect([dossier.pages.length, dossier.files.length]).toEqual([3, 3]);
    expect(dossier.findings.map((one) => one.code)).toEqual(expect.arrayContaining(['page-unreadable', 'blurred']));
    const [lost, , failed] = dossier.files;
    await clerk.intake.dismissFile({ dossierId: dossier.id, fileId: failed?.id ?? '' });
    const after = await clerk.intake.dismissFile({ dossierId: dossier.id, fileId: lost?.id ?? '' });
    expect(after.files.map((file) => file.state)).toEqual(['read']);
    expect([after.pages.length, after.openFindings]).toEqual([1, dossier.openFindings - 2]);
    expect(after.findings.map((one) => one.code)).not.toContain('page-unreadable');
    expect((await clerk.intake.list())[0]).toMatchObject({ pages: 1, papers: 1 });
    await expectFailure(clerk.intake.dismissFile({ dossierId: dossier.id, fileId: lost?.id ?? '' }), 'file-not-found');
    expect((await auditOf(dossier.id)).filter((line) => line.event === 'dismiss-file')).toMatchObject([
      { detail: { fileId: failed?.id, code: 'file-encrypted' } },
      { detail: { fileId: lost?.id } },
    ]);
    const store = await openStore({ dataDir, databaseKey: TEST_KEY, now: () => new Date() });
    const stored = await store.read.papers.file(lost?.id ?? '');
    expect(await store.files.sizeOf(stored?.sha256 ?? '')).toBe(stored?.bytes);
    await store.close();
  });

  it('is read anew when it is handed in again', async () => {
    const dossier = await station.dossierWith(LOST);
    const fileId = dossier.files[0]?.id ?? '';
    await clerk.intake.dismissFile({ dossierId: dossier.id, fileId });
    const again = await station.upload('hanh', dossier.id, LOST);
    expect(await again.json()).toEqual({ fileId, duplicate: false });
    const back = await station.read(clerk, dossier.id);
    expect([back.files.length, back.pages.length, station.reader.reads()]).toEqual([1, 2, 2]);
    expect((await auditOf(dossier.id)).map((line) => line.event)).toContain('restore-file');
  });

  it('is the only kind that can be: not one with papers, not one being read, not one of another dossier', async () => {
    const dossier = await station.dossierWith(CARD);
    const fileId = dossier.files[0]?.id ?? '';
    expect(await expectFailure(clerk.intake.dismissFile({ dossierId: dossier.id, fileId }), 'request-invalid')).toBe(
      'file has papers',
    );
    const other = await clerk.intake.open({ procedureCode: '1.004222' });
    await expectFailure(clerk.intake.dismissFile({ dossierId: other.id, fileId }), 'file-not-found');
    station.reader.hold();
    const answer = await station.upload('hanh', other.id, { pages: [[], []] });
    const { fileId: reading } = (await answer.json()) as { readonly fileId: string };
    await expectFailure(clerk.intake.dismissFile({ dossierId: other.id, fileId: reading }), 'still-reading');
    station.reader.release();
    await station.read(clerk, other.id);
    const supervisor = await station.as('lan');
    await expectFailure(supervisor.intake.dismissFile({ dossierId: other.id, fileId: reading }), 'role-not-allowed');
  });
});

describe('pages of a paper that was set aside', () => {
  it('are not counted, those of the file’s other papers are; with the paper they come back', async () => {
    const bundle: ScriptedFile = {
      pages: [[], [], [finding('blank-page')]],
      papers: [
        { type: 'citizen-card', pages: [0] },
        { type: 'birth-certificate', pages: [1] },
      ],
    };
    const dossier = await station.dossierWith(bundle);
    const [card, birth] = dossier.papers;
    const pagesNow = async (): Promise<readonly [number, number]> => {
      const [listed] = await clerk.intake.list();
      return [listed?.pages ?? -1, (await clerk.intake.get({ dossierId: dossier.id })).pages.length];
    };
    expect(await pagesNow()).toEqual([3, 3]);
    await clerk.intake.removePaper({ dossierId: dossier.id, paperId: card?.id ?? '' });
    expect(await pagesNow()).toEqual([2, 2]);
    await clerk.intake.removePaper({ dossierId: dossier.id, paperId: birth?.id ?? '' });
    expect(await pagesNow()).toEqual([0, 0]);
    await station.upload('hanh', dossier.id, bundle);
    expect(await pagesNow()).toEqual([3, 3]);
  });
});
