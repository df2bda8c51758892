import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { StationClient } from '../../common/contract/contract.ts';
import type { DossierDetail } from '../../common/contract/views.ts';
import { finding } from '../../common/domain/findings.ts';
import { changeDeliverySettings } from '../../main/backend/services/delivery/delivery-settings.ts';
import { requireDossier } from '../../main/backend/services/dossiers/require-dossier.ts';
import { preflightFiles, preflightRecord } from '../../main/backend/services/verification/preflight.ts';
import { openStore } from '../../storage/open-store.ts';
import type { Store } from '../../storage/store.ts';
import { expectFailure } from '../helpers/expect-failure.ts';
import type { ScriptedFile } from '../helpers/fake-reader.ts';
import { BIRTH, CARD, CT01, HANG } from '../helpers/papers.ts';
import { queueDossier } from '../helpers/queued-dossier.ts';
import { newDataDir, removeDataDir, startTestStation, type TestStation } from '../helpers/test-station.ts';

describe('before a dossier is queued', () => {
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

  async function sent(...files: readonly ScriptedFile[]): Promise<DossierDetail> {
    const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
    for (const file of files) await station.upload('hanh', id, file);
    await station.read(clerk, id);
    return await clerk.intake.sendToVerification({ dossierId: id });
  }

  it('nothing speaks against one that is whole', async () => {
    const { id: dossierId } = await sent(CARD, CT01, BIRTH);
    expect(await supervisor.verification.preflight({ dossierId })).toEqual([]);
    await supervisor.verification.approve({ dossierId });
  });

  it('an owner without a number is told, and the supervisor can put it right', async () => {
    const { citizenId: _, ...request } = CT01.papers?.[0]?.fields ?? {};
    const nameless: ScriptedFile = { papers: [{ type: 'residence-change-form', fields: request }] };
    const birth = { ...BIRTH, salt: '2' };
    const dossier = await sent(nameless, birth, {
      papers: [{ type: 'citizen-card', fields: { fullName: HANG.fullName, dateOfBirth: HANG.dateOfBirth } }],
    });
    const dossierId = dossier.id;
    for (const paper of dossier.papers) {
      for (const field of paper.fields.filter(({ doubtful }) => doubtful)) {
        await supervisor.verification.correctField({ dossierId, paperId: paper.id, key: field.key, value: '' });
      }
    }
    expect(await supervisor.verification.preflight({ dossierId })).toEqual([
      { code: 'preflight-owner-number', paperId: null, findingId: null },
    ]);
    // The clerk was told before, with the citizen still there.
    expect(dossier.findings.map(({ code }) => code)).toContain('owner-number-missing');
    await expectFailure(supervisor.verification.approve({ dossierId }), 'preflight-owner-number');
    expect((await supervisor.verification.get({ dossierId })).state).toBe('verifying');
    expect(await supervisor.delivery.list()).toEqual([]);

    const form = dossier.papers.find((paper) => paper.type === 'residence-change-form');
    const number = { dossierId, paperId: form!.id, key: 'citizenId', value: HANG.citizenId };
    const corrected = await supervisor.verification.correctField(number);
    expect(corrected.findings.map(({ code }) => code)).not.toContain('owner-number-missing');
    await supervisor.verification.approve({ dossierId });
    expect(await supervisor.delivery.list()).toHaveLength(1);
  });

  it('a seal that was not seen wants somebody who answers for it', async () => {
    const unsealed: ScriptedFile = {
      papers: (BIRTH.papers ?? []).map((paper) => ({ ...paper, findings: [finding('seal-missing')] })),
    };
    const { id: dossierId, papers } = await sent(CARD, CT01, unsealed);
    const [problem, ...others] = await supervisor.verification.preflight({ dossierId });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'preflight-seal',
      paperId: papers.find((paper) => paper.type === 'birth-certificate')?.id,
    });
    await expectFailure(supervisor.verification.approve({ dossierId }), 'preflight-seal');
    const answer = { dossierId, findingId: problem?.findingId ?? '', note: 'Dấu nổi, thấy trên ảnh' };
    await supervisor.verification.acceptFinding(answer);
    expect(await supervisor.verification.preflight({ dossierId })).toEqual([]);
    await supervisor.verification.approve({ dossierId });
  });
});

describe('what the portal would refuse', () => {
  async function store(): Promise<Store> {
    const folder = await mkdtemp(join(tmpdir(), 'sohoa-preflight-'));
    const opened = await openStore({ dataDir: folder, databaseKey: Buffer.alloc(32, 7), now: () => new Date() });
    onTestFinished(async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    });
    return opened;
  }

  const AT = '2026-11-21T02:00:00.000Z';
  const PDF = Buffer.from('%PDF-1.7\n…');
  const inspect = async () => ({ format: 'pdf' as const, pages: 0, sha256: '' });

  async function problemsOf(
    opened: Store,
    bytes: Uint8Array,
    options: { readonly pages?: number; readonly spoil?: (path: string) => Promise<void> } = {},
  ): Promise<readonly string[]> {
    const { id } = await queueDossier(opened, { serial: 1, files: [bytes], at: AT });
    const [file] = await opened.read.deliveries.files(id);
    await options.spoil?.(opened.files.pathOf(file!.sha256));
    const reader = { inspect: async () => ({ ...(await inspect()), pages: options.pages ?? 0 }) };
    const problems = await preflightFiles(opened, reader, await requireDossier(opened.read, id));
    return problems.map(({ code, detail }) => `${code} ${detail}`);
  }

  it.each([
    ['nothing, of a sound PDF', PDF, {}, []],
    ['of a PDF 1.3', Buffer.from('%PDF-1.3\n…'), {}, ['preflight-file-format']],
    ['of what is no PDF', Buffer.from('hello'), {}, ['preflight-file-format']],
    ['of a PDF with other pages', PDF, { pages: 3 }, ['preflight-file-format']],
    ['of a file that is gone', PDF, { spoil: async (path: string) => await rm(path) }, ['page-file-missing']],
    ['of a file that grew', PDF, { spoil: async (path: string) => await appendFile(path, 'x') }, ['page-file-altered']],
    ['of another file', PDF, { spoil: async (path: string) => await writeFile(path, 'y') }, ['page-file-altered']],
  ] as const)('is told: %s', async (_name, bytes, options, codes) => {
    const problems = await problemsOf(await store(), bytes, options);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(codes);
  });

  it('names a file that is too large, and both sizes', async () => {
    const opened = await store();
    await opened.transaction(async (transaction) => await changeDeliverySettings(transaction, { maxFileMB: 1 }));
    const [problem] = await problemsOf(opened, Buffer.concat([PDF, Buffer.alloc(1_200_000)]));
    expect(problem).toMatch(/^preflight-file-too-large .*: 2 MB > 1 MB$/);
  });

  it.each([
    ['a code of another form', { code: 'X-1' }, 'preflight-dossier-code'],
    ['no date of reception', { createdAt: '' }, 'preflight-reception-date'],
    ['a date of reception to come', { createdAt: '2026-12-24T00:00:00.000Z' }, 'preflight-reception-date'],
    ['no number of the owner', { citizenId: null }, 'preflight-owner-number'],
    ['nine digits', { citizenId: '012345678' }, 'preflight-owner-number'],
  ])('is told: %s', async (_name, change, code) => {
    const opened = await store();
    const { id } = await queueDossier(opened, { serial: 1, files: [PDF], at: AT });
    const dossier = { ...(await requireDossier(opened.read, id)), ...change };
    const codes = (await preflightRecord(opened.read, dossier, new Date(AT))).map((problem) => problem.code);
    expect(codes.filter((one) => one !== 'components-missing')).toEqual([code]);
  });
});
