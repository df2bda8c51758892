import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomFrom } from '../support/mutate.ts';
import { type StartingChild, startChild } from './child-process.ts';
import { Counter } from './counter.ts';
import { Diary } from './diary.ts';
import { MOMENTS, type Moment, MomentWatch, PHASES, type Phase } from './moments.ts';
import { openPortalLine } from './portal-line.ts';
import { portalProcess } from './portal-process.ts';
import { sendAsAPerson } from './sender.ts';
import { openLine, StationGone, type StationLine } from './station-line.ts';
import { makeWeather } from './weather.ts';

export interface LaneOptions {
  readonly seed: number;
  readonly kills: number;
  /** Folder of its own, empty. */
  readonly folder: string;
  readonly populationUrl: string;
  readonly env: Readonly<Record<string, string>>;
  /** Share of dossiers with papers for real reader processes. */
  readonly realShare: number;
}

/** What happened to one station. */
export interface LaneStory {
  readonly dataDir: string;
  readonly portalDir: string;
  readonly diary: Diary;
  /** Kills by phase; `late` = the moment that was waited for did not come in time. */
  readonly kills: Readonly<Record<Phase | 'late', number>>;
  /** Milliseconds from each kill to the first signed-in call that was answered. */
  readonly recoveries: readonly number[];
  readonly troubles: Readonly<Record<string, number>>;
  /** What the station itself called an error, with how often. */
  readonly complaints: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

const STATION = fileURLToPath(new URL('./station-process.ts', import.meta.url));
/** A moment that doesn't come in that time is not waited for. */
const PATIENCE_MS = 6000;
const START_LIMIT_MS = 60_000;
const DRAIN_LIMIT_MS = 240_000;
const CLOSE_LIMIT_MS = 30_000;

/** One station with its portal, its people and its bad days: runs until it was killed so often, then lets all settle. */
export async function runLane(options: LaneOptions): Promise<LaneStory> {
  const random = randomFrom(options.seed);
  const dataDir = join(options.folder, 'station');
  const portalDir = join(options.folder, 'portal');
  await mkdir(dataDir, { recursive: true });
  const diary = new Diary(join(options.folder, 'diary.ndjson'));
  const watch = new MomentWatch();
  const line = await openPortalLine((moment) => watch.passed(moment));
  const portal = portalProcess(portalDir, line, options.env);
  const kills: Record<Phase | 'late', number> = {
    start: 0,
    capture: 0,
    reading: 0,
    verification: 0,
    queueing: 0,
    sending: 0,
    late: 0,
  };
  const recoveries: number[] = [];
  const troubles: Record<string, number> = {};
  const complaints: Record<string, number> = {};
  const problems: string[] = [];
  const counter = new Counter({ diary, watch, random, realShare: options.realShare, mostUnderWay: 6 });

  const spawnStation = (): StartingChild => {
    const [pageMs, engine] = [Math.round(random() * 120), random() < 0.15 ? 'lines' : 'null'];
    // Now and then the machine wakes up with another time.
    const clockOffsetMs = random() < 0.15 ? Math.round((random() - 0.5) * 4 * 3_600_000) : 0;
    const settings = {
      dataDir,
      populationUrl: options.populationUrl,
      portalUrl: line.url,
      pageMs,
      engine,
      clockOffsetMs,
    };
    return startChild({
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', STATION, JSON.stringify(settings)],
      env: options.env,
      onComplaint: (text) => {
        diary.event(`station: ${text}`);
        const said = complaintOf(text);
        if (said !== null) complaints[said] = (complaints[said] ?? 0) + 1;
      },
    });
  };

  /** Opens a window for each of the people; the first answer to them is the end of a recovery. */
  const openWindows = async (firstLine: string): Promise<readonly StationLine[]> => {
    const { origin, addresses } = JSON.parse(firstLine) as { origin: string; addresses: string[] };
    const people = ['hanh', 'binh', 'lan'];
    return await Promise.all(people.map(async (name, index) => await openLine(origin, addresses[index] ?? '', name)));
  };

  let settling = false;
  /** Everybody at work on one life of the station, until it is gone or the work is told to stop. */
  const work = async (windows: readonly StationLine[], stop: AbortSignal): Promise<void> => {
    const [hanh, binh, lan] = windows;
    if (hanh === undefined || binh === undefined || lan === undefined) throw new Error('a window is missing');
    const people = [
      counter.clerk(0, hanh, stop),
      counter.clerk(1, binh, stop),
      counter.supervisor(lan, stop),
      sendAsAPerson({ diary, random, pauses: settling ? 0 : 0.05 }, lan, stop),
    ];
    for (const result of await Promise.allSettled(people)) {
      if (result.status === 'rejected' && !(result.reason instanceof StationGone)) {
        problems.push(`a person was stopped by: ${String(result.reason)}`);
      }
    }
    for (const window of windows) window.close();
  };

  /** Kills that nobody has come back from yet; several when a station was killed while it started. */
  const pending: number[] = [];
  const noteRecovery = (): void => {
    const now = performance.now();
    recoveries.push(...pending.splice(0).map((killedAt) => now - killedAt));
  };

  const nextPhase = (): Phase => {
    const least = Math.min(...PHASES.map((phase) => kills[phase]));
    const phases = PHASES.filter((phase) => kills[phase] === least);
    return phases[Math.floor(random() * phases.length)] ?? 'capture';
  };

  /** Lets a station live, kills it at a moment, and answers when that was. */
  const liveAndDie = async (number: number): Promise<void> => {
    const phase = nextPhase();
    const moments: readonly Moment[] = MOMENTS[phase];
    const moment = moments[Math.floor(random() * moments.length)] ?? 'starting';
    const starting = spawnStation();
    let diedAt = 0;
    const strike = (why: string): void => {
      if (diedAt !== 0) return;
      diedAt = performance.now();
      diary.event(`kill ${number}: ${why}`);
      starting.signal('SIGKILL');
    };
    if (moment === 'starting') {
      await pause(random() * 1500);
      strike('starting');
      kills.start += 1;
      await starting.exited;
      pending.push(diedAt);
      return;
    }
    const child = await limited(starting.ready, START_LIMIT_MS, 'the station did not start');
    const windows = await limited(openWindows(child.firstLine), START_LIMIT_MS, 'nobody could sign in');
    noteRecovery();
    const stop = new AbortController();
    const working = work(windows, stop.signal);
    await pause(random() * 600);
    const delay = random() < 0.5 ? 0 : random() * 25;
    const came = await watch.await(
      moment,
      () => {
        if (delay === 0) strike(moment);
        else setTimeout(() => strike(`${moment} + ${delay.toFixed(1)} ms`), delay);
      },
      AbortSignal.timeout(PATIENCE_MS),
    );
    if (came) {
      kills[phase] += 1;
      await pause(delay);
    } else kills.late += 1;
    strike(`waited for ${moment} in vain`);
    stop.abort();
    await limited(starting.exited, START_LIMIT_MS, 'a killed station lives on');
    await limited(working, 2 * START_LIMIT_MS, 'a person waits for ever');
    pending.push(diedAt);
  };

  /** Fair weather: everything that is on its way arrives, then the station is closed in order. */
  const settle = async (): Promise<void> => {
    counter.closeDoors();
    settling = true;
    const starting = spawnStation();
    const child = await limited(starting.ready, START_LIMIT_MS, 'the station did not start');
    const windows = await openWindows(child.firstLine);
    noteRecovery();
    const stop = new AbortController();
    const working = work(windows, stop.signal);
    const { origin, addresses } = JSON.parse(child.firstLine) as { origin: string; addresses: string[] };
    const onlooker = await openLine(origin, addresses[3] ?? '', 'hanh');
    const until = performance.now() + DRAIN_LIMIT_MS;
    let open = '';
    do {
      await pause(200);
      const { delivery } = onlooker.client;
      const inHand = await onlooker.client.intake.list();
      const rows = await delivery.list();
      const today = await onlooker.client.station.today();
      open = [
        ...inHand.map((dossier) => `${dossier.code} ${dossier.state}`),
        ...rows.filter((row) => row.state !== 'delivered').map((row) => `${row.code} ${row.state} ${row.error?.code}`),
        ...(today.verifying > 0 ? [`${today.verifying} to verify`] : []),
      ].join(', ');
    } while (open !== '' && performance.now() < until);
    if (open !== '') problems.push(`not settled after ${DRAIN_LIMIT_MS / 1000} s of fair weather: ${open}`);
    stop.abort();
    await limited(working, START_LIMIT_MS, 'a person waits for ever');
    onlooker.close();
    starting.signal('SIGTERM');
    const code = await limited(starting.exited, CLOSE_LIMIT_MS, 'the station does not close').catch(
      (error: unknown) => {
        starting.signal('SIGKILL');
        throw error;
      },
    );
    if (code !== 0) problems.push(`the station closed with ${code}`);
  };

  await portal.start();
  const clear = new AbortController();
  const weather = makeWeather(
    {
      random: randomFrom(options.seed ^ 0x5eed),
      line,
      portal,
      diary,
      onTrouble: (name) => {
        troubles[name] = (troubles[name] ?? 0) + 1;
      },
    },
    clear.signal,
  );
  try {
    for (let number = 1; number <= options.kills; number += 1) await liveAndDie(number);
    clear.abort();
    await weather;
    await settle();
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    clear.abort();
    await weather;
    await portal.kill();
    await line.close();
  }
  return { dataDir, portalDir, diary, kills, recoveries, troubles, complaints, problems };
}

/** Kind of an error that the station logged; null for what it only remarks on. */
function complaintOf(text: string): string | null {
  if (!text.startsWith('{')) return text;
  const { level, message, code, error } = JSON.parse(text) as Record<string, string>;
  return level === 'error' ? [message, code, error].filter((part) => part !== undefined).join(' ') : null;
}

async function limited<T>(work: Promise<T>, milliseconds: number, words: string): Promise<T> {
  const over = new AbortController();
  const limit = pause(milliseconds, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${words} within ${milliseconds / 1000} s`);
  });
  limit.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    over.abort();
  }
}
