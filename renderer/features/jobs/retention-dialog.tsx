import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { Dialog } from '../../design/dialog.tsx';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './jobs-screen.module.css';

const USUAL_DAYS = 30;
const MOST_DAYS = 3650;

/** How long images stay after the receipt, or for ever. */
export function RetentionDialog(props: { readonly days: number | null; readonly onClose: () => void }): ReactNode {
  const { t } = useText();
  const [words, setWords] = useState(String(props.days ?? USUAL_DAYS));
  const [forEver, setForEver] = useState(props.days === null);
  const days = /^\d{1,4}$/.test(words.trim()) ? Number(words) : 0;
  const valid = days >= 1 && days <= MOST_DAYS;
  const save = useOrder((value: number | null) => client.station.saveRetention({ days: value }), {
    onDone: (health) => {
      queryClient.setQueryData(station.station.health.queryKey(), health);
      sayDone(t('jobs.retentionSaved'));
      props.onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (forEver) save.mutate(null);
    else if (valid) save.mutate(days);
  };
  return (
    <Dialog
      onClose={props.onClose}
      size={440}
      title={t('jobs.setRetentionTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          label={t('jobs.setRetentionLabel')}
          description={t('jobs.setRetentionHint')}
          value={words}
          disabled={forEver}
          error={!forEver && !valid ? t('jobs.setRetentionWrong') : null}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Checkbox
          label={t('jobs.setRetentionNever')}
          checked={forEver}
          onChange={(event) => setForEver(event.currentTarget.checked)}
        />
        <div className={styles.actions}>
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!forEver && !valid}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
