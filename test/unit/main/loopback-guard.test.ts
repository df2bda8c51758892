import { describe, expect, it } from 'vitest';
import { type Admission, LoopbackGuard } from '../../../main/browser/guard.ts';

const PORT = 40_123;
const HOST = `127.0.0.1:${PORT}`;
const ORIGIN = `http://${HOST}`;

function refusalOf(admission: Admission): string | null {
  return admission.kind === 'refused' ? admission.refusal : null;
}

/** A guard that has let one browser in, with the cookie that the browser now sends. */
function withSession(): { guard: LoopbackGuard; cookie: string; client: string } {
  const guard = new LoopbackGuard(PORT);
  const path = guard.newAddress().slice(ORIGIN.length);
  const welcome = guard.admit({ method: 'GET', url: path, headers: { host: HOST } });
  if (welcome.kind !== 'welcome') throw new Error('the one-time address was refused');
  const cookie = welcome.cookie.split(';')[0] ?? '';
  const admitted = guard.admit({ method: 'GET', url: '/', headers: { host: HOST, cookie } });
  if (admitted.kind !== 'admitted') throw new Error('the cookie was refused');
  return { guard, cookie, client: admitted.client };
}

describe('the loopback guard', () => {
  it('gives a cookie that scripts and other sites cannot use', () => {
    const guard = new LoopbackGuard(PORT);
    const path = guard.newAddress().slice(ORIGIN.length);
    const welcome = guard.admit({ method: 'GET', url: path, headers: { host: HOST } });
    expect(welcome).toMatchObject({ kind: 'welcome', cookie: expect.stringMatching(/; HttpOnly; SameSite=Strict$/) });
  });

  it('lets a one-time address in once', () => {
    const guard = new LoopbackGuard(PORT);
    const request = { method: 'GET', url: guard.newAddress().slice(ORIGIN.length), headers: { host: HOST } };
    expect(guard.admit(request).kind).toBe('welcome');
    expect(refusalOf(guard.admit(request))).toBe('token-spent');
  });

  it('refuses a token that it never gave', () => {
    const guard = new LoopbackGuard(PORT);
    guard.newAddress();
    for (const token of ['', 'x', 'A'.repeat(43), '%00', '🙂']) {
      const url = `/?token=${encodeURIComponent(token)}`;
      expect(guard.admit({ method: 'GET', url, headers: { host: HOST } }).kind).toBe('refused');
    }
  });

  it('does not take a token on an upgrade or a POST', () => {
    const guard = new LoopbackGuard(PORT);
    const url = guard.newAddress().slice(ORIGIN.length);
    const headers = { host: HOST, origin: ORIGIN };
    expect(refusalOf(guard.admit({ method: 'GET', url, headers }, 'upgrade'))).toBe('no-session');
    expect(refusalOf(guard.admit({ method: 'POST', url, headers }))).toBe('no-session');
  });

  it('still knows the browser that opens a used address again', () => {
    const guard = new LoopbackGuard(PORT);
    const url = guard.newAddress().slice(ORIGIN.length);
    const welcome = guard.admit({ method: 'GET', url, headers: { host: HOST } });
    const cookie = welcome.kind === 'welcome' ? (welcome.cookie.split(';')[0] ?? '') : '';
    expect(guard.admit({ method: 'GET', url, headers: { host: HOST, cookie } }).kind).toBe('admitted');
  });

  it('gives each browser a client id of its own, which is not its secret', () => {
    const { guard, cookie, client } = withSession();
    const second = guard.admit({
      method: 'GET',
      url: guard.newAddress().slice(ORIGIN.length),
      headers: { host: HOST },
    });
    const other = second.kind === 'welcome' ? (second.cookie.split(';')[0] ?? '') : '';
    const admitted = guard.admit({ method: 'GET', url: '/', headers: { host: HOST, cookie: other } });
    expect(admitted.kind === 'admitted' && admitted.client).not.toBe(client);
    expect(cookie).not.toContain(client);
  });

  it.each([
    'localhost:40123',
    '127.0.0.1',
    'evil.example:40123',
    '127.0.0.1:40124',
    '[::1]:40123',
    '',
  ])('refuses the host %j, as in DNS rebinding', (host) => {
    const { guard, cookie } = withSession();
    expect(refusalOf(guard.admit({ method: 'GET', url: '/', headers: { host, cookie } }))).toBe('wrong-host');
  });

  it.each([
    'http://evil.example',
    'null',
    'https://127.0.0.1:40123',
    'http://127.0.0.1:8080',
    'http://localhost:40123',
  ])('refuses the origin %j on reads, writes and upgrades', (origin) => {
    const { guard, cookie } = withSession();
    const headers = { host: HOST, cookie, origin };
    expect(refusalOf(guard.admit({ method: 'GET', url: '/', headers }))).toBe('foreign-origin');
    expect(refusalOf(guard.admit({ method: 'POST', url: '/assets/x', headers }))).toBe('foreign-origin');
    expect(refusalOf(guard.admit({ method: 'GET', url: '/rpc', headers }, 'upgrade'))).toBe('foreign-origin');
  });

  it('refuses writes and upgrades that do not say where they come from', () => {
    const { guard, cookie } = withSession();
    const headers = { host: HOST, cookie };
    expect(refusalOf(guard.admit({ method: 'POST', url: '/assets/x', headers }))).toBe('foreign-origin');
    expect(refusalOf(guard.admit({ method: 'GET', url: '/rpc', headers }, 'upgrade'))).toBe('foreign-origin');
  });

  it('refuses to be part of a page of another port or site, but opens from a link', () => {
    const { guard, cookie } = withSession();
    const from = (site: string, mode: string, dest: string): Admission =>
      guard.admit({
        method: 'GET',
        url: '/',
        headers: { host: HOST, cookie, 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest },
      });
    expect(refusalOf(from('same-site', 'no-cors', 'image'))).toBe('foreign-origin');
    expect(refusalOf(from('cross-site', 'navigate', 'iframe'))).toBe('foreign-origin');
    expect(from('cross-site', 'navigate', 'document').kind).toBe('admitted');
    expect(from('same-origin', 'cors', 'empty').kind).toBe('admitted');
  });

  it('refuses everything without its cookie', () => {
    const { guard, cookie } = withSession();
    const value = cookie.slice(cookie.indexOf('=') + 1);
    for (const wrong of [undefined, '', 'sohoa-40123=', 'sohoa-40123=x', `sohoa=${value}`, `sohoa-1=${value}`]) {
      const headers = wrong === undefined ? { host: HOST } : { host: HOST, cookie: wrong };
      expect(refusalOf(guard.admit({ method: 'GET', url: '/static/app.js', headers }))).toBe('no-session');
    }
  });
});
