import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  readonly process: ChildProcess;
  /** What it printed first on standard output. */
  readonly firstLine: string;
  /** Ends it with a signal and waits until it is gone; gives its exit code, null when the signal killed it. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs a script and waits for its first line; it is killed when the test ends. */
export async function runChild(script: URL, args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const kill = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return (await exited)[0];
  };
  onTestFinished(async () => {
    await kill('SIGKILL');
  });
  const firstLine = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    exited.then(([code]) => Promise.reject(new Error(`${script.pathname} ended with ${code}: ${complaints}`))),
  ]);
  return { process: child, firstLine, kill };
}
