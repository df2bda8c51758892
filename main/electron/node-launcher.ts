import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { MessagePortMain } from 'electron';
import type { BackendLauncher, BackendProcess } from './backend-launcher.ts';
import { type FromBackend, hasKind, type RelayedLine, type ToBackend } from './messages.ts';

/**
 * For checks and profiling: the same built backend on an external Node, named by SOHOA_NODE, where Electron's own is too
 * old or not the one to be measured. A MessagePort can't cross to it, so the lines of the windows are relayed.
 *
 * @param node path of a Node 24
 * @param folder of the built backend-process.cjs
 */
export function nodeLauncher(node: string, folder: string): BackendLauncher {
  return { readersByShell: false, launch: () => launchBackend(node, folder) };
}

function launchBackend(node: string, folder: string): BackendProcess {
  const child = fork(join(folder, 'backend-process.cjs'), [], {
    execPath: node,
    execArgv: [],
    // Structured clone: keys and files are bytes.
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const send = (message: ToBackend | RelayedLine): void => {
    // A message to a process that has just died is lost; its exit tells.
    if (child.connected) child.send(message, () => undefined);
  };
  const lines = new Map<number, MessagePortMain>();
  let lastLine = 0;

  child.on('message', (message) => {
    if (!hasKind(message)) return;
    const relayed = message as RelayedLine;
    if (relayed.kind === 'line-data') lines.get(relayed.line)?.postMessage(relayed.data);
    else if (relayed.kind === 'line-close') lines.get(relayed.line)?.close();
  });

  return {
    send,
    onMessage: (listener) =>
      child.on('message', (message) => {
        if (hasKind(message) && !message.kind.startsWith('line-')) listener(message as FromBackend);
      }),
    onExit: (listener) => {
      let ended = false;
      const end = (): void => {
        if (ended) return;
        ended = true;
        for (const port of lines.values()) port.close();
        listener();
      };
      child.once('exit', end);
      child.once('error', end);
    },
    connect: (port, client) => {
      lastLine += 1;
      const line = lastLine;
      lines.set(line, port);
      send({ kind: 'line-open', line, client });
      port.on('message', (event) => send({ kind: 'line-data', line, data: event.data }));
      port.on('close', () => {
        lines.delete(line);
        send({ kind: 'line-close', line });
      });
      port.start();
    },
    kill: () => child.kill('SIGKILL'),
  };
}
