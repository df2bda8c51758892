import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { sayError } from '../design/error-notice.tsx';
import { queryClient, station } from './station-client.ts';
import { stationErrorOf } from './station-errors.ts';

interface OrderOptions<Input, Output> {
  readonly onDone?: (output: Output, input: Input) => void;
  /** Instead of saying the error over the screen; return true when it was dealt with. */
  readonly onError?: (error: unknown, input: Input) => boolean;
  /** Orders of the same queue are carried out one after the other, in the order given. */
  readonly queue?: string;
}

/** An order to the station that changes something: its errors are always said, and lost rights lead to sign-in. */
export function useOrder<Input, Output>(
  send: (input: Input) => Promise<Output>,
  { onDone, onError, queue }: OrderOptions<Input, Output> = {},
): UseMutationResult<Output, Error, Input> {
  return useMutation<Output, Error, Input>({
    mutationFn: send,
    ...(queue === undefined ? {} : { scope: { id: queue } }),
    onSuccess: (output, input) => onDone?.(output, input),
    onError: (error, input) => {
      if (stationErrorOf(error).code === 'not-signed-in') {
        void queryClient.invalidateQueries({ queryKey: station.session.current.queryKey() });
      }
      if (onError?.(error, input) !== true) sayError(error);
    },
  });
}
