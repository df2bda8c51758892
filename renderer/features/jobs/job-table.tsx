import type { ReactNode } from 'react';
import type { JobRow } from '../../../common/contract/jobs.ts';
import { PickRow, PickTable } from '../../design/pick-table.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { JOB_MARKS, jobStateWords } from './job-words.ts';

interface JobTableProps {
  readonly rows: readonly JobRow[];
  readonly currentId: string | undefined;
  readonly onPick: (id: string) => void;
}

/** Every job that is not done; the station puts what needs a person first. */
export function JobTable({ rows, currentId, onPick }: JobTableProps): ReactNode {
  const text = useText();
  const { t } = text;
  const now = new Date();
  const columns = [
    { title: t('jobs.state'), width: '32%' },
    { title: t('jobs.what') },
    { title: t('jobs.dossier'), width: '27%' },
    { title: t('jobs.since'), width: 116, kind: 'end' },
  ] as const;
  return (
    <PickTable label={t('jobs.table')} columns={columns}>
      {rows.map((job) => (
        <PickRow
          key={job.id}
          current={job.id === currentId}
          testId={`job-${job.kind}`}
          state={job.state}
          onPick={() => onPick(job.id)}
          button={
            <>
              <StateMark state={JOB_MARKS[job.state]} />
              <span>{jobStateWords(job, text, now)}</span>
            </>
          }
          cells={[
            { column: t('jobs.what'), text: t(`jobs.kind.${job.kind}`) },
            { column: t('jobs.dossier'), kind: 'quiet', text: job.dossierCode ?? '—' },
            { column: t('jobs.since'), kind: 'end', text: formatWhen(job.since, now) },
          ]}
        />
      ))}
    </PickTable>
  );
}
