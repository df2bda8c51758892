import { readStationInfo } from '../services/accounts/station-settings.ts';
import { TRAINING_ACCOUNTS } from '../services/accounts/training-accounts.ts';
import type { Station } from '../station.ts';
import type { Implementer } from './implementer.ts';

export function sessionProcedures(os: Implementer, station: Station) {
  const { sessions, context: services, fixed } = station;
  return {
    current: os.session.current.handler(async ({ context }) => ({
      station: await readStationInfo(services, fixed),
      person: await sessions.current(context.client),
      trainingAccounts: fixed.training ? [...TRAINING_ACCOUNTS] : [],
    })),
    signIn: os.session.signIn.handler(
      async ({ context, input }) => await sessions.signIn(context.client, input.username, input.password),
    ),
    signOut: os.session.signOut.handler(async ({ context }) => {
      await sessions.signOut(context.client);
      return { ok: true } as const;
    }),
  };
}
