import type { ScreenLine } from '../backend/screen-line.ts';
import { type FromBackend, hasKind, type LineOpened, type RelayedLine, type ToBackend } from './messages.ts';

/** The backend's end of the line to Electron's main process. */
export interface ShellChannel {
  send(message: FromBackend): void;
  onMessage(listener: (message: ToBackend) => void): void;
  /** Called for each window that connects. */
  onLine(listener: (line: ScreenLine, client: string) => void): void;
  /** Called when the shell has gone: nobody is left to serve. */
  onGone(listener: () => void): void;
}

/** What Electron's utilityProcess puts on `process`; typed here since this file must not load Electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: readonly UtilityPort[] }) => void): void;
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** Finds the shell, whether it started this process as a utility process or with child_process. */
export function openShellChannel(): ShellChannel {
  const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (parent !== undefined) return utilityChannel(parent);
  if (process.send === undefined) throw new Error('This process is started by the station’s Electron shell.');
  return childChannel();
}

function utilityChannel(parent: ParentPort): ShellChannel {
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      parent.on('message', ({ data, ports }) => {
        if (ports.length === 0 && hasKind(data)) listener(data as ToBackend);
      }),
    onLine: (listener) =>
      parent.on('message', ({ data, ports: [port] }) => {
        if (port !== undefined && hasKind(data)) listener(portLine(port), (data as LineOpened).client);
      }),
    // A utility process ends with its shell.
    onGone: () => undefined,
  };
}

function portLine(port: UtilityPort): ScreenLine {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}

interface OpenLine {
  message: (data: unknown) => void;
  closed: () => void;
}

function childChannel(): ShellChannel {
  const lines = new Map<number, OpenLine>();
  const send = (message: unknown): void => {
    if (process.connected) process.send?.(message);
  };
  const listen = (listener: (message: { readonly kind: string }) => void): void => {
    process.on('message', (message) => {
      if (hasKind(message)) listener(message);
    });
  };
  return {
    send,
    onMessage: (listener) =>
      listen((message) => {
        if (!message.kind.startsWith('line-')) listener(message as ToBackend);
      }),
    onLine: (listener) =>
      listen((received) => {
        const message = received as RelayedLine;
        if (message.kind === 'line-open') {
          const { line, client } = message;
          const opened: OpenLine = { message: () => undefined, closed: () => undefined };
          lines.set(line, opened);
          listener(
            {
              send: (data) => send({ kind: 'line-data', line, data } satisfies RelayedLine),
              onMessage: (onMessage) => {
                opened.message = onMessage;
              },
              onClose: (onClose) => {
                opened.closed = onClose;
              },
              close: () => send({ kind: 'line-close', line } satisfies RelayedLine),
            },
            client,
          );
        } else if (message.kind === 'line-data') lines.get(message.line)?.message(message.data);
        else if (message.kind === 'line-close') {
          lines.get(message.line)?.closed();
          lines.delete(message.line);
        }
      }),
    onGone: (listener) => process.on('disconnect', listener),
  };
}
