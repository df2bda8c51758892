import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DossiersReply } from '../../common/contract/portal-message.ts';
import { isSignedBy } from '../../main/outside/portal/receipt-signature.ts';
import { clientOf, json, message, OWNER, plainCall, put, startPortal } from './support/portal-setup.ts';
import { codeOf, sampleFile, serverThat } from './support/stub-control.ts';

const CODE = 'H56.25.5-260703-0001';

describe('a dossier at the portal', () => {
  it('is accepted once, and answered with the same receipt for ever', async () => {
    const { stub, dataDir, portal } = await startPortal();
    const file = await sampleFile(5000);
    const sent = message(CODE, [await put(portal, file)]);
    const receipt = await portal.sendDossier(sent);
    expect(receipt).toMatchObject({
      number: expect.stringMatching(/^DVC-\d{4}-0000001$/),
      version: 1,
      MaHoSo: CODE,
      acceptedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/),
      files: [{ sha256: file.sha256, size: 5000 }],
    });
    expect(await portal.sendDossier(sent)).toEqual(receipt);
    await stub.close();
    const later = await startPortal({ dataDir, now: () => new Date('2031-01-01T00:00:00Z') });
    expect(await later.portal.sendDossier(sent)).toEqual(receipt);
  });

  it('is accepted once when it comes many times at the same moment', async () => {
    const { portal, dataDir } = await startPortal();
    const sent = message(CODE, [await put(portal, await sampleFile(100))]);
    const receipts = await Promise.all(Array.from({ length: 12 }, () => portal.sendDossier(sent)));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    const journal = await readFile(join(dataDir, 'journal.ndjson'), 'utf8');
    expect(journal.match(/"kind":"dossier"/g)).toHaveLength(1);
  });

  it('has a receipt of its own number', async () => {
    const { portal } = await startPortal();
    const numbers = [];
    for (const serial of ['0001', '0002', '0003']) {
      numbers.push((await portal.sendDossier(message(`H56.25.5-260703-${serial}`, []))).number.slice(-7));
    }
    expect(numbers).toEqual(['0000001', '0000002', '0000003']);
  });

  it('with other content is a conflict and changes nothing', async () => {
    const { stub, portal } = await startPortal();
    const receipt = await portal.sendDossier(message(CODE, []));
    const other = message(CODE, [], { summary: 'Khác' });
    await expect(portal.sendDossier(other)).rejects.toMatchObject({
      code: 'portal-conflict',
      detail: expect.stringContaining('đã tồn tại'),
    });
    const reply = await plainCall(stub.url, '/dossiers', json([other]));
    expect(await reply.json()).toMatchObject({ error_code: 3, message: expect.stringContaining('đã tồn tại') });
    expect((await portal.readBack(CODE))?.receipt).toEqual(receipt);
  });

  it('is the same when its files were uploaded a second time, and another when their bytes differ', async () => {
    const { portal } = await startPortal();
    const file = await sampleFile(3000);
    const receipt = await portal.sendDossier(message(CODE, [await put(portal, file, 'first')]));
    const again = await put(portal, file, 'second');
    expect(await portal.sendDossier(message(CODE, [again]))).toEqual(receipt);
    const other = await put(portal, await sampleFile(3000, 'other'), 'third');
    expect(await codeOf(portal.sendDossier(message(CODE, [other])))).toBe('portal-conflict');
  });

  it('is replaced knowingly by an update, with a new version of its receipt', async () => {
    const { portal } = await startPortal();
    const first = await portal.sendDossier(message(CODE, []));
    const changed = message(CODE, [], { note: 'Bổ sung' });
    const second = await portal.updateDossier(changed);
    expect(second).toMatchObject({ number: first.number, version: 2 });
    expect(second.contentSha256).not.toBe(first.contentSha256);
    expect(await portal.updateDossier(changed)).toEqual(second);
    expect(await portal.readBack(CODE)).toMatchObject({ receipt: { version: 2 }, dossier: { GhiChu: 'Bổ sung' } });
    expect(await portal.sendDossier(message(CODE, []))).toEqual(first);
    expect(await portal.updateDossier(message(CODE, []))).toMatchObject({ version: 3 });
  });

  it('that was never added cannot be updated', async () => {
    const { portal } = await startPortal();
    expect(await codeOf(portal.updateDossier(message(CODE, [])))).toBe('portal-refused-dossier');
  });

  it('is refused with a reason in words for each thing that is wrong, and the others are taken', async () => {
    const { stub } = await startPortal();
    const good = message('H56.25.5-260703-0002', []);
    const bad = { ...message(CODE, []), NgayTiepNhan: '', KenhThucHien: '9' };
    const reply = (await (await plainCall(stub.url, '/dossiers', json([bad, good]))).json()) as DossiersReply;
    expect(reply.error_code).toBe(1);
    expect(reply.results).toMatchObject([
      {
        MaHoSo: CODE,
        error_code: 1,
        errors: [
          'KenhThucHien: chỉ nhận một trong 1, 2, 3',
          'NgayTiepNhan: phải là thời điểm có thật, dạng yyyyMMddHHmmss',
        ],
      },
      { MaHoSo: 'H56.25.5-260703-0002', error_code: 0, message: 'thành công' },
    ]);
  });

  it.each([
    [
      'a file that was never uploaded',
      async () => 'http://127.0.0.1/files/00000000000000000000000000000000',
      'không phải địa chỉ của tệp đã tải lên Cổng',
    ],
    ['a file elsewhere', async () => 'https://example.com/a.pdf', 'không phải địa chỉ của tệp đã tải lên Cổng'],
    [
      'a file outside the store',
      async () => 'http://127.0.0.1/files/..%2f..%2fjournal.ndjson',
      'không phải địa chỉ của tệp đã tải lên Cổng',
    ],
    [
      'a file that is not complete',
      async (url: string) => {
        const created = await plainCall(url, '/files', {
          method: 'POST',
          headers: { 'tus-resumable': '1.0.0', 'upload-length': '10' },
        });
        return created.headers.get('location') ?? '';
      },
      'tệp chưa tải lên hết',
    ],
  ])('is refused when it names %s', async (_name, make, words) => {
    const { stub, portal } = await startPortal();
    const url = await make(stub.url);
    await expect(portal.sendDossier(message(CODE, [url]))).rejects.toMatchObject({
      code: 'portal-refused-dossier',
      detail: expect.stringContaining(`TaiLieuNop[0].DuongDanTaiTepTin: ${words}`),
    });
    expect(await portal.readBack(CODE)).toBeNull();
  });

  it.each([{}, [], 'x', null])('is wanted in an array, so %j is refused', async (body) => {
    const { stub } = await startPortal();
    expect(await (await plainCall(stub.url, '/dossiers', json(body))).json()).toMatchObject({ error_code: 1 });
  });

  it('may be named by an upload that no one sealed', async () => {
    const { portal } = await startPortal();
    const file = await sampleFile(2000);
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    expect((await portal.sendDossier(message(CODE, [url]))).files).toEqual([{ url, sha256: file.sha256, size: 2000 }]);
  });
});

describe('reading back', () => {
  it('hashes the bytes as they are stored, so a change behind the portal is seen', async () => {
    const { portal, dataDir } = await startPortal();
    const [one, two] = [await sampleFile(1000, 'one'), await sampleFile(2000, 'two')];
    await portal.sendDossier(message(CODE, [await put(portal, one), await put(portal, two)]));
    const hashes = async (): Promise<unknown> => (await portal.readBack(CODE))?.files.map((file) => file.sha256);
    expect(await hashes()).toEqual([one.sha256, two.sha256]);

    const stored = join(dataDir, 'files', one.sha256);
    const altered = Buffer.concat([one.bytes.subarray(0, 999), Buffer.from('!')]);
    await writeFile(stored, altered);
    expect(await hashes()).toEqual([createHash('sha256').update(altered).digest('hex'), two.sha256]);
    await rm(stored);
    expect(await hashes()).toEqual([null, two.sha256]);
  });

  it('gives nothing for a code that is not held', async () => {
    const { portal } = await startPortal();
    expect(await portal.readBack(CODE)).toBeNull();
  });

  it('believes only receipts that the portal signed', async () => {
    const { stub, portal } = await startPortal();
    const receipt = await portal.sendDossier(message(CODE, []));
    const { publicKey } = (await (await fetch(`${stub.url}/receipts/public-key`)).json()) as { publicKey: string };
    expect(isSignedBy(receipt, publicKey)).toBe(true);
    expect(isSignedBy({ ...receipt, acceptedAt: '2020-01-01T00:00:00+07:00' }, publicKey)).toBe(false);
    expect(isSignedBy({ ...receipt, files: [{ url: 'x', sha256: '0'.repeat(64), size: 1 }] }, publicKey)).toBe(false);

    const impostor = await startPortal();
    const pinned = clientOf(impostor.stub.url, { receiptKey: publicKey });
    expect(await codeOf(pinned.sendDossier(message(CODE, [])))).toBe('portal-not-genuine');
  });

  it('takes no answer about another dossier, and no acceptance without a receipt', async () => {
    const { stub, portal } = await startPortal();
    await portal.sendDossier(message('H56.25.5-260703-0009', []));
    const token = { access_token: 't', expires_in: 60 };
    const other = await plainCall(stub.url, '/dossiers/H56.25.5-260703-0009').then((answer) => answer.text());
    const key = await fetch(`${stub.url}/receipts/public-key`).then((answer) => answer.text());
    const odd = await serverThat((request, response) => {
      const said: Readonly<Record<string, string>> = {
        '/oauth/token': JSON.stringify(token),
        '/receipts/public-key': key,
        [`/dossiers/${CODE}`]: other,
        '/dossiers': JSON.stringify({ error_code: 0, message: 'thành công' }),
      };
      response.setHeader('content-type', 'application/json').end(said[request.url ?? '']);
    });
    expect(await codeOf(clientOf(odd).readBack(CODE))).toBe('portal-not-genuine');
    expect(await codeOf(clientOf(odd).sendDossier(message(CODE, [])))).toBe('portal-error');
  });

  it('shows the words of a refusal without the numbers of people', async () => {
    const odd = await serverThat((request, response) => {
      const said =
        request.url === '/oauth/token'
          ? { access_token: 't' }
          : { error_code: 7, message: `Sai số ${OWNER.citizenId}` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(said));
    });
    await expect(clientOf(odd).sendDossier(message(CODE, []))).rejects.toMatchObject({
      code: 'portal-refused-dossier',
      detail: 'Sai số 001•••117',
    });
  });
});

describe('papers held for reuse', () => {
  it('are found by the number of their owner, and fetched from where they are said to be', async () => {
    const { stub, portal } = await startPortal();
    const file = await sampleFile(1234);
    const url = await put(portal, file);
    await portal.sendDossier(message(CODE, [url]));
    await portal.sendDossier(
      message('H56.25.5-260703-0002', [url], { owner: { fullName: 'A B', citizenId: '001194900118' } }),
    );
    const found = await portal.findHeldPapers({ ownerId: OWNER.citizenId, procedureCode: '1.004222' });
    expect(found).toEqual([
      {
        MaKetQua: 'TP00',
        TenGiayTo: 'Giấy tờ 0',
        SoKyHieu: '',
        CoQuanChuQuan: 'Công an xã Mẫu',
        DanhSachTepDinhKem: [{ TenTep: 'Giấy tờ 0', DuongDan: url }],
      },
    ]);
    const fetched = await plainCall(stub.url, new URL(found[0]?.DanhSachTepDinhKem[0]?.DuongDan ?? '').pathname);
    expect(Buffer.from(await fetched.arrayBuffer()).equals(file.bytes)).toBe(true);
  });

  it('are narrowed to the kinds that are asked for', async () => {
    const { stub, portal } = await startPortal();
    await portal.sendDossier(
      message(CODE, [await put(portal, await sampleFile(10)), await put(portal, await sampleFile(20))]),
    );
    const query = { SoDinhDanhChuSoHuu: OWNER.citizenId, DanhSachDanhMucKetQua: [{ MaKetQua: 'TP01' }] };
    const reply = await plainCall(stub.url, '/results/search', json(query));
    expect(await reply.json()).toMatchObject({
      errorCode: 0,
      signature: expect.stringMatching(/^[\w+/=]{80,}$/),
      result: { DanhSachGiayToKetQua: [{ MaKetQua: 'TP01' }] },
    });
  });

  it('are none for a stranger', async () => {
    const { portal } = await startPortal();
    expect(await portal.findHeldPapers({ ownerId: '001194900199' })).toEqual([]);
  });
});
