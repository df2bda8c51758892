import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { FormDialog } from '../../design/form-dialog.tsx';
import { useText } from '../../i18n/use-text.ts';

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
  return (
    <FormDialog
      title={t('jobs.setRetentionTitle')}
      size={440}
      submit={t('app.save')}
      busy={save.isPending}
      wrong={!forEver && !valid}
      onSubmit={() => save.mutate(forEver ? null : days)}
      onClose={props.onClose}
    >
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
    </FormDialog>
  );
}
