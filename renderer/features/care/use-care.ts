import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CareState } from '../../../common/contract/care.ts';
import { queryClient, station } from '../../connection/station-client.ts';

/** Progress is looked at, not sent: a backup reads thousands of files a minute. */
const WHILE_RUNNING_MS = 1000;
const AT_REST_MS = 60_000;

/** How the data are kept safe, as of now. */
export function useCare(): UseQueryResult<CareState> {
  return useQuery(
    station.care.state.queryOptions({
      refetchInterval: (query) => (query.state.data?.running == null ? AT_REST_MS : WHILE_RUNNING_MS),
    }),
  );
}

/** Takes the state that an order answered with, and looks again soon: its job begins in a moment. */
export function noteCare(state: CareState): void {
  queryClient.setQueryData(station.care.state.queryKey(), state);
  void queryClient.invalidateQueries({ queryKey: station.care.state.key() });
}
