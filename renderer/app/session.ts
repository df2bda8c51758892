import { createContext, useContext } from 'react';
import type { Person, StationInfo } from '../../common/contract/session.ts';

export interface Session {
  readonly person: Person;
  readonly station: StationInfo;
}

export const SessionContext = createContext<Session | null>(null);

/** Who works here and at which station; only under the session gate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in');
  return session;
}
