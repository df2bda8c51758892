import { RPCHandler } from '@orpc/server/ws';
import type { Backend, ClientContext } from './backend.ts';

/** A line to one screen, whatever carries it: a WebSocket or a MessagePort. */
export interface ScreenLine {
  send(message: unknown): void;
  /** Called for each message, as it came. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, from whichever end it was closed. */
  onClose(listener: () => void): void;
  close(): void;
}

type Peer = Parameters<RPCHandler<ClientContext>['upgrade']>[0];

/**
 * Answers the calls of one screen until its line closes. A message that can't be a call ends the line: the parser
 * behind it has no net, and would log a piece of what it got.
 */
export function serveScreenLine(backend: Backend, line: ScreenLine, context: ClientContext): void {
  const peer = {
    send: (message: unknown) => line.send(message),
    addEventListener: (event: string, listener: (event: { data?: unknown }) => void) => {
      if (event === 'close') line.onClose(() => listener({}));
      if (event !== 'message') return;
      line.onMessage((data) => {
        if (isCall(data)) listener({ data });
        else line.close();
      });
    },
  };
  new RPCHandler(backend.router).upgrade(peer as unknown as Peer, { context });
}

/** Calls go as JSON text; the contract has no binary values, those go by /assets. */
function isCall(message: unknown): boolean {
  if (typeof message !== 'string') return false;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null && 'i' in value;
  } catch {
    return false;
  }
}
