import makeMdns from 'multicast-dns';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEsclDriver, serviceAddress } from '../../main/outside/scanners/escl/escl-driver.ts';
import { createServiceSearch, type NetworkService } from '../../main/outside/scanners/escl/service-search.ts';
import { scannerSetup, takeAll } from './support/scanner-setup.ts';
import { serverThat } from './support/stub-control.ts';

const UUID = '7a1d0f52-5c0e-4c5e-9f57-534f484f4100';
const nothing = async (): Promise<readonly NetworkService[]> => [];

const service: NetworkService = {
  type: '_uscan._tcp.local',
  name: 'Máy quét quầy 1',
  addresses: ['127.0.0.1'],
  host: 'scanner.local',
  port: 80,
  properties: { rs: 'eSCL', ty: 'ACME 9', uuid: UUID },
};

/** Multicast on loopback alone, at a port that is nobody's. */
async function announce(port: number, services: readonly NetworkService[], parts: 'all at once' | 'when asked') {
  const mdns = makeMdns({ interface: '127.0.0.1', bind: '0.0.0.0', port });
  await new Promise<void>((ready) => mdns.once('ready', () => ready()));
  onTestFinished(() => new Promise<void>((gone) => mdns.destroy(() => gone())));
  const records = services.flatMap(({ type, name, host, port: at, properties, addresses }) => [
    { type: 'PTR' as const, name: type, ttl: 120, data: `${name}.${type}` },
    { type: 'SRV' as const, name: `${name}.${type}`, ttl: 120, data: { target: host, port: at } },
    {
      type: 'TXT' as const,
      name: `${name}.${type}`,
      ttl: 120,
      data: Object.entries(properties).map(([key, value]) => `${key}=${value}`),
    },
    ...addresses.map((data) => ({ type: 'A' as const, name: host, ttl: 120, data })),
  ]);
  mdns.on('query', ({ questions = [] }) => {
    const asked = records.filter((record) =>
      questions.some((question) => question.name === record.name && question.type === record.type),
    );
    if (asked.length === 0) return;
    mdns.respond({ answers: parts === 'when asked' ? asked : records });
  });
}

describe('finding network scanners', () => {
  it.each(['all at once', 'when asked'] as const)('hears what is announced by mDNS (%s)', async (parts) => {
    const port = 20_000 + (process.pid % 20_000) + (parts === 'when asked' ? 1 : 0);
    const { url, files } = await scannerSetup();
    const here = { ...service, port: Number(new URL(url).port) };
    await announce(port, [here, { ...service, type: '_http._tcp.local', name: 'a printer' }], parts);
    const search = createServiceSearch({ port, interfaces: ['127.0.0.1'], waitMs: 600 });
    expect(await search(['_uscan._tcp.local', '_uscans._tcp.local'])).toEqual([here]);

    const [scanner, ...others] = await createEsclDriver({ search }).find();
    expect(others).toEqual([]);
    expect([scanner?.id, scanner?.name]).toEqual([`escl:${UUID}`, 'ACME 9']);
    expect(scanner && (await takeAll(scanner.scan({ source: 'feeder', resolution: 200, colour: 'grey' })))).toEqual(
      files,
    );
  });

  it('finds nothing, and says so quietly, where a network cannot be searched', async () => {
    const search = createServiceSearch({ interfaces: ['192.0.2.1'], port: 19_999, waitMs: 50 });
    expect(await search(['_uscan._tcp.local'])).toEqual([]);
  });

  it('stops searching on an abort', async () => {
    const reason = new Error('the settings were closed');
    const stop = new AbortController();
    const search = createServiceSearch({ interfaces: ['127.0.0.1'], port: 19_998, waitMs: 60_000 });
    const found = search(['_uscan._tcp.local'], stop.signal);
    stop.abort(reason);
    await expect(found).rejects.toBe(reason);
  });

  it('knows one scanner by its UUID however it was found, and takes the plain way of two', async () => {
    const { url } = await scannerSetup();
    const encrypted = { ...service, type: '_uscans._tcp.local', port: 443 };
    const urn = { ...service, properties: { ...service.properties, uuid: `urn:uuid:${UUID.toUpperCase()}` } };
    const found = await createEsclDriver({ addresses: [url], search: async () => [encrypted, urn] }).find();
    expect(found.map(({ id, kind, name }) => [id, kind, name])).toEqual([
      [`escl:${UUID}`, 'escl', 'Trạm Số Hóa – máy quét giả lập'],
    ]);
  });

  it('leaves out addresses where no scanner is', async () => {
    const page = await serverThat((_, answer) => answer.end('<html></html>'));
    const addresses = ['http://127.0.0.1:9', page, 'file:///etc/passwd', 'nonsense'];
    expect(await createEsclDriver({ addresses, search: nothing }).find()).toEqual([]);
  });
});

describe('the address of a scanner', () => {
  it.each([
    ['http://192.0.2.7', 'http://192.0.2.7/eSCL'],
    [' https://scanner.local:8443/eSCL/ ', 'https://scanner.local:8443/eSCL'],
    ['http://[::1]:80/scan/eSCL', 'http://[::1]/scan/eSCL'],
    ['http://user:secret@192.0.2.7/', null],
    ['http://192.0.2.7/?x', null],
    ['ftp://192.0.2.7/', null],
    ['192.0.2.7', null],
  ])('%s is %s', (address, url) => {
    expect(serviceAddress(address)).toBe(url);
  });
});
