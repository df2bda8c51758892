import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { connection, queryClient, station } from '../connection/station-client.ts';
import { followEvents } from '../connection/station-events.ts';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Waiting } from '../design/waiting.tsx';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { useText } from '../i18n/use-text.ts';
import { router } from './router.tsx';
import { SessionContext } from './session.ts';

/** Sign-in until somebody is, then the desks. */
export function SessionGate(): ReactNode {
  const { t } = useText();
  const session = useQuery(station.session.current.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const person = session.data?.person ?? null;
  const info = session.data?.station;
  const line = connection.state.line;
  const personId = person?.id;
  useEffect(() => {
    if (personId === undefined || line === 0) return;
    const stop = new AbortController();
    void followEvents(stop.signal);
    return () => stop.abort();
  }, [personId, line]);
  const value = useMemo(
    () => (person === null || info === undefined ? null : { person, station: info }),
    [person, info],
  );

  if (session.isError && session.data === undefined) {
    return <ErrorNotice error={session.error} onRetry={() => void session.refetch()} fill />;
  }
  if (session.data === undefined) return <Waiting>{t('app.loading')}</Waiting>;
  if (value === null) {
    return (
      <SignInScreen
        station={session.data.station}
        accounts={session.data.trainingAccounts}
        onSignedIn={(signedIn) => {
          const key = station.session.current.queryKey();
          queryClient.setQueryData(key, (before) => (before === undefined ? before : { ...before, person: signedIn }));
          void router.navigate({ to: '/' });
        }}
      />
    );
  }
  return (
    <SessionContext.Provider value={value}>
      <RouterProvider router={router} />
    </SessionContext.Provider>
  );
}
