import type { JobRow } from '../../../common/contract/jobs.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { formatWhen } from '../../i18n/format.ts';
import type { Text } from '../../i18n/use-text.ts';

export const JOB_MARKS: Readonly<Record<JobRow['state'], MarkState>> = {
  waiting: 'waiting',
  retrying: 'doubtful',
  running: 'working',
  held: 'excused',
  failed: 'wrong',
};

/** How a job stands, in a few words. */
export function jobStateWords(job: JobRow, { t }: Pick<Text, 't'>, now: Date): string {
  const time = job.nextTryAt === null ? '' : formatWhen(job.nextTryAt, now);
  switch (job.state) {
    case 'waiting':
      return job.nextTryAt !== null && Date.parse(job.nextTryAt) > now.getTime()
        ? t('jobs.rowWaitingUntil', { time })
        : t('jobs.rowWaiting');
    case 'retrying':
      return t('jobs.rowRetrying', { time });
    case 'running':
      return t('jobs.rowRunning');
    case 'held':
      return job.handedOver === null ? t('jobs.rowHeld') : t('jobs.rowHandedOver');
    case 'failed':
      return t('jobs.rowFailed');
  }
}

/** Which orders mean something to a job as it stands. */
export function ordersFor(
  state: JobRow['state'],
): Readonly<Record<'tryNow' | 'hold' | 'release' | 'handOver', boolean>> {
  return {
    tryNow: state === 'waiting' || state === 'retrying' || state === 'failed',
    hold: state !== 'held' && state !== 'failed',
    release: state === 'held',
    handOver: true,
  };
}
