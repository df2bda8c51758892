import { describe, expect, it } from 'vitest';
import { ACCOUNT, clientOf, json, message, plainCall, put, startPortal } from './support/portal-setup.ts';
import { codeOf, sampleFile, serverThat, setFaults } from './support/stub-control.ts';

const ACCOUNTS = { clients: [ACCOUNT] };

describe('access to the portal', () => {
  it.each([
    [
      'a form',
      (url: string) =>
        fetch(`${url}/oauth/token`, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: ACCOUNT.clientId,
            client_secret: ACCOUNT.clientSecret,
          }),
        }),
    ],
    [
      'JSON',
      (url: string) =>
        fetch(
          `${url}/oauth/token`,
          json({ grant_type: 'client_credentials', client_id: ACCOUNT.clientId, client_secret: ACCOUNT.clientSecret }),
        ),
    ],
    [
      'the Authorization header',
      (url: string) =>
        fetch(`${url}/oauth/token`, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`)}` },
        }),
    ],
  ])('is given for credentials in %s', async (_name, ask) => {
    const { stub } = await startPortal(ACCOUNTS);
    const answer = await ask(stub.url);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      token_type: 'Bearer',
      access_token: expect.any(String),
      expires_in: 3600,
    });
  });

  it.each([
    ['a wrong secret', { client_id: ACCOUNT.clientId, client_secret: 'sai' }],
    ['an unknown client', { client_id: 'la', client_secret: ACCOUNT.clientSecret }],
    ['no secret', { client_id: ACCOUNT.clientId }],
    ['nothing', {}],
  ])('is refused for %s', async (_name, credentials) => {
    const { stub } = await startPortal(ACCOUNTS);
    expect((await fetch(`${stub.url}/oauth/token`, json(credentials))).status).toBe(401);
  });

  it('without accounts set takes a secret at the first coming, and no other after that, over a restart too', async () => {
    const { stub, dataDir, portal } = await startPortal();
    await portal.check();
    await stub.close();
    const again = await startPortal({ dataDir });
    await again.portal.check();
    expect(await codeOf(clientOf(again.stub.url, { clientSecret: 'sai' }).check())).toBe('portal-refused-credentials');
  });

  it.each([
    ['POST', '/files'],
    ['HEAD', '/files/00000000000000000000000000000000'],
    ['GET', '/files/00000000000000000000000000000000'],
    ['PUT', '/files/00000000000000000000000000000000/finalise'],
    ['POST', '/dossiers'],
    ['POST', '/dossiers/update'],
    ['GET', '/dossiers/H56.25.5-260703-0001'],
    ['POST', '/results/search'],
    ['GET', '/nowhere'],
  ])('is needed for %s %s', async (method, path) => {
    const { stub } = await startPortal();
    expect((await fetch(`${stub.url}${path}`, { method })).status).toBe(401);
    const forged = await fetch(`${stub.url}${path}`, { method, headers: { authorization: 'Bearer e30.AAAA' } });
    expect(forged.status).toBe(401);
  });

  it('stops the batch when the station has the wrong secret', async () => {
    const { stub } = await startPortal(ACCOUNTS);
    const stranger = clientOf(stub.url, { clientSecret: 'sai' });
    const file = await sampleFile(10);
    expect(await codeOf(stranger.check())).toBe('portal-refused-credentials');
    expect(await codeOf(stranger.sendDossier(message('H56.25.5-260703-0001', [])))).toBe('portal-refused-credentials');
    expect(await codeOf(stranger.upload(file.path, { ...file, key: 'k' }))).toBe('portal-refused-credentials');
  });

  it('asks for one token and keeps it', async () => {
    const log: string[] = [];
    const { portal } = await startPortal({ log: (line) => log.push(line) });
    await portal.check();
    await portal.readBack('H56.25.5-260703-0001');
    await put(portal, await sampleFile(10));
    expect(log.filter((line) => line.startsWith('POST /oauth/token'))).toHaveLength(1);
  });

  it('is renewed without a word when a token has ended', async () => {
    let now = Date.parse('2026-07-03T08:00:00Z');
    const { portal } = await startPortal({ now: () => new Date(now), tokenSeconds: 3600 });
    await portal.check();
    now += 2 * 3_600_000;
    const url = await put(portal, await sampleFile(10));
    now += 2 * 3_600_000;
    expect((await portal.sendDossier(message('H56.25.5-260703-0001', [url]))).version).toBe(1);
  });

  it('is lost for good only when a fresh token is refused as well', async () => {
    const { stub, portal } = await startPortal();
    await portal.check();
    await setFaults(stub.url, { status: 401 });
    expect(await codeOf(portal.readBack('H56.25.5-260703-0001'))).toBe('portal-refused-credentials');
    await setFaults(stub.url, {});
    expect(await portal.readBack('H56.25.5-260703-0001')).toBeNull();
  });

  it('never sends its token to another host, even when an upload is said to be there', async () => {
    const seen: string[] = [];
    const elsewhere = await serverThat((request, response) => {
      seen.push(request.headers.authorization ?? '');
      response.end();
    });
    const { portal } = await startPortal();
    const file = await sampleFile(1000);
    const { url } = await portal.upload(file.path, { ...file, key: 'k' });
    const resumeUrl = `${elsewhere}${new URL(url).pathname}`;
    await portal.upload(file.path, { ...file, key: 'k' }, { resumeUrl });
    await portal.finalise(resumeUrl, { key: 'k', sha256: file.sha256 });
    expect(seen).toEqual([]);
  });

  it('follows no redirect', async () => {
    const seen: string[] = [];
    const elsewhere = await serverThat((request, response) => {
      seen.push(request.url ?? '');
      response.end();
    });
    const url = await serverThat((_request, response) => {
      response.writeHead(307, { location: `${elsewhere}/steal` }).end();
    });
    expect(await codeOf(clientOf(url).check())).toBe('portal-not-genuine');
    expect(seen).toEqual([]);
  });

  it('logs requests without dossier codes, people or file names', async () => {
    const log: string[] = [];
    const { stub, portal } = await startPortal({ log: (line) => log.push(line) });
    const url = await put(portal, await sampleFile(10));
    await portal.sendDossier(message('H56.25.5-260703-0001', [url]));
    await portal.readBack('H56.25.5-260703-0001');
    await portal.findHeldPapers({ ownerId: '001194900117' });
    await plainCall(stub.url, '/dossiers/001194900117');
    expect(log).toContainEqual(expect.stringMatching(/^GET \/dossiers\/:code 200 \d+ms$/));
    expect(log.join('\n')).not.toMatch(/260703|001194900117|MẪU|Giấy/);
  });
});
