import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface StartedChild {
  readonly process: ChildProcess;
  /** What it printed first. */
  readonly firstLine: string;
  stop(): Promise<void>;
}

const ROOT = new URL('../../../', import.meta.url);

/** Starts one of the project's scripts and waits for its first line. @param script path from the project's root */
export async function startChild(script: string, args: readonly string[]): Promise<StartedChild> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, ROOT)), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const firstLine = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    exited.then(([code]) => Promise.reject(new Error(`${script} ended with ${code}`))),
  ]);
  return {
    process: child,
    firstLine,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
