import { describe, expect, it } from 'vitest';
import type { CareState } from '../../../../common/contract/care.ts';
import { careLine, startFacts } from '../../../../renderer/features/care/care-words.ts';
import type { Text } from '../../../../renderer/i18n/use-text.ts';
import { FAKE_CARE } from '../../../helpers/fake-station/fake-care.ts';

/** Gives the keys, so that what is said can be told without the words. */
const t = ((key: string) => key.replace('care.', '')) as unknown as Text['t'];
const now = new Date('2026-11-21T02:00:00Z');
const line = (state: Partial<CareState>): string => {
  const { mark, words } = careLine({ ...FAKE_CARE, ...state }, t, now);
  return `${mark} ${words}`;
};

describe('the line about the safety of the data', () => {
  const { backup, check, start } = FAKE_CARE;

  it('is calm while the last backup is young, and doubts one that is old', () => {
    expect(line({})).toBe('sure lineSafe');
    expect(line({ backup: { ...backup, last: { ...backup.last!, at: '2026-11-17T05:00:00Z' } } })).toBe(
      'doubtful lineOld',
    );
  });

  it('says what somebody has to do something about, the worst first', () => {
    expect(line({ backup: { ...backup, last: null } })).toBe('doubtful lineNever');
    const failed = { ...backup, error: { code: 'backup-folder-missing' as const } };
    expect(line({ backup: failed })).toBe('doubtful lineFailed');
    expect(line({ backup: failed, running: { kind: 'backup', done: 1, total: 2 } })).toBe('working lineRunning');
    const lost = { ...check, last: { ...check.last!, found: 1, lost: 1 } };
    expect(line({ backup: failed, check: lost })).toBe('wrong lineLost');
  });

  it('tells of the last start only what was not in order', () => {
    const facts = (found: Partial<CareState['start']>): readonly string[] =>
      startFacts({ ...start, ...found }, t).map(({ mark, words }) => `${mark} ${words}`);
    expect(facts({})).toEqual([]);
    expect(facts({ clean: false })).toEqual(['sure startUncleanHint']);
    expect(facts({ clean: false, log: 'cut', jobsReleased: 2 })).toEqual(['doubtful startCut', 'sure startJobs']);
    // What was acknowledged may be gone then: nothing calming is said.
    expect(facts({ clean: false, log: 'lost', missing: 1, orphans: 3 })).toEqual([
      'wrong startLost',
      'wrong startMissing',
      'waiting startOrphans',
    ]);
  });
});
