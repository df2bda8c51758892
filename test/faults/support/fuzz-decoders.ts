import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFuzz } from './run-fuzz.ts';

export interface FuzzDecodersOptions {
  readonly seed: number;
  readonly count: number;
  /** Folder for the files that broke a rule. */
  readonly keep: string | undefined;
}

/** Damaged files of every format through real reader processes, printed; the same seed makes the same files. */
export async function fuzzDecoders({ seed, count, keep }: FuzzDecodersOptions): Promise<boolean> {
  const from = performance.now();
  const outcome = await runFuzz({
    seed,
    count,
    onProblem: async (name, problem, bytes) => {
      console.error(`${name}: ${problem}`);
      if (keep === undefined) return;
      await mkdir(keep, { recursive: true });
      await writeFile(join(keep, name), bytes);
    },
  });
  const seconds = Math.round((performance.now() - from) / 1000);
  console.log(`seed ${seed}, ${count} files in ${seconds} s`);
  for (const [ending, times] of Object.entries(outcome.endings).sort((a, b) => b[1] - a[1])) {
    console.log(`${String(times).padStart(6)}  ${ending}`);
  }
  console.log(`slowest ${outcome.slowestMs} ms, most memory ${Math.round(outcome.peakBytes / 2 ** 20)} MB`);
  console.log(`reader processes ${outcome.processes}, problems ${outcome.problems.length}`);
  return outcome.problems.length === 0;
}
