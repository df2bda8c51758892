import { IconSettingsAutomation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { JobRow } from '../../../common/contract/jobs.ts';
import type { StationHealth } from '../../../common/contract/station.ts';
import { useSession } from '../../app/session.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { station } from '../../connection/station-client.ts';
import { Beside } from '../../design/beside.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Pill } from '../../design/pill.tsx';
import { Screen } from '../../design/screen.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { formatBytes } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { ReasonDialog } from '../intake/reason-dialog.tsx';
import { JobPanel } from './job-panel.tsx';
import { JobTable } from './job-table.tsx';
import styles from './jobs-screen.module.css';
import { RetentionDialog } from './retention-dialog.tsx';
import { type JobQuestion, useJobCommands } from './use-job-commands.ts';

/** What does the station do by itself, what is stuck, and what can I do about it? */
export function JobsScreen(): ReactNode {
  const { t } = useText();
  const list = useQuery(station.jobs.list.queryOptions());
  const health = useQuery(station.station.health.queryOptions());
  if (list.data !== undefined && health.data !== undefined) return <Jobs rows={list.data} health={health.data} />;
  const failed = list.isError ? list : health.isError ? health : null;
  return (
    <Screen title={t('jobs.title')}>
      {failed === null ? (
        <Waiting>{t('app.loading')}</Waiting>
      ) : (
        <ErrorNotice error={failed.error} fill onRetry={() => void Promise.all([list.refetch(), health.refetch()])} />
      )}
    </Screen>
  );
}

interface JobsProps {
  readonly rows: readonly JobRow[];
  readonly health: StationHealth;
}

function Jobs({ rows, health }: JobsProps): ReactNode {
  const { t, language } = useText();
  const { person } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const [question, ask] = useState<JobQuestion | null>(null);
  const [settingRetention, setSettingRetention] = useState(false);
  const current = rows.find((row) => row.id === chosen) ?? rows[0];
  const commands = useJobCommands(rows, current, { choose: setChosen, ask });
  const setRetention = {
    id: 'jobs.set-retention',
    label: t('jobs.setRetention'),
    keys: ['F2'],
    when: () => person.role === 'administrator',
    run: () => setSettingRetention(true),
  };
  useCommands([...commands.all, setRetention]);
  return (
    <Screen
      title={t('jobs.title')}
      subtitle={t('jobs.subtitle')}
      status={
        health.jobsForPeople === 0 ? (
          <Pill tone="sure" icon={<StateMark state="sure" size={14} />}>
            {t('jobs.byItself')}
          </Pill>
        ) : (
          <Pill tone="doubt" icon={<StateMark state="doubtful" size={14} />}>
            {t('jobs.forPeople', { count: health.jobsForPeople })}
          </Pill>
        )
      }
      footStart={
        <>
          {person.role === 'administrator' ? (
            <CommandButton command={setRetention} size="md" testId="set-retention" />
          ) : null}
          <span className={styles.hint}>
            {health.retentionDays === null
              ? t('jobs.retentionForEver')
              : t('jobs.retention', { days: health.retentionDays })}
            {health.purgeable === 0 ? '' : ` · ${t('jobs.retentionWaiting', { count: health.purgeable })}`}
          </span>
        </>
      }
      footEnd={
        <span className={styles.hint}>{t('disk.free', { free: formatBytes(health.disk.freeBytes, language) })}</span>
      }
    >
      {current === undefined ? (
        <EmptyState icon={<IconSettingsAutomation size={28} />} title={t('jobs.empty')}>
          {t('jobs.emptyHint')}
        </EmptyState>
      ) : (
        <Beside label={t('jobs.aside')} panel={<JobPanel key={current.id} job={current} commands={commands} />}>
          <JobTable rows={rows} currentId={current.id} onPick={setChosen} />
        </Beside>
      )}
      {question === null ? null : (
        <ReasonDialog
          title={t(`jobs.${question}Title`)}
          hint={t(`jobs.${question}Hint`)}
          suggestions={
            question === 'hold'
              ? [t('jobs.holdReasons.line'), t('jobs.holdReasons.person'), t('jobs.holdReasons.disk')]
              : [t('jobs.handOverReasons.repeats'), t('jobs.handOverReasons.damage')]
          }
          submit={t(`jobs.${question}`)}
          busy={commands.busy}
          onSubmit={(words) => commands.giveReason(question, words)}
          onClose={() => ask(null)}
        />
      )}
      {settingRetention ? (
        <RetentionDialog days={health.retentionDays} onClose={() => setSettingRetention(false)} />
      ) : null}
    </Screen>
  );
}
