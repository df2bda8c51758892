import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  readonly title: string;
  readonly size: number;
  /** Words of the button that does it. */
  readonly submit: string;
  readonly busy: boolean;
  /** What was typed can't be taken. */
  readonly wrong: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A few things to key and one button; Enter does it from any field. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { t } = useText();
  const { title, size, busy, wrong, onClose } = props;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!wrong) props.onSubmit();
  };
  return (
    <Dialog onClose={onClose} size={size} title={title}>
      <form onSubmit={submit} className={styles.form}>
        {props.children}
        <div className={styles.actions}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="filled" loading={busy} disabled={wrong}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
