import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { KeyCaps } from '../../commands/key-caps.tsx';
import { isComposing } from '../../commands/keys.ts';
import { Dialog } from '../../design/dialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './reason-dialog.module.css';

interface ReasonDialogProps {
  readonly title: string;
  readonly hint: string;
  /** Reasons that are often right; choosing one fills the words in, which stay editable. */
  readonly suggestions?: readonly string[];
  readonly submit: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for a reason in a person's words; Enter gives it. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const { t } = useText();
  const [words, setWords] = useState('');
  const { suggestions = [] } = props;
  const commands = suggestions.map((suggestion, index) => ({
    id: `reason.${index + 1}`,
    label: suggestion,
    keys: [`Alt+${index + 1}`],
    when: () => true,
    run: () => setWords(suggestion),
  }));
  const given = words.trim();
  const submit = (): void => {
    if (given !== '') props.onSubmit(given);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  };
  return (
    <Dialog commands={commands} onClose={props.onClose} title={props.title} size={520}>
      <p className={styles.hint}>{props.hint}</p>
      <div className={styles.suggestions}>
        {suggestions.map((suggestion, index) => (
          <UnstyledButton key={suggestion} className={styles.suggestion} onClick={() => setWords(suggestion)}>
            <KeyCaps chord={`Alt+${index + 1}`} /> {suggestion}
          </UnstyledButton>
        ))}
      </div>
      <Textarea
        data-autofocus
        label={t('intake.reason')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className={styles.actions}>
        <Button onClick={props.onClose}>{t('app.cancel')}</Button>
        <Button
          variant="filled"
          {...(props.danger ? { color: 'wrong' } : {})}
          disabled={given === ''}
          loading={props.busy ?? false}
          onClick={submit}
          aria-keyshortcuts="Enter"
        >
          {props.submit}
        </Button>
      </div>
    </Dialog>
  );
}
