import { Button, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CareState } from '../../../common/contract/care.ts';
import { client } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';
import { sayDone } from '../../design/error-notice.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './care.module.css';
import { noteCare } from './use-care.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/u;
const MOST_KEPT = 90;

/** Where backups go, when, and how many are kept. */
export function BackupForm({ backup }: { readonly backup: CareState['backup'] }): ReactNode {
  const { t } = useText();
  const [folder, setFolder] = useState(backup.folder ?? '');
  const [at, setAt] = useState(backup.at ?? '');
  const [keep, setKeep] = useState<number | string>(backup.keep);
  const save = useOrder(
    () =>
      client.care.saveBackup({
        folder: folder.trim() === '' ? null : folder.trim(),
        at: at.trim() === '' ? null : at.trim(),
        keep: Number(keep),
      }),
    {
      onDone: (state) => {
        noteCare(state);
        sayDone(t('care.saved'));
      },
    },
  );
  const timeWrong = at.trim() !== '' && !TIME.test(at.trim());
  const keepWrong = !Number.isInteger(Number(keep)) || Number(keep) < 1 || Number(keep) > MOST_KEPT;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!timeWrong && !keepWrong) save.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        className={styles.wide ?? ''}
        label={t('care.folder')}
        description={t('care.folderHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
      <TextInput
        label={t('care.at')}
        description={t('care.atHint')}
        inputMode="numeric"
        autoComplete="off"
        value={at}
        error={timeWrong ? t('care.atWrong') : null}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <NumberInput
        label={t('care.keep')}
        description={`1–${MOST_KEPT}`}
        min={1}
        max={MOST_KEPT}
        value={keep}
        onChange={setKeep}
      />
      <div className={styles.actions}>
        <Button type="submit" size="sm" variant="filled" disabled={timeWrong || keepWrong} loading={save.isPending}>
          {t('app.save')}
        </Button>
      </div>
    </form>
  );
}
