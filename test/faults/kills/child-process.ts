import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Every line of standard output behind the first. */
  readonly onLine?: (line: string) => void;
  /** Every line of standard error. */
  readonly onComplaint?: (line: string) => void;
}

/** A running program that has said its first line. */
export interface Child {
  readonly pid: number;
  readonly firstLine: string;
  /** Settles with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Sends a signal without waiting; nothing when it is gone. */
  signal(name: NodeJS.Signals): void;
  running(): boolean;
}

/** A program that is starting. */
export interface StartingChild {
  readonly ready: Promise<Child>;
  readonly exited: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

/** Whatever ends this program ends what it started. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program; `ready` waits for its first line and rejects when it ends before. */
export function startChild(options: ChildOptions): StartingChild {
  const child: ChildProcess = spawn(options.command, options.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  running.add(child);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
    child.once('error', reject);
  });
  const complaints: string[] = [];
  if (child.stdout === null || child.stderr === null) throw new Error('a child without pipes');
  const output = createInterface(child.stdout);
  createInterface(child.stderr).on('line', (line) => {
    complaints.push(line);
    if (complaints.length > 20) complaints.shift();
    options.onComplaint?.(line);
  });
  const signal = (name: NodeJS.Signals): void => {
    child.kill(name);
  };
  const firstLine = once(output, 'line').then(([line]) => String(line));
  const ready = Promise.race([
    firstLine,
    exited.then((code) => Promise.reject(new ChildEnded(code, complaints.join('\n')))),
  ]).then((line) => {
    output.on('line', (more) => options.onLine?.(more));
    return { pid: child.pid ?? 0, firstLine: line, exited, signal, running: () => running.has(child) };
  });
  // Whoever kills it while it starts does not wait for it to be ready.
  ready.catch(() => undefined);
  return { ready, exited, signal };
}

/** The program ended before it said anything. */
export class ChildEnded extends Error {
  constructor(code: number | null, complaints: string) {
    super(`ended with ${code ?? 'a signal'} before it was ready: ${complaints}`);
    this.name = 'ChildEnded';
  }
}
