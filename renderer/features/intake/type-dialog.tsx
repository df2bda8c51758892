import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PaperView } from '../../../common/contract/views.ts';
import { DOCUMENT_TYPE_IDS, type DocumentTypeId } from '../../../common/domain/document-types.ts';
import { Dialog } from '../../design/dialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './type-dialog.module.css';

interface TypeDialogProps {
  readonly paper: PaperView;
  readonly onPick: (type: DocumentTypeId) => void;
  readonly onClose: () => void;
}

/** What kind of paper is this, when the reader took it for another. */
export function TypeDialog({ paper, onPick, onClose }: TypeDialogProps): ReactNode {
  const { t, paperType } = useText();
  return (
    <Dialog onClose={onClose} size={480} title={t('intake.changeTypeTitle')}>
      <p className={styles.hint}>{t('intake.changeTypeHint')}</p>
      {DOCUMENT_TYPE_IDS.map((type) => (
        <UnstyledButton
          key={type}
          className={styles.type}
          aria-current={type === paper.type || undefined}
          data-autofocus={type === paper.type || undefined}
          onClick={() => (type === paper.type ? onClose() : onPick(type))}
        >
          {paperType(type)}
        </UnstyledButton>
      ))}
    </Dialog>
  );
}
