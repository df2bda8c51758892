import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import makeMdns from 'multicast-dns';

/** A service that something on the network offers (RFC 6763). */
export interface NetworkService {
  /** Such as `_uscan._tcp.local`. */
  readonly type: string;
  /** As its owner calls it. */
  readonly name: string;
  /** IPv4 addresses that it gave; empty when it gave none. */
  readonly addresses: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Keys in lower case. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Looks for services of these types. A network that can't be searched has none. */
export type ServiceSearch = (types: readonly string[], signal?: AbortSignal) => Promise<readonly NetworkService[]>;

export interface ServiceSearchOptions {
  /** How long answers are gathered; default 2,000 ms. */
  readonly waitMs?: number;
  /** Default 5353. */
  readonly port?: number;
  /** IPv4 addresses of this machine to search from; default all but loopback. */
  readonly interfaces?: readonly string[];
}

type Answer = NonNullable<makeMdns.ResponsePacket['answers']>[number];

const WAIT_MS = 2_000;
/** Questions are lost now and then: asked at once, and again after these parts of the time. */
const ASK_AGAIN_AT = [0.2, 0.5] as const;
/** A network full of answers that nobody asked for must not fill the memory. */
const MOST_RECORDS = 5_000;

/** Multicast DNS (RFC 6762) on every network of this machine. */
export function createServiceSearch(options: ServiceSearchOptions = {}): ServiceSearch {
  const { waitMs = WAIT_MS, port = 5353 } = options;
  return async (types, signal) => {
    signal?.throwIfAborted();
    const records = new Map<string, Answer>();
    const sockets = (options.interfaces ?? ownAddresses()).map((address) =>
      listen(address, port, (record) => {
        if (records.size < MOST_RECORDS) records.set(keyOf(record), record);
      }),
    );
    const ask = (): void => {
      const questions = questionsFor(types, [...records.values()]);
      for (const socket of sockets) socket.ask(questions);
    };
    try {
      let slept = 0;
      for (const part of [...ASK_AGAIN_AT, 1]) {
        ask();
        await delay(waitMs * (part - slept), undefined, signal === undefined ? {} : { signal });
        slept = part;
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      for (const socket of sockets) socket.close();
    }
    return servicesOf(types, [...records.values()]);
  };
}

interface SearchSocket {
  ask(questions: readonly Question[]): void;
  close(): void;
}

interface Question {
  readonly name: string;
  readonly type: 'PTR' | 'SRV' | 'TXT' | 'A';
}

function listen(address: string, port: number, take: (record: Answer) => void): SearchSocket {
  // Bound to all addresses: one that is bound to its own hears no multicast on Linux.
  const mdns = makeMdns({ interface: address, bind: '0.0.0.0', port });
  let usable = true;
  // A port that is taken or a network that is gone means nothing to be found there.
  mdns.on('error', () => {
    usable = false;
  });
  mdns.on('response', (packet) => {
    for (const record of [...(packet.answers ?? []), ...(packet.additionals ?? [])]) take(record);
  });
  return {
    ask: (questions) => {
      if (usable) mdns.query({ questions: questions.map((question) => ({ ...question })) });
    },
    close: () => mdns.destroy(),
  };
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** The types, and what is still missing of the services that were named so far. */
function questionsFor(types: readonly string[], records: readonly Answer[]): readonly Question[] {
  const named = records.flatMap((record) =>
    record.type === 'PTR' && isOneOf(types, record.name) ? [record.data] : [],
  );
  const missing = named.flatMap((name): readonly Question[] => {
    const target = targetOf(records, name);
    if (target === undefined)
      return [
        { name, type: 'SRV' },
        { name, type: 'TXT' },
      ];
    return addressesOf(records, target.host).length === 0 ? [{ name: target.host, type: 'A' }] : [];
  });
  return [...types.map((name) => ({ name, type: 'PTR' as const })), ...missing];
}

function servicesOf(types: readonly string[], records: readonly Answer[]): readonly NetworkService[] {
  return records.flatMap((record) => {
    if (record.type !== 'PTR' || !isOneOf(types, record.name) || record.ttl === 0) return [];
    const target = targetOf(records, record.data);
    if (target === undefined) return [];
    const suffix = `.${record.name}`;
    return {
      type: record.name.toLowerCase(),
      name: record.data.endsWith(suffix) ? record.data.slice(0, -suffix.length) : record.data,
      addresses: addressesOf(records, target.host),
      ...target,
      properties: propertiesOf(records, record.data),
    };
  });
}

function targetOf(
  records: readonly Answer[],
  name: string,
): { readonly host: string; readonly port: number } | undefined {
  for (const record of records) {
    if (record.type === 'SRV' && same(record.name, name)) return { host: record.data.target, port: record.data.port };
  }
  return undefined;
}

function addressesOf(records: readonly Answer[], host: string): readonly string[] {
  return records.flatMap((record) => (record.type === 'A' && same(record.name, host) ? [record.data] : []));
}

function propertiesOf(records: readonly Answer[], name: string): Readonly<Record<string, string>> {
  const pairs = records
    .flatMap((record) => (record.type === 'TXT' && same(record.name, name) ? [record.data].flat() : []))
    .map((text) => text.toString().split('='))
    .map(([key = '', ...value]) => [key.toLowerCase(), value.join('=')] as const);
  return Object.fromEntries(pairs);
}

function keyOf(record: Answer): string {
  const data = record.type === 'PTR' || record.type === 'A' ? record.data : '';
  return `${record.type} ${record.name.toLowerCase()} ${data}`;
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.some((one) => same(one, name));
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
