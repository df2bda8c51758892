import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { Dialog } from '../../design/dialog.tsx';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import { saveText } from './save-text.ts';
import styles from './send-time-dialog.module.css';

interface ExportDialogProps {
  /** YYYY-MM-DD */
  readonly today: string;
  readonly onClose: () => void;
}

/** The list of what was sent, of one day or some, as a file. */
export function ExportDialog({ today, onClose }: ExportDialogProps): ReactNode {
  const { t } = useText();
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(today);
  const turned = from === '' || until === '' || from > until;
  const save = useOrder(() => client.delivery.exportSent({ from, until }), {
    onDone: ({ name, csv }) => {
      saveText(name, csv, 'text/csv;charset=utf-8');
      sayDone(t('delivery.exported', { name }));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!turned) save.mutate(undefined);
  };
  return (
    <Dialog
      onClose={onClose}
      size={440}
      title={t('delivery.exportTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.hint}>{t('delivery.exportHint')}</p>
        <div className={styles.pair}>
          <TextInput
            type="date"
            data-autofocus
            label={t('delivery.exportFrom')}
            value={from}
            max={today}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('delivery.exportUntil')}
            value={until}
            max={today}
            error={turned ? t('delivery.exportTurned') : null}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        <div className={styles.actions}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={turned}>
            {t('delivery.exportSave')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
