import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import { READER_ENVIRONMENT, READER_FLAGS } from '../backend/reader-process.ts';
import type { BackendLauncher, BackendProcess } from './backend-launcher.ts';
import type { FromBackend, LineOpened, ToBackend } from './messages.ts';

/**
 * What ships: backend and readers run as utility processes of Electron, on Electron's own Node. A utility process can't
 * fork while the RunAsNode fuse is off, so the readers are started here and what they say is passed on.
 *
 * @param folder of the built backend-process.cjs and reader-process.cjs
 */
export function utilityLauncher(folder: string): BackendLauncher {
  return { readersByShell: true, launch: () => launchBackend(folder) };
}

function launchBackend(folder: string): BackendProcess {
  const child = utilityProcess.fork(join(folder, 'backend-process.cjs'), [], {
    serviceName: 'sohoa-backend',
    stdio: 'inherit',
  });
  const readers = new Map<number, UtilityProcess>();
  const send = (message: ToBackend): void => child.postMessage(message);
  child.on('message', (message: FromBackend) => {
    if (message.kind === 'launch-reader') readers.set(message.reader, launchReader(folder, message.reader, send));
    else if (message.kind === 'reader-send') readers.get(message.reader)?.postMessage(message.message);
    else if (message.kind === 'reader-kill') readers.get(message.reader)?.kill();
  });
  child.once('exit', () => {
    for (const reader of readers.values()) reader.kill();
  });
  return {
    send,
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', () => listener()),
    connect: (port, client) => child.postMessage({ kind: 'line', client } satisfies LineOpened, [port]),
    kill: () => child.kill(),
  };
}

function launchReader(folder: string, reader: number, tell: (message: ToBackend) => void): UtilityProcess {
  const child = utilityProcess.fork(join(folder, 'reader-process.cjs'), ['--engine=lines'], {
    execArgv: [...READER_FLAGS],
    env: { ...process.env, ...READER_ENVIRONMENT },
    serviceName: 'sohoa-reader',
    // What its libraries print of a page is no matter for anybody.
    stdio: 'ignore',
  });
  child.on('message', (message: unknown) => tell({ kind: 'reader-message', reader, message }));
  child.once('exit', () => tell({ kind: 'reader-exit', reader }));
  return child;
}
