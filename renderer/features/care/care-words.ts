import type { CareState } from '../../../common/contract/care.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { formatWhen } from '../../i18n/format.ts';
import type { Text } from '../../i18n/use-text.ts';

/** Two missed days: a weekend at noon. */
const OLD_MS = 3 * 24 * 3_600_000;

/** One fact about the safety of the data, with its mark. */
export interface CareFact {
  readonly mark: MarkState;
  readonly words: string;
}

/** The one thing that everybody should know. */
export function careLine(state: CareState, t: Text['t'], now: Date): CareFact {
  const { backup, check, running } = state;
  if ((check.last?.lost ?? 0) > 0) return { mark: 'wrong', words: t('care.lineLost') };
  if (running?.kind === 'backup') return { mark: 'working', words: t('care.lineRunning') };
  if (backup.error !== null) return { mark: 'doubtful', words: t('care.lineFailed') };
  if (backup.last === null) return { mark: 'doubtful', words: t('care.lineNever') };
  const when = formatWhen(backup.last.at, now);
  return isOld(backup.last.at, now)
    ? { mark: 'doubtful', words: t('care.lineOld', { when }) }
    : { mark: 'sure', words: t('care.lineSafe', { when }) };
}

export function isOld(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) > OLD_MS;
}

/** What the last start of the station found, in order of weight. */
export function startFacts(start: CareState['start'], t: Text['t']): readonly CareFact[] {
  const facts: CareFact[] = [];
  if (start.log === 'lost') facts.push({ mark: 'wrong', words: t('care.startLost') });
  // Nothing calming is said where something that was reported as saved may be gone.
  else if (!start.clean && start.log === 'whole' && start.missing === 0)
    facts.push({ mark: 'sure', words: t('care.startUncleanHint') });
  if (start.log === 'cut') facts.push({ mark: 'doubtful', words: t('care.startCut') });
  if (start.missing > 0) facts.push({ mark: 'wrong', words: t('care.startMissing', { count: start.missing }) });
  if (start.orphans > 0) facts.push({ mark: 'waiting', words: t('care.startOrphans', { count: start.orphans }) });
  if (start.jobsReleased > 0) facts.push({ mark: 'sure', words: t('care.startJobs', { count: start.jobsReleased }) });
  if (start.keptBeforeMigrating !== null) {
    facts.push({ mark: 'sure', words: t('care.startMigrated', { file: start.keptBeforeMigrating }) });
  }
  return facts;
}
