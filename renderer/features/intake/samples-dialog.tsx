import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { station } from '../../connection/station-client.ts';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './samples-dialog.module.css';

interface SamplesDialogProps {
  readonly onAdd: (file: string) => void;
  readonly onClose: () => void;
}

/** Papers of invented people, put into the dossier as if they had just been scanned. */
export function SamplesDialog({ onAdd, onClose }: SamplesDialogProps): ReactNode {
  const { t, either, paperType } = useText();
  const samples = useQuery(station.intake.samples.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const add = (file: string): void => {
    setAdded(new Set(added).add(file));
    onAdd(file);
  };
  const group = (title: string, story: boolean): ReactNode => {
    const list = samples.data?.filter((sample) => sample.story === story) ?? [];
    return list.length === 0 ? null : (
      <>
        <h3 className={styles.group}>{title}</h3>
        <div className={styles.grid}>
          {list.map((sample) => (
            <UnstyledButton
              key={sample.file}
              className={styles.sample}
              data-testid={`sample-${sample.file}`}
              data-added={added.has(sample.file) || undefined}
              onClick={() => add(sample.file)}
            >
              <strong>{either(sample.title, sample.titleEn)}</strong>
              <span>{paperType(sample.type)}</span>
              {added.has(sample.file) ? (
                <span className={styles.added} role="status">
                  <StateMark state="sure" size={14} /> {t('intake.sampleAdded')}
                </span>
              ) : null}
            </UnstyledButton>
          ))}
        </div>
      </>
    );
  };
  return (
    <Dialog onClose={onClose} size={760} title={t('intake.samplesTitle')}>
      <p className={styles.hint}>{t('intake.samplesHint')}</p>
      {samples.isError ? <ErrorNotice error={samples.error} onRetry={() => void samples.refetch()} /> : null}
      {samples.isPending ? <Waiting>{t('app.loading')}</Waiting> : null}
      {group(t('intake.samplesStory'), true)}
      {group(t('intake.samplesOther'), false)}
    </Dialog>
  );
}
