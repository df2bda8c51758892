import { Button, CloseButton, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FileView } from '../../../common/contract/views.ts';
import { FINDING_TEXTS } from '../../../common/domain/findings.ts';
import { type ReadingProgress, useReadingProgress } from '../../connection/reading-progress.ts';
import { errorWords } from '../../connection/station-errors.ts';
import { GroupTitle } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { type Text, useText } from '../../i18n/use-text.ts';
import styles from './file-list.module.css';
import type { Upload } from './use-uploads.ts';

interface FileListProps {
  readonly reading: readonly FileView[];
  /** Those that gave no paper. */
  readonly lost: readonly FileView[];
  readonly uploads: readonly Upload[];
  readonly editable: boolean;
  readonly onDismiss: (id: number) => void;
  readonly onDismissFile: (file: FileView) => void;
}

/** Files on their way into the dossier, with how far each is, and those that gave no paper, with why. */
export function FileList({ reading, lost, uploads, editable, onDismiss, onDismissFile }: FileListProps): ReactNode {
  const text = useText();
  const { t } = text;
  const progress = useReadingProgress();
  if (reading.length + lost.length + uploads.length === 0) return null;
  const going = reading.length > 0 || uploads.some((upload) => upload.state === 'copying');
  const title = going ? t('intake.files') : t('intake.filesFailed');
  return (
    <section aria-label={title}>
      <GroupTitle>{title}</GroupTitle>
      <ul className={styles.list}>
        {uploads.map((upload) => (
          <li key={upload.id} className={styles.file} data-state={upload.state}>
            <StateMark
              state={upload.state === 'copying' ? 'working' : upload.state === 'failed' ? 'wrong' : 'excused'}
            />
            <div className={styles.words}>
              <FileName name={upload.name} />
              <span className={styles.news}>{uploadWords(upload, text)}</span>
            </div>
            {upload.state === 'copying' ? null : (
              <CloseButton size="sm" aria-label={t('app.close')} onClick={() => onDismiss(upload.id)} />
            )}
          </li>
        ))}
        {reading.map((file) => (
          <li key={file.id} className={styles.file} data-state={file.state} data-testid="reading-file">
            <StateMark state="working" />
            <div className={styles.words}>
              <FileName name={file.name} />
              <span className={styles.news} role="status">
                {readingWords(file, progress.get(file.id), text)}
              </span>
              <ReadingBar file={file} news={progress.get(file.id)} />
            </div>
          </li>
        ))}
        {lost.map((file) => (
          <LostFile key={file.id} file={file} onDismiss={editable ? () => onDismissFile(file) : undefined} />
        ))}
      </ul>
    </section>
  );
}

function FileName({ name }: { readonly name: string }): ReactNode {
  return (
    <span className={styles.name} title={name}>
      {name}
    </span>
  );
}

interface LostFileProps {
  readonly file: FileView;
  /** Absent while nothing can be changed. */
  readonly onDismiss: (() => void) | undefined;
}

/** A file that gave no paper: why, and the way to do without it. */
function LostFile({ file, onDismiss }: LostFileProps): ReactNode {
  const { t, language } = useText();
  const { error } = file;
  const why = file.state === 'read' ? t('intake.fileNoPapers') : t('intake.fileFailed');
  return (
    <li className={styles.file} data-state="failed" data-testid="reading-file">
      <StateMark state="wrong" />
      <div className={styles.words}>
        <FileName name={file.name} />
        <span className={styles.news} role="status">
          {error === null ? why : errorWords(error, language)}
        </span>
        {error?.detail === undefined ? null : (
          <span className={styles.detail}>{t('app.details', { detail: error.detail })}</span>
        )}
        {onDismiss === undefined ? null : (
          <Button
            size="compact-sm"
            mt={6}
            data-testid="dismiss-file"
            aria-label={`${t('intake.dismissFile')}: ${file.name}`}
            onClick={onDismiss}
          >
            {t('intake.dismissFile')}
          </Button>
        )}
      </div>
    </li>
  );
}

function ReadingBar({
  file,
  news,
}: {
  readonly file: FileView;
  readonly news: ReadingProgress | undefined;
}): ReactNode {
  const { t } = useText();
  const { read, total } = pagesOf(file, news);
  const share = total === null || total === 0 ? 8 : Math.max(8, Math.min(100, (read / total) * 100));
  return <Progress size={4} value={share} aria-label={t('intake.files')} striped animated mt={5} />;
}

function uploadWords(upload: Upload, { t, language }: Text): string {
  if (upload.error !== null) return errorWords(upload.error, language);
  return upload.state === 'duplicate' ? t('intake.fileDuplicate') : t('intake.fileUploading');
}

/** How far a file is; a flaw of a scan that can be mended while the paper is in hand comes first. */
function readingWords(file: FileView, news: ReadingProgress | undefined, { t, readingStep, either }: Text): string {
  const { read, total } = pagesOf(file, news);
  const flaw = news?.flaws?.[0];
  if (flaw !== undefined) {
    const { vi, en } = FINDING_TEXTS[flaw.code];
    return `${t('intake.filePages', { read: flaw.position + 1, total: total ?? flaw.position + 1 })} · ${either(vi, en)}`;
  }
  const step = news?.step ?? null;
  if (total === null)
    return step === null ? `${t('intake.fileStored')} · ${t('intake.fileWaiting')}` : readingStep(step);
  return `${t('intake.filePages', { read: Math.min(read + 1, total), total })} · ${readingStep(step)}`;
}

/** The station's record or its latest news, whichever is further. */
function pagesOf(
  file: FileView,
  news: ReadingProgress | undefined,
): { readonly read: number; readonly total: number | null } {
  return { read: Math.max(file.pagesRead, news?.pagesRead ?? 0), total: file.pagesTotal ?? news?.pagesTotal ?? null };
}
