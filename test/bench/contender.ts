import type { FileReading } from '../../common/domain/reading.ts';
import { cpuSecondsOfTree } from './processes.ts';

/** What one reader made of one file. */
export interface FileResult {
  /** Text by page. */
  readonly pages: readonly string[];
  /** The project's own reader alone. */
  readonly reading?: FileReading;
  /** Milliseconds from a page's first step to its first verdict, where the reader tells one. */
  readonly verdictMs?: readonly number[];
  /** Why there is nothing. */
  readonly failure?: string;
}

/** By path of the input. */
export type Results = ReadonlyMap<string, FileResult>;

/** A program that turns files into text and searchable PDFs. */
export interface Contender {
  readonly name: string;
  readonly version: string;
  /** What must be there before the clock starts: a form of the inputs that suits this reader best. */
  prepare(files: readonly string[], folder: string): Promise<void>;
  /** Reads files and leaves their searchable PDFs in the folder. */
  read(files: readonly string[], folder: string): Promise<Results>;
  close(): Promise<void>;
}

/** What a reader did and what it took; counted over all its rounds. */
export interface ContenderRun {
  readonly name: string;
  readonly version: string;
  readonly seconds: number;
  /** Absent where the system doesn't tell. */
  readonly cpuSeconds?: number;
  readonly results: Results;
}

/** Lets a reader read under the clock; preparation is outside it. */
export async function timedRead(contender: Contender, files: readonly string[], folder: string): Promise<ContenderRun> {
  await contender.prepare(files, folder);
  const cpuBefore = await cpuSecondsOfTree();
  const start = performance.now();
  const results = await contender.read(files, folder);
  const seconds = (performance.now() - start) / 1000;
  const cpuAfter = await cpuSecondsOfTree();
  const { name, version } = contender;
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? {} : { cpuSeconds: cpuAfter - cpuBefore };
  return { name, version, seconds, ...cpu, results };
}

/** Rounds of one reader as one run. */
export function joinRuns(runs: readonly ContenderRun[]): ContenderRun {
  const { name, version } = runs[0]!;
  const cpu = runs.map((one) => one.cpuSeconds);
  return {
    name,
    version,
    seconds: runs.reduce((sum, one) => sum + one.seconds, 0),
    ...(cpu.includes(undefined) ? {} : { cpuSeconds: cpu.reduce<number>((sum, value) => sum + (value ?? 0), 0) }),
    results: new Map(runs.flatMap((one) => [...one.results])),
  };
}

/**
 * Files dealt into rounds of about the same mix, and who reads first in each: the order turns round by round, so that
 * a machine that slows down favours nobody.
 */
export function planRounds<T>(
  files: readonly T[],
  contenders: number,
  rounds: number,
): readonly { readonly files: readonly T[]; readonly order: readonly number[] }[] {
  const forward = Array.from({ length: contenders }, (_, index) => index);
  return Array.from({ length: Math.min(rounds, files.length) }, (_, round) => ({
    files: files.filter((__, index) => index % rounds === round),
    order: round % 2 === 0 ? forward : forward.toReversed(),
  }));
}

/** At most `count` items at even distances. */
export function evenly<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]!);
}
