import { Table, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { JobRow } from '../../../common/contract/jobs.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { formatWhen } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { JOB_MARKS, jobStateWords } from './job-words.ts';
import styles from './jobs-screen.module.css';

interface JobTableProps {
  readonly rows: readonly JobRow[];
  readonly currentId: string | undefined;
  readonly onPick: (id: string) => void;
}

/** Every job that is not done; the station puts what needs a person first. */
export function JobTable({ rows, currentId, onPick }: JobTableProps): ReactNode {
  const { t } = useText();
  return (
    <section className={styles.card} aria-label={t('jobs.table')}>
      <Table verticalSpacing={0} horizontalSpacing={10} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="32%">{t('jobs.state')}</Table.Th>
            <Table.Th>{t('jobs.what')}</Table.Th>
            <Table.Th w="27%">{t('jobs.dossier')}</Table.Th>
            <Table.Th w={116} className={styles.end ?? ''}>
              {t('jobs.since')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((job) => (
            <Row key={job.id} job={job} current={job.id === currentId} onPick={onPick} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface RowProps {
  readonly job: JobRow;
  readonly current: boolean;
  readonly onPick: (id: string) => void;
}

function Row({ job, current, onPick }: RowProps): ReactNode {
  const text = useText();
  const now = new Date();
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) element.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <Table.Tr
      ref={element}
      className={styles.row ?? ''}
      data-current={current || undefined}
      data-testid={`job-${job.kind}`}
      data-state={job.state}
      onClick={() => onPick(job.id)}
    >
      <Table.Td>
        <UnstyledButton className={styles.pick} aria-pressed={current}>
          <StateMark state={JOB_MARKS[job.state]} />
          <span>{jobStateWords(job, text, now)}</span>
        </UnstyledButton>
      </Table.Td>
      <Table.Td className={styles.cut ?? ''}>{text.t(`jobs.kind.${job.kind}`)}</Table.Td>
      <Table.Td className={styles.muted ?? ''}>{job.dossierCode ?? '—'}</Table.Td>
      <Table.Td className={styles.end ?? ''}>{formatWhen(job.since, now)}</Table.Td>
    </Table.Tr>
  );
}
