import { IconFileImport } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import styles from './drop-target.module.css';

interface DropTargetProps {
  readonly active: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** The whole desk takes files that are dropped on it. */
export function DropTarget({ active, onFiles, children }: DropTargetProps): ReactNode {
  const { t } = useText();
  const [over, setOver] = useState(false);
  // Enter and leave come for every element on the way; only the balance says whether the files are still above.
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent): boolean => active && event.dataTransfer.types.includes('Files');
  const end = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <section
      className={styles.target}
      data-testid="drop-zone"
      aria-label={t('intake.title')}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) end();
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        end();
        if (!active) return;
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files.length > 0) onFiles(files);
      }}
    >
      {children}
      {over ? (
        <div className={styles.veil}>
          <IconFileImport size={44} stroke={1.4} aria-hidden="true" />
          <strong>{t('intake.dropHere')}</strong>
          <span>{t('intake.dropHint')}</span>
        </div>
      ) : null}
    </section>
  );
}
