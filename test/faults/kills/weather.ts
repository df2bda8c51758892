import { setTimeout as pause } from 'node:timers/promises';
import type { Diary } from './diary.ts';
import { CLEAR_LINE, type LineState, type PortalLine } from './portal-line.ts';
import type { PortalProcess } from './portal-process.ts';

/** Everything that goes wrong between a station and the portal, and how it is brought about. */
const TROUBLES = {
  'portal killed': { kill: true },
  'line dead': { line: { dead: true } },
  'cut in mid-file': { line: { cutAfterBytes: 20_000 } },
  'cut at once': { line: { cutAfterBytes: 0 } },
  '256 kbit/s': { line: { bytesPerSecond: 32_000 } },
  slow: { portal: { latencyMs: 400 } },
  'dropped by the portal': { portal: { dropAfterBytes: 3000, rate: 0.5 } },
  garbage: { portal: { malformed: true, rate: 0.5 } },
  'garbage all through': { portal: { malformed: 'body' } },
  'captive portal': { portal: { captivePortal: true } },
  '401': { portal: { status: 401, rate: 0.5 } },
  '413': { portal: { status: 413, rate: 0.3 } },
  '429': { portal: { status: 429, rate: 0.5 } },
  '500': { portal: { status: 500, rate: 0.5 } },
  '503': { portal: { status: 503 } },
} as const satisfies Readonly<Record<string, Trouble>>;

interface Trouble {
  readonly kill?: true;
  readonly line?: Partial<LineState>;
  readonly portal?: object;
}

export interface WeatherOptions {
  readonly random: () => number;
  readonly line: PortalLine;
  readonly portal: PortalProcess;
  readonly diary: Diary;
  readonly onTrouble: (name: string) => void;
}

/** Fair for a while, then one trouble for a while, until told to stop; then all is well. */
export async function makeWeather(options: WeatherOptions, stop: AbortSignal): Promise<void> {
  const { random, line, portal, diary, onTrouble } = options;
  const names = Object.keys(TROUBLES) as (keyof typeof TROUBLES)[];
  const wait = async (least: number, most: number): Promise<void> => {
    await pause(least + random() * (most - least));
  };
  for (let bag: typeof names = []; !stop.aborted; ) {
    await wait(800, 2500);
    if (stop.aborted) break;
    // Each once before any comes again.
    if (bag.length === 0) bag = [...names];
    const [name] = bag.splice(Math.floor(random() * bag.length), 1);
    if (name === undefined) continue;
    const trouble: Trouble = TROUBLES[name];
    diary.event(`weather: ${name}`);
    onTrouble(name);
    if (trouble.kill === true) await portal.kill();
    line.set({ ...CLEAR_LINE, ...trouble.line });
    if (trouble.portal !== undefined) await portal.faults(trouble.portal);
    await wait(300, 1500);
    if (trouble.kill === true) await portal.start();
    await portal.faults({});
    line.set(CLEAR_LINE);
  }
}
