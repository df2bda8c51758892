import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { killPage, killReport } from './kills/kill-report.ts';
import { runKills } from './kills/run-kills.ts';
import { fuzzDecoders } from './support/fuzz-decoders.ts';

// `npm run faults -- --kills 200 --seed 1`: stations killed in the middle of their day. `npm run faults -- --fuzz --seed
// 1 --count 500 [--keep DIR]`: damaged files through real readers (also without --fuzz when no kills are asked for).
// Exit code 0: nothing is off; 1: something is, with the line that does it again.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string' },
    lanes: { type: 'string', default: '3' },
    fuzz: { type: 'boolean', default: false },
    count: { type: 'string' },
    keep: { type: 'string' },
    out: { type: 'string' },
  },
});

const seed = Number(values.seed);
let sound = true;
if (values.kills !== undefined) {
  const outcome = await runKills({ seed, kills: Number(values.kills), lanes: Number(values.lanes) });
  for (const line of killReport(outcome)) console.log(line);
  if (values.out !== undefined) await writeFile(values.out, await killPage(outcome));
  sound = outcome.problems.length === 0;
}
if (values.fuzz || values.count !== undefined || values.kills === undefined) {
  sound = (await fuzzDecoders({ seed, count: Number(values.count ?? '200'), keep: values.keep })) && sound;
}
process.exitCode = sound ? 0 : 1;
