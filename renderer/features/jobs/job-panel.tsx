import type { ReactNode } from 'react';
import type { JobRow } from '../../../common/contract/jobs.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { errorWords } from '../../connection/station-errors.ts';
import { BesideHead } from '../../design/beside.tsx';
import { Notice } from '../../design/notice.tsx';
import { GroupTitle } from '../../design/panel.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { type Text, useText } from '../../i18n/use-text.ts';
import { JOB_MARKS, jobStateWords } from './job-words.ts';
import styles from './jobs-screen.module.css';
import type { useJobCommands } from './use-job-commands.ts';

interface JobPanelProps {
  readonly job: JobRow;
  readonly commands: ReturnType<typeof useJobCommands>;
}

/** The chosen job: what happened, what is safe, what to do. */
export function JobPanel({ job, commands }: JobPanelProps): ReactNode {
  const text = useText();
  const { t } = text;
  const now = new Date();
  return (
    <>
      <BesideHead state={JOB_MARKS[job.state]} title={t(`jobs.kind.${job.kind}`)}>
        {job.dossierCode === null ? '' : `${job.dossierCode} · `}
        {jobStateWords(job, text, now)}
      </BesideHead>
      <div className={styles.notice}>
        <Notice
          tone={job.state === 'failed' ? 'wrong' : job.error !== null || job.state === 'held' ? 'doubt' : 'plain'}
          title={titleOf(job, text)}
          testId="job-notice"
          state={job.error?.code ?? job.state}
          actions={
            <>
              <CommandButton
                command={job.state === 'held' ? commands.release : commands.tryNow}
                variant="filled"
                size="compact-md"
                testId="job-go"
              />
              {job.state === 'held' || job.state === 'failed' ? null : (
                <CommandButton command={commands.hold} size="compact-md" testId="job-hold" />
              )}
              <CommandButton command={commands.handOver} size="compact-md" testId="job-hand-over" />
            </>
          }
        >
          <p className={styles.detail}>{t('jobs.whatIsSafe', { safe: t(`jobs.safe.${job.kind}`) })}</p>
          {job.state === 'retrying' && job.nextTryAt !== null ? (
            <p className={styles.detail}>{t('jobs.willRetry', { time: formatWhen(job.nextTryAt, now) })}</p>
          ) : null}
          {job.state === 'failed' ? <p className={styles.detail}>{t('jobs.wantsPerson')}</p> : null}
        </Notice>
      </div>
      <GroupTitle>{t('jobs.facts')}</GroupTitle>
      <dl className={styles.facts}>
        {factsOf(job, text, now).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function titleOf(job: JobRow, { t, language }: Text): string {
  if (job.handedOver !== null) return t('jobs.titleHandedOver');
  if (job.state === 'held') return t('jobs.titleHeld');
  if (job.state === 'running') return t('jobs.titleRunning');
  return job.error === null ? t('jobs.titleWaiting') : errorWords(job.error, language);
}

/** Causes that the station itself names; others come from outside and are for IT. */
const CAUSES = ['payload', 'kind', 'no-receipt', 'portal-hash-differs', 'held'] as const;

function detailOf(detail: string, { t }: Text): string {
  const cause = CAUSES.find((each) => each === detail);
  return cause === undefined ? detail : t(`jobs.causes.${cause}`);
}

function factsOf(job: JobRow, text: Text, now: Date): readonly (readonly [string, string])[] {
  const { t, language } = text;
  const held = job.state === 'held';
  return [
    [t('jobs.since'), formatWhen(job.since, now)],
    [t('jobs.attempts'), t('jobs.attemptsValue', { count: job.attempts })],
    [t('jobs.deadline'), job.deadline === null ? t('jobs.noDeadline') : formatWhen(job.deadline, now)],
    ...(held && job.heldReason !== null ? [[t('jobs.reason'), job.heldReason] as const] : []),
    ...(job.handedOver === null
      ? []
      : [
          [t('jobs.handedOverAt'), formatWhen(job.handedOver.at, now)] as const,
          [t('jobs.note'), job.handedOver.note] as const,
        ]),
    ...(held && job.error !== null ? [[t('app.lastError'), errorWords(job.error, language)] as const] : []),
    ...(job.error?.detail === undefined ? [] : [[t('app.detail'), detailOf(job.error.detail, text)] as const]),
  ];
}
