import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { STATION_ERROR_CODES, StationError } from '../../../common/contract/errors.ts';
import { createReader } from '../../../ocr/create-reader.ts';
import { forkLauncher } from '../../../ocr/host/launch.ts';
import type { LaunchReaderProcess, Reader } from '../../../ocr/reader.ts';
import { mutate, randomFrom } from './mutate.ts';
import { type SmallFile, smallFiles } from './small-files.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly count: number;
  /** Called for every case that broke a rule, with the bytes that did it. */
  readonly onProblem?: (name: string, problem: string, bytes: Buffer) => Promise<void>;
}

export interface FuzzOutcome {
  /** How often each ending came: `read`, an error code, or `page:` and the code of a page that was lost. */
  readonly endings: Readonly<Record<string, number>>;
  /** What broke a rule: case and words. */
  readonly problems: readonly string[];
  readonly slowestMs: number;
  /** Most memory that any reader process had at any time; 0 where the system doesn't tell. */
  readonly peakBytes: number;
  readonly processes: number;
}

/** What one damaged file may cost. */
const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_BYTES = 900 * 1024 * 1024;
/** How long the processes may take to end. */
const END_LIMIT_MS = 5000;
/** A sound file is read after so many damaged ones. */
const SOUND_EVERY = 25;

/** Sends damaged files through real reader processes and holds every ending against the rules of the station. */
export async function runFuzz({ seed, count, onProblem }: FuzzOptions): Promise<FuzzOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'sohoa-fuzz-'));
  const { launch, pids, exits } = recordingLauncher();
  const reader = createReader({ workers: 1, launch, assemble: () => [], pageTimeLimitMs: TIME_LIMIT_MS });
  const random = randomFrom(seed);
  const seeds = await smallFiles();
  const endings: Record<string, number> = {};
  const problems: string[] = [];
  let [slowestMs, peakBytes] = [0, 0];
  const report = async (name: string, problem: string, bytes: Buffer): Promise<void> => {
    problems.push(`${name}: ${problem}`);
    await onProblem?.(name, problem, bytes);
  };
  try {
    for (let i = 0; i < count; i += 1) {
      const file = pickOf(seeds, random);
      const name = `${seed}-${i}-${file.name}`;
      const bytes = mutate(file.bytes, pickOf(seeds, random).bytes, random);
      const from = performance.now();
      const ending = await endingOf(reader, folder, name, bytes);
      const took = performance.now() - from;
      slowestMs = Math.max(slowestMs, took);
      for (const part of ending) {
        endings[part] = (endings[part] ?? 0) + 1;
        if (/unexpected|reader-stopped|page-unreadable|not-found|none of the list/.test(part)) {
          await report(name, part, bytes);
        }
      }
      if (took > TIME_LIMIT_MS) await report(name, `took ${Math.round(took)} ms`, bytes);
      const peak = Math.max(...(await Promise.all([...pids].map(peakOf))));
      if (peak > MEMORY_LIMIT_BYTES && peak > peakBytes) await report(name, `memory ${peak >> 20} MB`, bytes);
      peakBytes = Math.max(peakBytes, peak);
      if (i % SOUND_EVERY !== SOUND_EVERY - 1) continue;
      const sound = pickOf(seeds, random);
      const after = await endingOf(reader, folder, `${seed}-${i}-sound-${sound.name}`, sound.bytes);
      if (after.some((part) => part !== 'read')) await report(name, `then ${sound.name}: ${after.join()}`, bytes);
    }
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  }
  const ended = Promise.all(exits).then(() => true);
  if (!(await Promise.race([ended, setTimeout(END_LIMIT_MS, false, { ref: false })]))) problems.push('processes left');
  return { endings, problems, slowestMs: Math.round(slowestMs), peakBytes, processes: pids.size };
}

const pickOf = (files: readonly SmallFile[], random: () => number): SmallFile =>
  files[Math.floor(random() * files.length)]!;

/** Reads one file: `read`, the error's code, or the codes of pages that were lost. */
async function endingOf(reader: Reader, folder: string, name: string, bytes: Buffer): Promise<readonly string[]> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const outcome = await reader.readFile({ path, sourceName: name, workDir: folder }).catch((error: unknown) => error);
  await rm(path);
  if (outcome instanceof StationError) {
    return [STATION_ERROR_CODES.includes(outcome.code) ? outcome.code : 'none of the list'];
  }
  if (outcome instanceof Error) return [`none of the list: ${outcome.name}`];
  const { pages } = outcome as Awaited<ReturnType<Reader['readFile']>>;
  const lost = pages
    .flatMap(({ reading }) => reading.findings.filter(({ code }) => code === 'page-unreadable'))
    .map(({ message }) => `page:${/\(([a-z-]+)\)/.exec(message)?.[1] ?? 'page-unreadable'}`);
  return lost.length > 0 ? lost : ['read'];
}

interface Recording {
  readonly launch: LaunchReaderProcess;
  readonly pids: Set<number>;
  readonly exits: Promise<void>[];
}

function recordingLauncher(): Recording {
  const fork = forkLauncher('null');
  const pids = new Set<number>();
  const exits: Promise<void>[] = [];
  const launch: LaunchReaderProcess = () => {
    const child = fork();
    if (child.pid !== undefined) pids.add(child.pid);
    exits.push(new Promise((resolve) => child.onExit(resolve)));
    return child;
  };
  return { launch, pids, exits };
}

/** Most memory that a process ever had in RAM; 0 when it is gone or the system has no /proc. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
