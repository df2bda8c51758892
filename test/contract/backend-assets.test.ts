import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierDetail } from '../../common/contract/views.ts';
import { BIRTH } from '../helpers/papers.ts';
import {
  newDataDir,
  removeDataDir,
  startTestStation,
  type TestStation,
  uploadRequest,
} from '../helpers/test-station.ts';

let dataDir: string;
let station: TestStation;
let dossier: DossierDetail;

beforeAll(async () => {
  dataDir = await newDataDir();
  station = await startTestStation({ dataDir });
  const clerk = await station.as('hanh');
  await station.as('lan');
  const { id } = await clerk.intake.open({ procedureCode: '1.004222' });
  await station.upload('hanh', id, BIRTH, 'khai sinh.jpg');
  dossier = await station.read(clerk, id);
});
afterAll(async () => {
  await station.close();
  await removeDataDir(dataDir);
});

async function get(path: string, client = 'hanh', headers: Record<string, string> = {}): Promise<Response> {
  return await station.backend.serveAsset(new Request(`http://station${path}`, { headers }), { client });
}

async function post(request: Request, client = 'hanh'): Promise<Response> {
  return await station.backend.serveAsset(request, { client });
}

describe('page images', () => {
  it('come with their hash, to be kept for good', async () => {
    const answer = await get(`/assets/pages/${dossier.pages[0]?.id}/upright`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString()).toContain('upright 0');
    expect(answer.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    const preview = await get(`/assets/pages/${dossier.pages[0]?.id}/preview`);
    expect(await preview.text()).toContain('preview 0');
  });

  it('are not sent again to who has them', async () => {
    const path = `/assets/pages/${dossier.pages[0]?.id}/preview`;
    const etag = (await get(path)).headers.get('etag') ?? '';
    const again = await get(path, 'hanh', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('are for people who are signed in', async () => {
    const refused = await get(`/assets/pages/${dossier.pages[0]?.id}/upright`, 'nobody');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({ code: 'not-signed-in' });
    expect((await get(`/assets/pages/${dossier.pages[0]?.id}/upright`, 'lan')).status).toBe(200);
  });
});

describe('PDFs', () => {
  it('are made when somebody wants one before they were needed', async () => {
    const answer = await get(`/assets/papers/${dossier.papers[0]?.id}/pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const text = await answer.text();
    expect(text).toContain('%PDF-fake Giấy tờ chứng minh quan hệ nhân thân');
    expect(text).not.toContain('KHÔI');
  });
});

describe('addresses that lead nowhere', () => {
  it.each([
    ['/assets/pages/none/upright', 404, 'file-not-found'],
    ['/assets/papers/none/pdf', 404, 'paper-not-found'],
    ['/assets/pages/..%2F..%2Fetc/upright', 404, 'file-not-found'],
    ['/assets/', 404, 'file-not-found'],
  ])('%s', async (path, status, code) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ code });
  });

  it('are refused for other methods', async () => {
    const answer = await post(new Request('http://station/assets/pages/none/upright', { method: 'DELETE' }));
    expect(answer.status).toBe(400);
  });
});

describe('uploads', () => {
  it('keep the name as dropped, without folders', async () => {
    const answer = await post(uploadRequest(dossier.id, { salt: 'name' }, 'C:\\quét\\../Tờ khai.pdf'));
    expect(answer.status).toBe(201);
    const { fileId } = (await answer.json()) as { fileId: string };
    const clerk = station.client('hanh');
    const file = (await clerk.intake.get({ dossierId: dossier.id })).files.find((one) => one.id === fileId);
    expect(file?.name).toBe('Tờ khai.pdf');
  });

  it('are refused without a name, without bytes, and when they say that they are too large', async () => {
    const unnamed = uploadRequest(dossier.id, { salt: 'unnamed' }, '');
    expect(await (await post(unnamed)).json()).toMatchObject({ code: 'request-invalid' });
    const broken = new Request(unnamed.url, { method: 'POST', headers: { 'x-file-name': '%E0%A4%A' }, body: 'x' });
    expect(await (await post(broken)).json()).toMatchObject({ code: 'request-invalid' });
    const empty = await post(uploadRequest(dossier.id, new Uint8Array(), 'empty.jpg'));
    expect([empty.status, await empty.json()]).toEqual([422, { code: 'file-empty' }]);
    const large = new Request(unnamed.url, {
      method: 'POST',
      headers: { 'x-file-name': 'large.pdf', 'content-length': String(300 * 1024 * 1024) },
      body: 'x',
    });
    const refused = await post(large);
    expect([refused.status, await refused.json()]).toEqual([413, { code: 'file-too-large' }]);
  });

  it('are for clerks, into a dossier that is there', async () => {
    expect((await post(uploadRequest(dossier.id, { salt: 'a' }, 'a.jpg'), 'nobody')).status).toBe(401);
    expect((await post(uploadRequest(dossier.id, { salt: 'b' }, 'b.jpg'), 'lan')).status).toBe(403);
    expect((await post(uploadRequest('none', { salt: 'c' }, 'c.jpg'))).status).toBe(404);
  });

  it('that break off leave no file behind', async () => {
    const before = (await station.client('hanh').intake.get({ dossierId: dossier.id })).files.length;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array([1, 2, 3]));
        controller.error(new Error('connection reset'));
      },
    });
    const init = { method: 'POST', headers: { 'x-file-name': 'cut.jpg' }, body, duplex: 'half' };
    const request = new Request(`http://station/assets/dossiers/${dossier.id}/files`, init);
    expect((await post(request)).status).toBe(500);
    expect((await station.client('hanh').intake.get({ dossierId: dossier.id })).files).toHaveLength(before);
  });
});
