import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export const run = promisify(execFile);
export const MANY_BYTES = 256 * 1024 * 1024;

/** Ticks a second of the times in /proc; Linux has said 100 to programs for decades. */
const TICKS_PER_SECOND = 100;

/**
 * CPU seconds that this process and everything under it have used so far, ended children included; undefined where
 * there is no /proc.
 */
export async function cpuSecondsOfTree(pid = process.pid): Promise<number | undefined> {
  const ticks = await ticksOfTree(String(pid));
  return ticks === undefined ? undefined : ticks / TICKS_PER_SECOND;
}

async function ticksOfTree(pid: string): Promise<number | undefined> {
  const own = parseTicks(await readOptional(`/proc/${pid}/stat`));
  if (own === undefined) return undefined;
  const below = await Promise.all((await childrenOf(pid)).map(ticksOfTree));
  return below.reduce<number>((sum, ticks) => sum + (ticks ?? 0), own);
}

/** Own and waited-for children's ticks of a /proc/PID/stat line; the command's name may hold spaces and brackets. */
export function parseTicks(stat: string): number | undefined {
  const end = stat.lastIndexOf(')');
  if (end < 0) return undefined;
  const fields = stat.slice(end + 2).split(' ');
  // Fields 14 to 17 of proc(5): utime, stime, cutime, cstime; the first field after the name is number 3.
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

/** Processes that a process has started and that still run, of all its threads. */
async function childrenOf(pid: string | number): Promise<readonly string[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => readOptional(`/proc/${pid}/task/${thread}/children`)));
  return lists.flatMap((list) => list.split(' ')).filter((text) => text !== '');
}

/** Memory in MB by process id: now, and the most there ever was. */
export interface ProcessMemory {
  readonly pid: string;
  readonly nowMb: number;
  readonly peakMb: number;
}

export async function memoryOfChildren(): Promise<readonly ProcessMemory[]> {
  const pids = await childrenOf(process.pid);
  return Promise.all(
    pids.map(async (pid) => {
      const status = await readOptional(`/proc/${pid}/status`);
      const mb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
      return { pid, nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
    }),
  );
}

/** Looks at this process's children twice a second; 0 where there is no /proc. */
export function watchPeak(): { readonly stop: () => number } {
  let peak = 0;
  const look = async (): Promise<void> => {
    for (const { peakMb } of await memoryOfChildren()) peak = Math.max(peak, peakMb);
  };
  const timer = setInterval(() => void look(), 500);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(peak);
    },
  };
}

/** A process may end between two looks. */
async function readOptional(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** What a program says of its version; undefined when it is not installed. */
export async function versionOf(command: string, args: string[], pattern: RegExp): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, args);
    return pattern.exec(stdout + stderr)?.[1] ?? 'unknown';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
