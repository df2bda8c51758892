import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import type { DossierDetail } from '../../common/contract/views.ts';
import { finding } from '../../common/domain/findings.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import type { ScriptedFile } from '../helpers/fake-reader.ts';
import { BIRTH, CARD, CT01, HANG } from '../helpers/papers.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

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

function fieldOf(dossier: DossierDetail, key: string) {
  const field = dossier.papers.flatMap((paper) => paper.fields).find((candidate) => candidate.key === key);
  if (field === undefined) throw new Error(`no field ${key}`);
  return field;
}

describe('opening dossiers', () => {
  it('gives each its own number of the day, however many are opened at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 25 }, async () => await clerk.intake.open({ procedureCode: '1.004222' })),
    );
    const serials = opened.map((dossier) => Number(dossier.code.slice(-4))).toSorted((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('refuses a procedure that the catalogue does not have', async () => {
    await expectFailure(clerk.intake.open({ procedureCode: '9.999999' }), 'procedure-not-found');
  });

  it('lists them newest first with counts', async () => {
    const first = await station.dossierWith(CARD);
    const second = await station.dossierWith();
    const list = await clerk.intake.list();
    expect(list.map((dossier) => dossier.id)).toEqual([second.id, first.id]);
    expect(list[1]).toMatchObject({ papers: 1, pages: 1, pagesReading: 0, mine: true, citizenName: HANG.fullName });
    expect(JSON.stringify(list)).not.toContain(HANG.citizenId);
  });
});

describe('handing files in', () => {
  it('takes the same bytes once in a dossier, and again in another', async () => {
    const dossier = await station.dossierWith(CARD);
    const again = await station.upload('hanh', dossier.id, CARD, 'another name.jpg');
    expect(await again.json()).toEqual({ fileId: dossier.files[0]?.id, duplicate: true });
    const after = await station.read(clerk, dossier.id);
    expect([after.files.length, after.papers.length]).toEqual([1, 1]);
    expect((await station.dossierWith(CARD)).papers).toHaveLength(1);
    expect(station.reader.reads()).toBe(2);
  });

  it('takes them once also when they come twice at the same time', async () => {
    const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () => (await station.upload('hanh', id, CARD)).json() as Promise<{ duplicate: boolean }>),
    );
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect((await station.read(clerk, id)).papers).toHaveLength(1);
  });

  it('shows pages while the file is read, and bars sending until it is', async () => {
    const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
    station.reader.hold();
    await station.upload('hanh', id, { pages: [[], [], []], papers: [{ type: 'birth-certificate' }] });
    const events = await clerk.station.events();
    let dossier = await clerk.intake.get({ dossierId: id });
    for await (const _ of events) {
      dossier = await clerk.intake.get({ dossierId: id });
      if (dossier.pages.some((page) => page.state === 'read')) break;
    }
    expect(dossier.pages.map((page) => page.state)).toEqual(['read', 'reading', 'reading']);
    expect(dossier.files[0]).toMatchObject({ state: 'reading', pagesTotal: 3, pagesRead: 1 });
    expect(dossier.blockers.map((blocker) => blocker.code)).toContain('still-reading');
    await expectFailure(clerk.intake.sendToVerification({ dossierId: id }), 'still-reading');
    station.reader.release();
    const read = await station.read(clerk, id);
    expect(read.pages.map((page) => page.state)).toEqual(['read', 'read', 'read']);
    expect(read.papers[0]?.pageIds).toEqual(read.pages.map((page) => page.id));
  });

  it('says why a file can not be read, and tries again when it is handed in again', async () => {
    const dossier = await station.dossierWith({ fails: 'file-encrypted' });
    expect(dossier.files).toMatchObject([{ state: 'failed', error: { code: 'file-encrypted' } }]);
    expect(dossier.pages).toEqual([]);
    const again = await station.upload('hanh', dossier.id, { fails: 'file-encrypted' });
    expect(await again.json()).toEqual({ fileId: dossier.files[0]?.id, duplicate: true });
    await station.read(clerk, dossier.id);
    expect(station.reader.reads()).toBe(2);
  });

  it('keeps the other pages of a file when one can not be read', async () => {
    const dossier = await station.dossierWith({
      pages: [[], [finding('page-unreadable')]],
      papers: [{ type: 'birth-certificate', pages: [0] }],
    });
    expect(dossier.pages.map((page) => page.state)).toEqual(['read', 'unreadable']);
    expect(dossier.papers).toHaveLength(1);
    expect(dossier.findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'page-unreadable', pageId: dossier.pages[1]?.id })]),
    );
  });

  it('takes sample papers of training mode', async () => {
    const samples = await clerk.intake.samples();
    expect(samples.length).toBeGreaterThan(0);
    const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
    await clerk.intake.addSample({ dossierId: id, file: samples[0]?.file ?? '' });
    expect((await clerk.intake.get({ dossierId: id })).files[0]?.name).toBe(samples[0]?.file);
    await expectFailure(clerk.intake.addSample({ dossierId: id, file: '../../package.json' }), 'file-not-found');
  });
});

describe('papers and components', () => {
  it('go together by type, one paper to a component', async () => {
    const second: ScriptedFile = { ...CARD, salt: 'the same card scanned again' };
    const dossier = await station.dossierWith(CARD, second);
    expect(dossier.papers.map((paper) => paper.componentCode)).toEqual(['TP02', null]);
  });

  it('can be put together by hand; a wrong pair is a finding', async () => {
    const dossier = await station.dossierWith(CARD);
    const paperId = dossier.papers[0]?.id ?? '';
    const wrong = await clerk.intake.assignComponent({ dossierId: dossier.id, paperId, componentCode: 'TP03' });
    expect(wrong.findings.map((one) => one.code)).toContain('component-wrong-type');
    expect(wrong.components.map((component) => component.state)).toEqual([
      'missing',
      'missing',
      'present',
      'missing',
      'missing',
    ]);
    const right = await clerk.intake.assignComponent({ dossierId: dossier.id, paperId, componentCode: null });
    expect(right.findings.map((one) => one.code)).not.toContain('component-wrong-type');
    const unknown = { dossierId: dossier.id, paperId, componentCode: 'TP99' };
    await expectFailure(clerk.intake.assignComponent(unknown), 'request-invalid');
  });

  it('may be missing for a reason that a person notes', async () => {
    const dossier = await station.dossierWith(CARD, CT01);
    expect(await expectFailure(clerk.intake.sendToVerification({ dossierId: dossier.id }), 'components-missing')).toBe(
      'TP03',
    );
    const note = { dossierId: dossier.id, componentCode: 'TP03', reason: 'Đã có trong CSDL hộ tịch' };
    const excused = await clerk.intake.excuseComponent(note);
    expect(excused.components[2]).toMatchObject({ state: 'excused', excuse: 'Đã có trong CSDL hộ tịch' });
    expect(excused.blockers).toEqual([]);
    const taken = await clerk.intake.excuseComponent({ ...note, reason: null });
    expect(taken.components[2]).toMatchObject({ state: 'missing', excuse: null });
  });

  it('can be set aside with their findings, and come back with the same file', async () => {
    const bad: ScriptedFile = { pages: [[finding('blurred')]], papers: [{ type: 'birth-certificate' }] };
    const dossier = await station.dossierWith(bad);
    const paperId = dossier.papers[0]?.id ?? '';
    expect(dossier.findings.map((one) => one.code)).toContain('blurred');
    const without = await clerk.intake.removePaper({ dossierId: dossier.id, paperId });
    expect([without.papers.length, without.findings.length]).toEqual([0, 0]);
    await expectFailure(clerk.intake.removePaper({ dossierId: dossier.id, paperId }), 'paper-not-found');
    await station.upload('hanh', dossier.id, bad);
    expect((await station.read(clerk, dossier.id)).papers.map((paper) => paper.id)).toEqual([paperId]);
  });

  it('keep the values of fields that another type has too', async () => {
    const dossier = await station.dossierWith({
      papers: [{ type: 'death-extract', fields: { fullName: HANG.fullName } }],
    });
    const paperId = dossier.papers[0]?.id ?? '';
    const changed = await clerk.intake.changePaperType({ dossierId: dossier.id, paperId, type: 'birth-certificate' });
    expect(changed.papers[0]).toMatchObject({ type: 'birth-certificate', typeConfidence: 1 });
    expect(fieldOf(changed, 'fullName').value).toBe(HANG.fullName);
    expect(changed.papers[0]?.fields.map((field) => field.key)).toContain('registeredOn');
  });
});

describe('fields', () => {
  it('that are key fields want eyes when absent or uncertain, and none once keyed', async () => {
    const dossier = await station.dossierWith({
      papers: [
        {
          type: 'birth-certificate',
          fields: {
            fullName: { value: 'TRẦN MINH KHÔI', confidence: 0.9 },
            gender: 'Nam',
            placeOfBirth: { value: 'Hà Nội', confidence: 0.2 },
          },
        },
      ],
    });
    expect(fieldOf(dossier, 'fullName').why?.vi).toContain('90 %');
    expect(fieldOf(dossier, 'dateOfBirth')).toMatchObject({ value: null, doubtful: true });
    expect(fieldOf(dossier, 'gender').doubtful).toBe(false);
    expect(fieldOf(dossier, 'placeOfBirth').doubtful).toBe(false);
    const paperId = dossier.papers[0]?.id ?? '';
    const keyed = await clerk.intake.setField({
      dossierId: dossier.id,
      paperId,
      key: 'dateOfBirth',
      value: '1/6/2015',
    });
    expect(fieldOf(keyed, 'dateOfBirth')).toMatchObject({ value: '2015-06-01', source: 'keyed', doubtful: false });
    expect(keyed.doubtfulFields).toBe(dossier.doubtfulFields - 1);
    const cleared = await clerk.intake.setField({ dossierId: dossier.id, paperId, key: 'dateOfBirth', value: ' ' });
    expect(fieldOf(cleared, 'dateOfBirth')).toMatchObject({ value: null, source: null, doubtful: true });
  });

  it('refuse what has not their form, and keys that the type does not have', async () => {
    const dossier = await station.dossierWith(CARD);
    const field = { dossierId: dossier.id, paperId: dossier.papers[0]?.id ?? '' };
    const invalid = [
      { key: 'citizenId', value: '12345' },
      { key: 'dateOfBirth', value: '31/02/1990' },
      { key: 'gender', value: 'khác' },
      { key: 'fullName', value: 'Nguyễn 123' },
    ];
    for (const one of invalid) {
      expect(await expectFailure(clerk.intake.setField({ ...field, ...one }), 'field-value-invalid')).toBe(one.key);
    }
    await expectFailure(clerk.intake.setField({ ...field, key: 'area', value: '12' }), 'field-not-found');
    expect(fieldOf(await clerk.intake.get({ dossierId: dossier.id }), 'citizenId').source).toBe('qr');
  });

  it('keep what the machine read beside what a person keyed', async () => {
    const dossier = await station.dossierWith({
      papers: [{ type: 'death-extract', fields: { fullName: { value: 'NGUYÊN THỊ HĂNG', raw: 'NGUYÊN THỊ HĂNG' } } }],
    });
    const paperId = dossier.papers[0]?.id ?? '';
    const keyed = await clerk.intake.setField({
      dossierId: dossier.id,
      paperId,
      key: 'fullName',
      value: HANG.fullName.normalize('NFD'),
    });
    expect(fieldOf(keyed, 'fullName')).toMatchObject({ value: HANG.fullName, raw: 'NGUYÊN THỊ HĂNG' });
  });
});

describe('findings', () => {
  const mismatch: ScriptedFile = {
    papers: [{ type: 'residence-change-form', fields: { ...HANG, dateOfBirth: '1986-03-02' } }],
  };

  it('follow the values that stand', async () => {
    const dossier = await station.dossierWith(mismatch);
    const found = dossier.findings.find((one) => one.code === 'citizen-id-birth-year-mismatch');
    expect(found?.compared.map((value) => value.value)).toEqual([HANG.citizenId, '1986-03-02']);
    expect(fieldOf(dossier, 'dateOfBirth').doubtful).toBe(true);
    const paperId = dossier.papers[0]?.id ?? '';
    const field = { dossierId: dossier.id, paperId, key: 'dateOfBirth' };
    const keyed = await clerk.intake.setField({ ...field, value: HANG.dateOfBirth });
    expect(keyed.findings.map((one) => one.code)).not.toContain('citizen-id-birth-year-mismatch');
  });

  it('compare what the papers say of one person, and go when the papers agree', async () => {
    const other: ScriptedFile = {
      papers: [{ type: 'residence-change-form', fields: { ...HANG, fullName: 'NGUYỄN THỊ HÀNH' } }],
    };
    const dossier = await station.dossierWith(CARD, other, BIRTH);
    const found = dossier.findings.find((one) => one.code === 'name-differs-across-papers');
    const form = dossier.papers.find((paper) => paper.type === 'residence-change-form');
    expect(found).toMatchObject({
      severity: 'error',
      paperId: form?.id,
      field: 'fullName',
      compared: [
        { value: HANG.fullName, source: 'qr' },
        { value: 'NGUYỄN THỊ HÀNH', source: 'ocr' },
      ],
    });
    expect(dossier.blockers.map((blocker) => blocker.code)).toEqual(['findings-open']);
    expect(form?.fields.find((field) => field.key === 'fullName')?.why?.vi).toBe(found?.message);
    const paperId = form?.id ?? '';
    const field = { dossierId: dossier.id, paperId, key: 'fullName' };
    const note = { dossierId: dossier.id, findingId: found?.id ?? '', note: 'Tên thường gọi' };
    expect((await clerk.intake.resolveFinding(note)).blockers).toEqual([]);
    // Another value is another contradiction: the note does not cover it.
    const worse = await clerk.intake.setField({ ...field, value: 'NGUYỄN THỊ HÒA' });
    expect(worse.blockers.map((blocker) => blocker.code)).toEqual(['findings-open']);
    const agreed = await clerk.intake.setField({ ...field, value: HANG.fullName });
    expect(agreed.findings.map((one) => one.code)).not.toContain('name-differs-across-papers');
    expect(agreed.blockers).toEqual([]);
  });

  it('bar sending while an error has no note; the note stays through every change but of its values', async () => {
    const wrong: ScriptedFile = {
      papers: [{ type: 'citizen-card', fields: { ...HANG }, findings: [finding('qr-differs', { field: 'fullName' })] }],
    };
    const dossier = await station.dossierWith(wrong, CT01, BIRTH);
    expect(dossier.blockers).toEqual([{ code: 'findings-open', detail: '1' }]);
    const open = dossier.findings.find((one) => one.code === 'qr-differs');
    await expectFailure(
      clerk.intake.resolveFinding({ dossierId: dossier.id, findingId: 'none', note: 'x' }),
      'request-invalid',
    );
    const resolved = await clerk.intake.resolveFinding({
      dossierId: dossier.id,
      findingId: open?.id ?? '',
      note: 'Thẻ cũ, đã đối chiếu bản gốc',
    });
    expect(resolved.blockers).toEqual([]);
    await station.upload('hanh', dossier.id, { ...CARD, salt: 'one more' });
    const after = (await station.read(clerk, dossier.id)).findings.find((one) => one.id === open?.id);
    expect(after?.resolved).toMatchObject({
      by: { displayName: 'Nguyễn Thị Hạnh' },
      note: 'Thẻ cũ, đã đối chiếu bản gốc',
    });
  });

  it('leave warnings to the supervisor', async () => {
    const warned = await station.dossierWith({ ...CARD, pages: [[finding('blurred')]] }, CT01, BIRTH);
    expect(warned.findings.map((one) => one.code)).toContain('blurred');
    expect(warned.findings.map((one) => one.severity)).not.toContain('error');
    expect(warned.openFindings).toBe(warned.findings.length);
    expect(warned.blockers).toEqual([]);
  });
});

describe('handing over', () => {
  it('ends editing at the counter', async () => {
    const dossier = await station.dossierWith(CARD, CT01, BIRTH);
    await clerk.intake.sendToVerification({ dossierId: dossier.id });
    const paperId = dossier.papers[0]?.id ?? '';
    await expectFailure(clerk.intake.removePaper({ dossierId: dossier.id, paperId }), 'wrong-state');
    await expectFailure(clerk.intake.sendToVerification({ dossierId: dossier.id }), 'wrong-state');
    expect((await station.upload('hanh', dossier.id, { salt: 'late' })).status).toBe(409);
    expect((await clerk.intake.list()).map((one) => one.id)).not.toContain(dossier.id);
  });

  it('can be taken back with a reason that history shows', async () => {
    const dossier = await station.dossierWith();
    await clerk.intake.withdraw({ dossierId: dossier.id, reason: 'Công dân rút hồ sơ' });
    const after = await clerk.intake.get({ dossierId: dossier.id });
    expect(after.state).toBe('withdrawn');
    expect(after.history.at(-1)).toMatchObject({ event: 'withdraw', reason: 'Công dân rút hồ sơ' });
  });
});
