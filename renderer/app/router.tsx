import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { queryClient, station } from '../connection/station-client.ts';
import { DeliveryScreen } from '../features/delivery/delivery-screen.tsx';
import { DossierScreen } from '../features/intake/dossier-screen.tsx';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { JobsScreen } from '../features/jobs/jobs-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { TodayScreen } from '../features/today/today-screen.tsx';
import { VerificationScreen } from '../features/verification/verification-screen.tsx';
import { homeDesk } from './desks.ts';
import { FailedScreen, NotFoundScreen } from './failed-screen.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundScreen });

/** Everybody begins at their own desk. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    const role = queryClient.getQueryData(station.session.current.queryKey())?.person?.role;
    throw redirect({ to: `/${role === undefined ? 'today' : homeDesk(role)}` });
  },
});
const today = createRoute({ getParentRoute: () => root, path: '/today', component: TodayScreen });
const intake = createRoute({ getParentRoute: () => root, path: '/intake', component: IntakeScreen });
const dossier = createRoute({ getParentRoute: () => root, path: '/intake/$dossierId', component: DossierScreen });
const verification = createRoute({ getParentRoute: () => root, path: '/verification', component: VerificationScreen });
const verifying = createRoute({
  getParentRoute: () => root,
  path: '/verification/$dossierId',
  component: VerificationScreen,
});
const delivery = createRoute({
  getParentRoute: () => root,
  path: '/delivery',
  component: DeliveryScreen,
  /** The dossier whose receipt or reason is shown. */
  validateSearch: (search): { readonly dossier?: string } =>
    typeof search.dossier === 'string' ? { dossier: search.dossier } : {},
});
const jobs = createRoute({ getParentRoute: () => root, path: '/jobs', component: JobsScreen });
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsScreen });

/** Addresses live behind the hash, so that any host can serve the screens from any folder or protocol. */
export const router = createRouter({
  routeTree: root.addChildren([home, today, intake, dossier, verification, verifying, delivery, jobs, settings]),
  history: createHashHistory(),
  defaultErrorComponent: FailedScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
