import { protocol, type Session } from 'electron';
import { screenHeaders, serveScreenFile } from '../backend/screen-files.ts';
import { startupFailurePage } from '../backend/startup-failure.ts';
import type { StationHost } from './station-host.ts';

/** The screens' own scheme: no port is open, and the pages have an origin of their own. */
export const STATION_ORIGIN = 'station://app';

/** Must be called before the app is ready. */
export function registerStationScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'station', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export interface StationSchemeOptions {
  readonly session: Session;
  readonly screens: string;
  readonly host: StationHost;
  readonly client: string;
}

/** Serves the screens and the station's assets at station://app. */
export function serveStationScheme({ session, screens, host, client }: StationSchemeOptions): void {
  session.protocol.handle('station', async (request) => {
    const url = new URL(request.url);
    if (url.origin !== STATION_ORIGIN && url.host !== 'app') return new Response('Not found', { status: 404 });
    const response = url.pathname.startsWith('/assets/')
      ? await asset(host, request, client)
      : await screen(host, screens, url.pathname);
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(screenHeaders())) headers.set(name, value);
    return new Response(response.body, { status: response.status, headers });
  });
}

async function asset(host: StationHost, request: Request, client: string): Promise<Response> {
  try {
    return await host.serveAsset(request, client);
  } catch {
    return Response.json({ code: 'station-stopped' }, { status: 503 });
  }
}

async function screen(host: StationHost, screens: string, pathname: string): Promise<Response> {
  const page = await serveScreenFile(screens, pathname);
  if (!page.headers.get('content-type')?.startsWith('text/html')) return page;
  return host.ready().then(
    () => page,
    (error: unknown) => startupFailurePage(error),
  );
}
