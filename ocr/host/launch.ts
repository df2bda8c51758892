import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineName } from '../engines/engine.ts';
import type { LaunchReaderProcess } from '../reader.ts';
import { READER_ENVIRONMENT, READER_FLAGS } from './reader-environment.ts';

/**
 * Starts reader processes with child_process.fork on the Node that runs this program: from the TypeScript source in a
 * clone, from the built file beside this one in what ships.
 */
export function forkLauncher(engine: EngineName): LaunchReaderProcess {
  const script = readerScript();
  return () => {
    const child = fork(script, [`--engine=${engine}`], {
      execArgv: [...READER_FLAGS, ...(script.endsWith('.ts') ? ['--disable-warning=ExperimentalWarning'] : [])],
      env: { ...process.env, ...READER_ENVIRONMENT },
      // What a library prints of a page ("Detected 59 diacritics") must not mix with the station's own output.
      stdio: ['ignore', 'ignore', process.env.SOHOA_READER_OUTPUT ? 'inherit' : 'ignore', 'ipc'],
    });
    let ended = false;
    const listeners: (() => void)[] = [];
    const end = (): void => {
      if (ended) return;
      ended = true;
      for (const listener of listeners) listener();
    };
    child.once('exit', end);
    child.once('error', end);
    return {
      pid: child.pid,
      // A message to a process that has just died is lost; its exit tells the pool.
      send: (message) => child.connected && child.send(message as object, () => undefined),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => {
        if (ended) listener();
        else listeners.push(listener);
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
}

function readerScript(): string {
  for (const name of ['./reader-process.ts', './reader-process.js', './reader-process.cjs']) {
    const path = fileURLToPath(new URL(name, import.meta.url));
    if (existsSync(path)) return path;
  }
  throw new Error('The reader process is missing from this installation.');
}
