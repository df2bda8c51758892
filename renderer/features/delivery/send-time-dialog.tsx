import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DeliveryOverview } from '../../../common/contract/delivery.ts';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { FormDialog } from '../../design/form-dialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './send-time-dialog.module.css';
import { timeOfDay } from './time-of-day.ts';
import { wholeNumber } from './whole-number.ts';

interface SendTimeDialogProps {
  readonly plan: Pick<DeliveryOverview, 'sendAt' | 'idleMinutes' | 'kbitPerSecond' | 'maxFileMB'>;
  readonly onClose: () => void;
}

/** Near the end of a counter's day; only a proposal. */
const USUAL_TIME = '16:45';
const LIMITS = { idle: [1, 600], rate: [8, 10_000_000], file: [1, 10_000] } as const;

/** When the batch starts by itself, how much of the line it takes, and which files the portal takes. */
export function SendTimeDialog({ plan, onClose }: SendTimeDialogProps): ReactNode {
  const { t } = useText();
  const [time, setTime] = useState(plan.sendAt ?? USUAL_TIME);
  const [byHand, setByHand] = useState(plan.sendAt === null);
  const [idle, setIdle] = useState(String(plan.idleMinutes ?? ''));
  const [rate, setRate] = useState(String(plan.kbitPerSecond ?? ''));
  const [file, setFile] = useState(String(plan.maxFileMB));
  const at = timeOfDay(time);
  const idleMinutes = wholeNumber(idle, ...LIMITS.idle);
  const kbitPerSecond = wholeNumber(rate, ...LIMITS.rate);
  const maxFileMB = wholeNumber(file, ...LIMITS.file);
  const wrong = (!byHand && at === null) || idleMinutes === false || kbitPerSecond === false || !maxFileMB;
  const save = useOrder((value: Parameters<typeof client.delivery.setPlan>[0]) => client.delivery.setPlan(value), {
    onDone: (overview) => {
      queryClient.setQueryData(station.delivery.overview.queryKey(), overview);
      sayDone(t('delivery.timeSaved'));
      onClose();
    },
  });
  const submit = (): void => {
    if (idleMinutes === false || kbitPerSecond === false || !maxFileMB) return;
    save.mutate({ sendAt: byHand ? null : at, idleMinutes, kbitPerSecond, maxFileMB });
  };
  return (
    <FormDialog
      title={t('delivery.setTimeTitle')}
      size={460}
      submit={t('app.save')}
      busy={save.isPending}
      wrong={wrong}
      onSubmit={submit}
      onClose={onClose}
    >
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
      <TextInput
        inputMode="numeric"
        autoComplete="off"
        label={t('delivery.idleLabel')}
        description={t('delivery.idleHint')}
        value={idle}
        error={idleMinutes === false ? t('delivery.numberWrong', { from: 1, to: 600 }) : null}
        onChange={(event) => setIdle(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          label={t('delivery.rateLabel')}
          description={t('delivery.rateHint')}
          value={rate}
          error={kbitPerSecond === false ? t('delivery.numberWrong', { from: 8, to: '10.000.000' }) : null}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          label={t('delivery.fileLabel')}
          description={t('delivery.fileHint')}
          value={file}
          error={maxFileMB ? null : t('delivery.numberWrong', { from: 1, to: '10.000' })}
          onChange={(event) => setFile(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}
