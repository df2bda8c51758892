import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly seed: number;
  readonly count: number;
  readonly stacks: number;
  readonly workers: number;
  /** Files that all readers read, in how many rounds. */
  readonly compare: number;
  readonly rounds: number;
  readonly alone: boolean;
  readonly keep?: string;
  /** The Markdown file to write; pictures go beside it. */
  readonly out?: string;
  /** Files to switch steps off on, 0 for none. */
  readonly ablate: number;
  readonly scaling: boolean;
  readonly sizes: boolean;
  /** Pages to read without a rest. */
  readonly endurance?: number;
  /** Commits, sending and a day's dossiers instead of reading. */
  readonly load: boolean;
  /** Dossiers of that day. */
  readonly dossiers: number;
  /** Folder of scans with their keyed text. */
  readonly real?: string;
  /** How to repeat this run. */
  readonly command: string;
}

/** The bench's command line. Throws RangeError for numbers that are none. */
export function readOptions(args: readonly string[], freshSeed: number): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      count: { type: 'string' },
      stacks: { type: 'string' },
      workers: { type: 'string' },
      compare: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
      keep: { type: 'string' },
      out: { type: 'string' },
      ablate: { type: 'string' },
      scaling: { type: 'boolean', default: false },
      sizes: { type: 'boolean', default: false },
      endurance: { type: 'string' },
      load: { type: 'boolean', default: false },
      dossiers: { type: 'string' },
      real: { type: 'string' },
    },
  });
  const seed = number('seed', values.seed) ?? freshSeed;
  const { keep, out, real } = values;
  const endurance = number('endurance', values.endurance);
  const repeat = args.filter((arg, index) => !HIDDEN.includes(arg) && !HIDDEN.includes(args[index - 1] ?? ''));
  return {
    seed,
    count: number('count', values.count) ?? (values.quick ? 7 : 28),
    stacks: number('stacks', values.stacks) ?? (values.quick ? 0 : 2),
    workers: number('workers', values.workers) ?? 2,
    compare: number('compare', values.compare) ?? (values.quick ? 6 : 16),
    rounds: number('rounds', values.rounds) ?? 2,
    alone: values.alone,
    ...(keep === undefined ? {} : { keep }),
    ...(out === undefined ? {} : { out }),
    ablate: number('ablate', values.ablate) ?? (values.quick ? 3 : 6),
    scaling: values.scaling,
    sizes: values.sizes,
    ...(endurance === undefined ? {} : { endurance }),
    load: values.load,
    dossiers: number('dossiers', values.dossiers) ?? 200,
    ...(real === undefined ? {} : { real }),
    command: ['npm run bench --', ...(values.seed === undefined ? ['--seed', String(seed)] : []), ...repeat].join(' '),
  };
}

/** Options that say where files go and nothing of what is measured. */
const HIDDEN = ['--keep', '--out', '--real'];

function number(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`--${name} takes a whole number`);
  return value;
}
