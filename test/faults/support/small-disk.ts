import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { startChild } from '../kills/child-process.ts';

const run = promisify(execFile);

/** A disk that can really be filled up. */
export interface SmallDisk {
  /** Where a program that runs `under` sees it. */
  readonly path: string;
  /** Where this process sees it. */
  readonly seen: string;
  /** What a program must be started by to have it. */
  readonly under: readonly string[];
  fill(): Promise<void>;
  /** Takes away what filled it. */
  makeRoom(): Promise<void>;
}

/**
 * A file system in memory of so many megabytes, gone when the test is over: mounted here by root (or by sudo where that
 * asks for nothing), else in a namespace of the test's own.
 *
 * @throws Error naming what is missing where none of the three can be had
 */
export async function smallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  const path = join(folder, 'disk');
  await mkdir(path);
  const owner = `uid=${process.getuid?.()},gid=${process.getgid?.()}`;
  const mount = ['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', path];
  for (const by of [[], ['sudo', '-n']]) {
    const [command = 'mount', ...args] = [...by, ...mount.with(4, `${mount[4]},${owner}`)];
    if (!(await succeeds(command, args))) continue;
    onTestFinished(async () => {
      const [unmount = 'umount', ...rest] = [...by, 'umount', '-l', path];
      await run(unmount, rest);
    });
    return diskAt(path, path, []);
  }
  const script = `${mount.map((part) => `'${part}'`).join(' ')} && echo ready && exec sleep infinity`;
  const holder = await startChild({ command: 'unshare', args: ['-rm', 'sh', '-c', script] }).ready.catch(
    (error: unknown) => {
      throw new Error('a full disk needs root, sudo or user namespaces (mount, unshare of util-linux)', {
        cause: error,
      });
    },
  );
  onTestFinished(() => holder.signal('SIGKILL'));
  const under = ['nsenter', '--target', String(holder.pid), '--user', '--mount', '--preserve-credentials'];
  return diskAt(path, `/proc/${holder.pid}/root${path}`, under);
}

function diskAt(path: string, seen: string, under: readonly string[]): SmallDisk {
  const ballast = join(seen, 'ballast');
  return {
    path,
    seen,
    under,
    fill: async () => {
      const handle = await open(ballast, 'a');
      try {
        for (const size of [1_000_000, 4096]) {
          const piece = Buffer.alloc(size, 1);
          while (await fits(handle.write(piece)));
        }
      } finally {
        await handle.close();
      }
    },
    makeRoom: async () => await rm(ballast),
  };
}

async function fits(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args);
    return true;
  } catch (error) {
    // Not there, or not allowed: the next way is tried.
    if (error instanceof Error) return false;
    throw error;
  }
}
