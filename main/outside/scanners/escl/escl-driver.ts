import { StationError } from '../../../../common/contract/errors.ts';
import type { Scanner, ScannerDriver } from '../scanner.ts';
import { normalUuid } from './escl-capabilities.ts';
import { createEsclScanner, type EsclLimits, readEsclCapabilities } from './escl-scanner.ts';
import { createServiceSearch, type NetworkService, type ServiceSearch } from './service-search.ts';

export interface EsclDriverOptions {
  /** Scanners that were set by hand, found whether or not the network tells of them. */
  readonly addresses?: readonly string[];
  /** Default: multicast DNS. */
  readonly search?: ServiceSearch;
  readonly limits?: Partial<EsclLimits>;
}

const PLAIN = '_uscan._tcp.local';
const ENCRYPTED = '_uscans._tcp.local';

/** Network scanners that need no driver program (eSCL): those set by address and those that announce themselves. */
export function createEsclDriver(options: EsclDriverOptions = {}): ScannerDriver {
  const { addresses = [], search = createServiceSearch(), limits = {} } = options;
  return {
    kind: 'escl',
    find: async ({ signal } = {}) => {
      const [set, announced] = await Promise.all([
        Promise.all(addresses.map((address) => reachable(address, limits, signal))),
        search([PLAIN, ENCRYPTED], signal),
      ]);
      // Makers' certificates are self-signed, so a device that offers both ways is reached by the plain one.
      const inOrder = announced.toSorted((a, b) => Number(a.type === ENCRYPTED) - Number(b.type === ENCRYPTED));
      const found = new Map<string, Scanner>();
      for (const scanner of [...set, ...inOrder.map((service) => announcedScanner(service, limits))]) {
        if (scanner !== null && !found.has(scanner.id)) found.set(scanner.id, scanner);
      }
      return [...found.values()];
    },
  };
}

/**
 * The scanner at an address: `http(s)://host[:port][/path]`, path `/eSCL` unless told.
 *
 * @throws StationError scanner-not-found when nothing answers there; scanner-error when it is no eSCL scanner; the
 *   reason of an abort
 */
export async function openEsclScanner(
  address: string,
  options: { readonly limits?: Partial<EsclLimits>; readonly signal?: AbortSignal | undefined } = {},
): Promise<Scanner> {
  const url = serviceAddress(address);
  if (url === null) throw new StationError('scanner-not-found', 'not an address');
  const { uuid, name } = await readEsclCapabilities(url, options.limits?.answerMs, options.signal);
  return createEsclScanner({ id: `escl:${uuid ?? url}`, name: name ?? new URL(url).host, url }, options.limits);
}

/** A scanner that is off is not there; it is an error only for who asks for that one. */
async function reachable(
  address: string,
  limits: Partial<EsclLimits>,
  signal: AbortSignal | undefined,
): Promise<Scanner | null> {
  try {
    return await openEsclScanner(address, { limits, signal });
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}

/** @returns null for what is no address of a scanner, such as one with a password in it */
export function serviceAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address.trim()) || !URL.canParse(address.trim())) return null;
  const { origin, pathname, username, password, search, hash } = new URL(address.trim());
  if ([username, password, search, hash].some((part) => part !== '')) return null;
  const path = pathname.replace(/\/+$/, '');
  return `${origin}${path === '' ? '/eSCL' : path}`;
}

/** By what it tells of itself (Mopria eSCL specification, DNS-SD: `ty`, `rs`, `UUID`). */
function announcedScanner(service: NetworkService, limits: Partial<EsclLimits>): Scanner | null {
  const { properties, port } = service;
  const path = (properties.rs ?? 'eSCL').replace(/^\/+|\/+$/g, '');
  const host = service.addresses[0] ?? service.host.replace(/\.$/, '');
  const url = serviceAddress(`${service.type === ENCRYPTED ? 'https' : 'http'}://${host}:${port}/${path}`);
  if (url === null || port < 1) return null;
  // Without a UUID the name is what stays the same when the network gives the device another address.
  const id = normalUuid(properties.uuid) ?? service.name;
  return createEsclScanner({ id: `escl:${id}`, name: properties.ty?.trim() || service.name, url }, limits);
}
