import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { FormDialog } from '../../design/form-dialog.tsx';
import { editableFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { fieldValueOf } from '../fields/field-input.ts';
import { saveText } from './save-text.ts';
import styles from './send-time-dialog.module.css';

interface ExportDialogProps {
  /** YYYY-MM-DD */
  readonly today: string;
  readonly onClose: () => void;
}

/** YYYY-MM-DD of a day as hands type it; null when it is none. */
function dayOf(typed: string): string | null {
  const day = fieldValueOf(typed, 'date');
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
}

/** The list of what was sent, of one day or some, as a file. */
export function ExportDialog({ today, onClose }: ExportDialogProps): ReactNode {
  const { t } = useText();
  const [typedFrom, setTypedFrom] = useState(() => editableFieldValue(today, 'date'));
  const [typedUntil, setTypedUntil] = useState(() => editableFieldValue(today, 'date'));
  const from = dayOf(typedFrom);
  const until = dayOf(typedUntil);
  const turned = from !== null && until !== null && from > until;
  const wrong = from === null || until === null || turned;
  const save = useOrder((days: { from: string; until: string }) => client.delivery.exportSent(days), {
    onDone: ({ name, csv }) => {
      saveText(name, csv, 'text/csv;charset=utf-8');
      sayDone(t('delivery.exported', { name }));
      onClose();
    },
  });
  const submit = (): void => {
    if (from !== null && until !== null) save.mutate({ from, until });
  };
  return (
    <FormDialog
      title={t('delivery.exportTitle')}
      size={440}
      submit={t('delivery.exportSave')}
      busy={save.isPending}
      wrong={wrong}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={styles.hint}>{t('delivery.exportHint')}</p>
      <div className={styles.pair}>
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          label={t('delivery.exportFrom')}
          value={typedFrom}
          error={from === null ? t('delivery.exportNoDay') : null}
          onChange={(event) => setTypedFrom(event.currentTarget.value)}
        />
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          label={t('delivery.exportUntil')}
          value={typedUntil}
          error={until === null ? t('delivery.exportNoDay') : turned ? t('delivery.exportTurned') : null}
          onChange={(event) => setTypedUntil(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}
