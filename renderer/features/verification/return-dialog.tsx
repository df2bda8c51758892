import { Button, Radio, Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { RETURN_REASONS } from '../../../common/contract/verification.ts';
import type { DossierDetail } from '../../../common/contract/views.ts';
import { isComposing } from '../../commands/keys.ts';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { Dialog } from '../../design/dialog.tsx';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import { refreshLists } from '../intake/use-dossier-orders.ts';
import styles from './return-dialog.module.css';

type ReturnReason = (typeof RETURN_REASONS)[number];

interface ReturnDialogProps {
  readonly dossier: DossierDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Why the dossier goes back, as a code for the counts and in words for the clerk. */
export function ReturnDialog({ dossier, onDone, onClose }: ReturnDialogProps): ReactNode {
  const { t } = useText();
  const [code, setCode] = useState<ReturnReason>('unreadable');
  const [words, setWords] = useState('');
  const order = useOrder(
    (reason: { code: ReturnReason; words: string }) =>
      client.verification.returnDossier({ dossierId: dossier.id, ...reason }),
    {
      queue: `dossier-${dossier.id}`,
      onDone: () => {
        sayDone(t('verify.returned', { code: dossier.code }));
        refreshLists();
        onClose();
        onDone();
      },
    },
  );
  const given = words.trim();
  const submit = (): void => {
    if (given !== '' && !order.isPending) order.mutate({ code, words: given });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  };
  return (
    <Dialog onClose={onClose} size={540} title={t('verify.returnTitle')}>
      <p className={styles.hint}>{t('verify.returnHint')}</p>
      <Radio.Group
        value={code}
        onChange={(value) => setCode(RETURN_REASONS.find((each) => each === value) ?? 'other')}
        aria-label={t('intake.reason')}
      >
        <div className={styles.codes}>
          {RETURN_REASONS.map((reason, index) => (
            <Radio
              key={reason}
              value={reason}
              label={t(`verify.reasons.${reason}`)}
              data-autofocus={index === 0 || undefined}
              data-testid={`return-${reason}`}
            />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('verify.returnWords')}
        placeholder={t('verify.returnPlaceholder')}
        autosize
        minRows={3}
        maxRows={6}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button
          variant="filled"
          color="wrong"
          disabled={given === ''}
          loading={order.isPending}
          onClick={submit}
          aria-keyshortcuts="Enter"
        >
          {t('verify.returnSubmit')}
        </Button>
      </div>
    </Dialog>
  );
}
