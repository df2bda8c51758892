import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientOf } from './support/portal-setup.ts';
import { codeOf, sampleFile, serverThat } from './support/stub-control.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/tls');

const pem = async (name: string): Promise<string> => await readFile(join(FOLDER, name), 'utf8');

/** A server that shows a certificate, all of them issued by the test authority, and says nothing of use. */
async function serverShowing(name: string): Promise<string> {
  const server = createServer(
    { key: await pem(`${name}.key`), cert: await pem(`${name}.pem`) },
    (_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).end('{}');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function trustTestAuthority(): Promise<void> {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, await pem('ca.pem')]);
  onTestFinished(() => setDefaultCACertificates(before));
}

describe("the portal's certificate", () => {
  it('is taken when a known authority gave it for this name and time', async () => {
    await trustTestAuthority();
    expect(await codeOf(clientOf(await serverShowing('good')).check())).toBe('portal-error');
  });

  it.each(['expired', 'other-host'])('stops the batch when it is %s', async (name) => {
    await trustTestAuthority();
    const portal = clientOf(await serverShowing(name));
    expect(await codeOf(portal.check())).toBe('portal-certificate');
    const file = await sampleFile(100);
    expect(await codeOf(portal.upload(file.path, { ...file, key: 'k' }))).toBe('portal-certificate');
  });

  it('stops the batch when nobody known gave it', async () => {
    expect(await codeOf(clientOf(await serverShowing('good')).check())).toBe('portal-certificate');
  });

  it('is no matter where somebody answers without any: that is not the portal', async () => {
    const plain = await serverThat((_request, response) => response.end('hello'));
    expect(await codeOf(clientOf(plain.replace('http:', 'https:')).check())).toBe('portal-not-genuine');
  });
});
