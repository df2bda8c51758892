import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { StationClient } from '../../common/contract/contract.ts';
import { findHost } from './host.ts';
import { StationConnection } from './station-connection.ts';
import { stationErrorOf } from './station-errors.ts';

export const connection = new StationConnection(findHost());

/** Every question and order to the station, typed by the contract. */
export const client: StationClient = createORPCClient(connection);

/** The same as TanStack Query options and keys. */
export const station = createTanstackQueryUtils(client);

/**
 * Events say what changed, so data stays fresh until then. The station is on this machine: being offline says nothing
 * about it, hence networkMode always.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && stationErrorOf(error).code === 'unexpected',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Address of a page's image: `preview` is small and sharp at once, `upright` is the whole. */
export function pageImageUrl(pageId: string, level: 'upright' | 'preview'): string {
  return `${connection.assetBase}/assets/pages/${encodeURIComponent(pageId)}/${level}`;
}
