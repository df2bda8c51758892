import { app, type Session } from 'electron';
import { STATION_ORIGIN } from './station-scheme.ts';

/** Nothing but the station's own page is ever shown, and it gets no right but the camera's. */
export function lockDown(session: Session): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void }, url: string): void => {
      // The way back from the page that says why the station could not start.
      if (url !== `${STATION_ORIGIN}/`) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });

  session.setPermissionRequestHandler((_contents, permission, allow, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const camera = permission === 'media' && kinds.length > 0 && kinds.every((kind) => kind === 'video');
    allow(camera && isOurs(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return permission === 'media' && details.mediaType === 'video' && isOurs(origin);
  });
  session.setDevicePermissionHandler(() => false);

  // The policy of the pages says so too; this holds for whatever is not bound by it.
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !/^(station|devtools|blob|data):/.test(details.url) });
  });
}

function isOurs(url: string): boolean {
  return url === STATION_ORIGIN || url.startsWith(`${STATION_ORIGIN}/`);
}
