import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { Dialog } from '../../design/dialog.tsx';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './send-time-dialog.module.css';
import { timeOfDay } from './time-of-day.ts';

interface SendTimeDialogProps {
  readonly sendAt: string | null;
  readonly onClose: () => void;
}

/** Near the end of a counter's day; only a proposal. */
const USUAL_TIME = '16:45';

/** At what time of day the batch starts by itself, or never. */
export function SendTimeDialog({ sendAt, onClose }: SendTimeDialogProps): ReactNode {
  const { t } = useText();
  const [time, setTime] = useState(sendAt ?? USUAL_TIME);
  const [byHand, setByHand] = useState(sendAt === null);
  const at = timeOfDay(time);
  const save = useOrder((value: string | null) => client.delivery.setSendAt({ sendAt: value }), {
    onDone: (overview) => {
      queryClient.setQueryData(station.delivery.overview.queryKey(), overview);
      sayDone(t('delivery.timeSaved'));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (byHand) save.mutate(null);
    else if (at !== null) save.mutate(at);
  };
  return (
    <Dialog
      onClose={onClose}
      size={420}
      title={t('delivery.setTimeTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          inputMode="numeric"
          placeholder={USUAL_TIME}
          autoComplete="off"
          data-autofocus
          label={t('delivery.setTimeLabel')}
          description={t('delivery.setTimeHint')}
          value={time}
          disabled={byHand}
          error={!byHand && at === null ? t('delivery.setTimeWrong') : null}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Checkbox
          label={t('delivery.setTimeNone')}
          checked={byHand}
          onChange={(event) => setByHand(event.currentTarget.checked)}
        />
        <div className={styles.actions}>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!byHand && at === null}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
