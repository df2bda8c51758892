import { implement, ORPCError, os } from '@orpc/server';
import type { StationErrorData } from '../../../common/contract/base.ts';
import { contract } from '../../../common/contract/contract.ts';
import { StationError } from '../../../common/contract/errors.ts';
import type { Person, Role } from '../../../common/contract/session.ts';
import type { BackendLog, ClientContext } from '../backend.ts';
import type { Station } from '../station.ts';

/**
 * The contract with what holds for every procedure: failures leave as the one typed error of the contract, and what is
 * none of the closed list is logged by kind only, since its message may quote a paper.
 */
export function createImplementer(station: Station) {
  const { log } = station.context;
  return implement(contract)
    .$context<ClientContext>()
    .use(async ({ next, path }) => {
      try {
        return await next();
      } catch (error) {
        throw toStationFailure(error, log, path.join('.'));
      }
    });
}

export type Implementer = ReturnType<typeof createImplementer>;

/** Lets only people with one of these roles on, and tells the handler who it is. */
export function allow(station: Station, roles: readonly Role[]) {
  return os.$context<ClientContext>().middleware(async ({ context, next }) => {
    const person: Person = await station.sessions.require(context.client, roles);
    return await next({ context: { person } });
  });
}

function toStationFailure(error: unknown, log: BackendLog, procedure: string): Error {
  if (error instanceof StationError) return failure(error);
  if (error instanceof ORPCError) {
    // What oRPC itself found wrong with the input; its text may quote the input.
    if (error.code === 'BAD_REQUEST') return failure(new StationError('request-invalid'));
    if (error.code === 'STATION') return error;
  }
  log.error({ procedure, error: error instanceof Error ? error.name : typeof error }, 'unexpected error');
  return failure(new StationError('unexpected'));
}

function failure({ code, detail }: StationError): ORPCError<'STATION', StationErrorData> {
  const data = { code, ...(detail === undefined ? {} : { detail }) };
  return new ORPCError('STATION', { status: 422, message: 'station error', data });
}
