import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { startChild } from '../kills/child-process.ts';
import { openLine, type StationLine } from '../kills/station-line.ts';

const STATION = fileURLToPath(new URL('../kills/station-process.ts', import.meta.url));
const NOWHERE = 'http://127.0.0.1:9';

export interface LoneStationOptions {
  readonly dataDir: string;
  readonly portalUrl?: string;
  /** Program and arguments that start it: how it comes to have less rights or another disk. */
  readonly under?: readonly string[];
}

/** A station in a process of its own, with windows of its people. */
export interface LoneStation {
  readonly clerk: StationLine;
  readonly supervisor: StationLine;
  /** With -9. */
  kill(): Promise<void>;
  /** In order; gives the exit code. */
  close(): Promise<number | null>;
}

/** Starts it; it is gone when the test is over. */
export async function startLoneStation(options: LoneStationOptions): Promise<LoneStation> {
  const { dataDir, portalUrl = NOWHERE, under = [] } = options;
  const settings = { dataDir, populationUrl: NOWHERE, portalUrl, pageMs: 0, engine: 'null', clockOffsetMs: 0 };
  const node = ['--disable-warning=ExperimentalWarning', STATION, JSON.stringify(settings)];
  const [command = process.execPath, ...args] = [...under, process.execPath, ...node];
  const child = await startChild({ command, args }).ready;
  const { origin, addresses, pid } = JSON.parse(child.firstLine) as {
    origin: string;
    addresses: string[];
    pid: number;
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    // What started it may stand between.
    if (child.running()) process.kill(pid, signal);
    return await child.exited;
  };
  onTestFinished(async () => {
    await end('SIGKILL');
  });
  const window = async (index: number, name: string): Promise<StationLine> => {
    try {
      return await openLine(origin, addresses[index] ?? '', name);
    } catch (error) {
      await end('SIGKILL');
      throw error;
    }
  };
  return {
    clerk: await window(0, 'hanh'),
    supervisor: await window(1, 'lan'),
    kill: async () => {
      await end('SIGKILL');
    },
    close: async () => await end('SIGTERM'),
  };
}

/** Waits until a station's view of something is as wanted; what it was at last is in the error. */
export async function until<T>(look: () => Promise<T>, wanted: (seen: T) => boolean, limitMs = 60_000): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    if (performance.now() > end) throw new Error(`waited in vain; at last it was ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
