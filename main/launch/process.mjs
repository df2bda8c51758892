// Child processes for the launch scripts. Plain JavaScript without dependencies: it runs on any Node from 18 on, before
// anything is installed.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** One line to the person who started the task; stderr, so that a task's own output stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the task with one line that says what is missing and what to do. */
export class LaunchError extends Error {}

/**
 * Runs a program to its end with this terminal; signals are passed on, so that Ctrl-C ends what it runs in order.
 * Answers its exit code, 128 + n for a signal.
 */
export function run(command, args, { env = {}, cwd = process.cwd(), quiet = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'ignore', 'ignore'] : 'inherit',
      shell,
    });
    // The terminal sends Ctrl-C to the whole group; the handler only keeps this process alive until the child ends.
    const forward = (signal) => {
      if (signal === 'SIGTERM') child.kill(signal);
    };
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : 15));
    });
  });
}

/** Runs a program and answers its exit code and stdout; never throws for a program that isn't there (code 127). */
export function capture(command, args, { env = {}, cwd = ROOT, timeoutMs = 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.once('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }));
    child.once('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

/** Runs npm: the one that started us when there is one, else the one on the path. */
export function npm(args, { cwd = ROOT, quiet = false } = {}) {
  // A lifecycle's npm_config_* would change what this npm does; only the person's own settings should.
  const env = { npm_config_update_notifier: 'false', npm_config_global: 'false' };
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    return run(process.execPath, [script, ...args], { cwd, env, quiet });
  }
  return run('npm', args, { cwd, env, quiet, shell: process.platform === 'win32' });
}
