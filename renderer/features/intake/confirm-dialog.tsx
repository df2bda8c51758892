import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { useText } from '../../i18n/use-text.ts';

interface ConfirmDialogProps {
  readonly title: string;
  /** What it does and what it leaves. */
  readonly hint: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something leaves the dossier. */
export function ConfirmDialog({ title, hint, submit, busy, onSubmit, onClose }: ConfirmDialogProps): ReactNode {
  const { t } = useText();
  return (
    <Dialog onClose={onClose} size={460} title={title}>
      <p style={{ margin: '0 0 16px', color: 'var(--muted)' }}>{hint}</p>
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button variant="filled" color="wrong" data-autofocus loading={busy} onClick={onSubmit}>
          {submit}
        </Button>
      </div>
    </Dialog>
  );
}
