import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { StationLink } from './station-link.ts';

/** What the Electron preload puts on the window; absent in the browser shell. */
export interface ElectronHost {
  readonly kind: 'electron';
  /** Where page images and uploads are, e.g. `station://app`. */
  readonly assetBase: string;
  /** Asks for a port to the station: given back, or posted to this window as message `sohoa-port`. */
  connect(): Promise<MessagePort | undefined>;
}

declare global {
  interface Window {
    readonly sohoaHost?: ElectronHost;
  }
}

/** One open line to the station. */
export interface Line {
  readonly link: StationLink;
  /** Settles when the line has closed, from whichever end. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Where the station is; the rest of the screens never asks which shell they run in. */
export interface StationHost {
  /** Put before `/assets/…`. */
  readonly assetBase: string;
  /** A closed port says nothing, so such a line must be asked from time to time whether it still lives. */
  readonly needsHeartbeat: boolean;
  /** Rejects when the station can't be reached. */
  openLine(): Promise<Line>;
}

/** The shell that these screens run in. */
export function findHost(): StationHost {
  const electron = window.sohoaHost;
  if (electron === undefined) return { assetBase: '', needsHeartbeat: false, openLine: openSocket };
  return { assetBase: electron.assetBase, needsHeartbeat: true, openLine: () => openPort(electron) };
}

async function openSocket(): Promise<Line> {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`);
  const link = new SocketLink({ websocket: socket });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error('the station did not answer')), { once: true });
  });
  return { link, closed, close: () => socket.close() };
}

async function openPort(host: ElectronHost): Promise<Line> {
  const posted = postedPort();
  const given = await host.connect();
  if (given instanceof MessagePort) posted.forget();
  const port = given instanceof MessagePort ? given : await posted.port;
  const link = new PortLink({ port });
  const closed = new Promise<void>((resolve) => {
    port.addEventListener('close', () => resolve(), { once: true });
    window.addEventListener('message', (event) => {
      if (event.source === window && event.data === 'sohoa-port-closed') resolve();
    });
  });
  port.start();
  return { link, closed, close: () => port.close() };
}

/** A port can't cross the context bridge as a return value, so the preload posts it to the window. */
function postedPort(): { readonly port: Promise<MessagePort>; forget(): void } {
  const stop = new AbortController();
  const port = new Promise<MessagePort>((resolve) => {
    window.addEventListener(
      'message',
      (event) => {
        const first = event.ports[0];
        if (event.source !== window || event.data !== 'sohoa-port' || first === undefined) return;
        stop.abort();
        resolve(first);
      },
      { signal: stop.signal },
    );
  });
  return { port, forget: () => stop.abort() };
}
