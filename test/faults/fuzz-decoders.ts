import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFuzz } from './support/run-fuzz.ts';

// Damaged files of every format through real reader processes: `npm run faults -- --seed 1 --count 500 [--keep DIR]`.
// The same seed makes the same files. Files that broke a rule are kept in DIR.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    keep: { type: 'string' },
  },
});

const { keep } = values;
const from = performance.now();
const outcome = await runFuzz({
  seed: Number(values.seed),
  count: Number(values.count),
  onProblem: async (name, problem, bytes) => {
    console.error(`${name}: ${problem}`);
    if (keep === undefined) return;
    await mkdir(keep, { recursive: true });
    await writeFile(join(keep, name), bytes);
  },
});
const seconds = Math.round((performance.now() - from) / 1000);
console.log(`seed ${values.seed}, ${values.count} files in ${seconds} s`);
for (const [ending, count] of Object.entries(outcome.endings).sort((a, b) => b[1] - a[1])) {
  console.log(`${String(count).padStart(6)}  ${ending}`);
}
console.log(`slowest ${outcome.slowestMs} ms, most memory ${Math.round(outcome.peakBytes / 2 ** 20)} MB`);
console.log(`reader processes ${outcome.processes}, problems ${outcome.problems.length}`);
process.exitCode = outcome.problems.length === 0 ? 0 : 1;
