import { describeMachine, describeMachineLine } from '../../bench/machine.ts';
import { PHASES } from './moments.ts';
import type { KillsOutcome } from './run-kills.ts';

/** The outcome of a run of kills in lines to print. */
export function killReport(outcome: KillsOutcome): readonly string[] {
  const { options, stories, examinations, seconds, problems, kept } = outcome;
  const total = (of: (found: KillsOutcome['examinations'][number]) => number): number =>
    examinations.reduce((sum, found) => sum + of(found), 0);
  const killed = stories.reduce(
    (sum, { kills }) => sum + Object.values(kills).reduce((left, right) => left + right),
    0,
  );
  const recoveries = stories.flatMap((story) => story.recoveries).sort((left, right) => left - right);
  const at = (share: number): string =>
    ((recoveries[Math.min(recoveries.length - 1, Math.floor(recoveries.length * share))] ?? 0) / 1000).toFixed(1);
  const phases = [...PHASES, 'late' as const].map(
    (phase) => `${phase} ${stories.reduce((sum, { kills }) => sum + kills[phase], 0)}`,
  );
  const complaints = sumOf(stories.map((story) => story.complaints));
  const reproducer = `npm run faults -- --kills ${options.kills} --seed ${options.seed} --lanes ${options.lanes}`;
  return [
    `killed ${killed} (${phases.join(', ')}) in ${Math.round(seconds)} s, ${options.lanes} stations`,
    `recovered ${recoveries.length} of ${killed}, time to recover p50 ${at(0.5)} s, p95 ${at(0.95)} s`,
    `captured ${total((found) => found.files)} files, ${total((found) => found.pages)} pages, ` +
      `${total((found) => found.dossiers)} dossiers; delivered ${total((found) => found.delivered)}`,
    `pages lost ${total((found) => found.pagesLost.length)}`,
    `dossiers lost ${total((found) => found.dossiersLost.length)}`,
    `sent twice ${total((found) => found.sentTwice.length)}`,
    `jobs, audit log and database: ${total((found) => found.wrong.length)} faults; ` +
      `${total((found) => found.orphans)} files of captures that were never acknowledged`,
    `portal troubles: ${countsOf(sumOf(stories.map((story) => story.troubles)))}`,
    ...(Object.keys(complaints).length === 0 ? [] : [`errors in the station's log: ${countsOf(complaints)}`]),
    `seed ${options.seed}`,
    ...problems.map((problem) => `PROBLEM ${problem}`),
    ...(problems.length === 0 ? [] : [`again: ${reproducer}`, `data kept in ${kept}`]),
  ];
}

function sumOf(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const one of counts) for (const [key, value] of Object.entries(one)) sum[key] = (sum[key] ?? 0) + value;
  return sum;
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort((left, right) => right[1] - left[1])
    .map(([key, count]) => `${key} ${count}`)
    .join(', ');
}

/** The same as a page of the documentation. */
export async function killPage(outcome: KillsOutcome): Promise<string> {
  const { kills, seed, lanes } = outcome.options;
  const machine = await describeMachine();
  return [
    '# Stations killed in the middle of their day',
    '',
    `\`npm run faults -- --kills ${kills} --seed ${seed} --lanes ${lanes}\`. ${describeMachineLine(machine, machine.load)}`,
    '',
    'How it is done and what is held against what: `docs/decisions/0009-fault-harness.md`.',
    '',
    '```',
    ...killReport(outcome),
    '```',
    '',
  ].join('\n');
}
