import type { LaunchReaderProcess } from '../backend/reader-process.ts';
import type { ShellChannel } from './shell-channel.ts';

interface RunningReader {
  readonly onMessage: ((message: unknown) => void)[];
  readonly onExit: (() => void)[];
}

export interface ShellReaders {
  readonly launch: LaunchReaderProcess;
  /** Hands on what a reader said. */
  deliver(reader: number, message: unknown): void;
  ended(reader: number): void;
}

/** Reader processes that the shell starts for this process: in what ships a utility process can't fork. */
export function shellReaders(channel: Pick<ShellChannel, 'send'>): ShellReaders {
  const running = new Map<number, RunningReader>();
  let last = 0;
  return {
    launch: () => {
      last += 1;
      const reader = last;
      const listeners: RunningReader = { onMessage: [], onExit: [] };
      running.set(reader, listeners);
      channel.send({ kind: 'launch-reader', reader });
      return {
        send: (message) => channel.send({ kind: 'reader-send', reader, message }),
        onMessage: (listener) => listeners.onMessage.push(listener),
        onExit: (listener) => {
          if (running.has(reader)) listeners.onExit.push(listener);
          else listener();
        },
        kill: () => channel.send({ kind: 'reader-kill', reader }),
      };
    },
    deliver: (reader, message) => {
      for (const listener of running.get(reader)?.onMessage ?? []) listener(message);
    },
    ended: (reader) => {
      const listeners = running.get(reader)?.onExit ?? [];
      running.delete(reader);
      for (const listener of listeners) listener();
    },
  };
}
