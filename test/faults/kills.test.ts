import { describe, expect, it } from 'vitest';
import { killReport } from './kills/kill-report.ts';
import { runKills } from './kills/run-kills.ts';

/** What `npm run faults -- --kills 200` does for minutes, for as long as a test may take. */
describe('stations killed with -9 in the middle of their day', () => {
  it('lose no page and no dossier, send none twice, and leave no job and no log behind', async () => {
    const outcome = await runKills({ seed: 41, kills: 12, lanes: 2 });
    expect(outcome.problems, killReport(outcome).join('\n')).toEqual([]);
    const count = (of: 'files' | 'delivered'): number =>
      outcome.examinations.reduce((sum, found) => sum + found[of], 0);
    expect(count('files')).toBeGreaterThan(0);
    expect(count('delivered')).toBeGreaterThan(0);
    expect(outcome.stories.flatMap((story) => story.recoveries)).toHaveLength(12);
  }, 300_000);
});
