import { expect } from 'vitest';
import type { StationErrorCode } from '../../common/contract/errors.ts';

/** Expects a call of the contract to fail with a code of the closed list, and gives what came with it. */
export async function expectFailure(call: Promise<unknown>, code: StationErrorCode): Promise<string | undefined> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 'STATION', defined: true, data: { code } });
  return (failure as { readonly data: { readonly detail?: string } }).data.detail;
}
