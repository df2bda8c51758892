import { ActionIcon, TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { FieldView } from '../../../common/contract/views.ts';
import { isComposing } from '../../commands/keys.ts';
import { client } from '../../connection/station-client.ts';
import { errorWords, stationErrorOf } from '../../connection/station-errors.ts';
import { useOrder } from '../../connection/use-order.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { editableFieldValue, formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { fieldValueOf } from '../fields/field-input.ts';
import { FIELD_MARKS, fieldState } from '../fields/field-state.ts';
import { SourceTag } from '../fields/source-tag.tsx';
import styles from './field-row.module.css';
import { showDossier } from './use-dossier-orders.ts';

interface FieldRowProps {
  readonly dossierId: string;
  readonly paperId: string;
  readonly field: FieldView;
  readonly current: boolean;
  readonly editing: boolean;
  readonly editable: boolean;
  readonly onPick: () => void;
  readonly onEdit: (on: boolean) => void;
}

/** One field: how sure, what it is, its value, where that came from; edited in place. */
export function FieldRow(props: FieldRowProps): ReactNode {
  const { t, fieldLabel } = useText();
  const { field, current, editing, editable } = props;
  const row = useRef<HTMLDivElement>(null);
  const state = fieldState(field);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div
      ref={row}
      className={styles.row}
      data-current={current || undefined}
      data-testid={`field-${field.key}`}
      data-value={field.value ?? ''}
      data-source={field.source ?? ''}
      data-state={state}
    >
      <StateMark state={FIELD_MARKS[state]} label={t(`fieldState.${state}`)} />
      {editing ? (
        <FieldEditor {...props} />
      ) : (
        <UnstyledButton
          className={styles.pick}
          aria-current={current || undefined}
          onClick={props.onPick}
          onDoubleClick={() => editable && props.onEdit(true)}
        >
          <span className={styles.label}>{fieldLabel(field.key)}</span>
          <span className={styles.value} data-none={field.value === null || undefined}>
            {field.value === null ? t('intake.notRead') : formatFieldValue(field.value, field.kind)}
          </span>
          {field.doubtful && field.why !== null && current ? <Why field={field} /> : null}
        </UnstyledButton>
      )}
      {editing ? null : (
        <span className={styles.end}>
          {field.source === null ? null : <SourceTag source={field.source} />}
          {editable && current ? (
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={`${t('intake.editField')}: ${fieldLabel(field.key)}`}
              onClick={() => props.onEdit(true)}
            >
              <IconPencil size={16} />
            </ActionIcon>
          ) : null}
        </span>
      )}
    </div>
  );
}

function Why({ field }: { readonly field: FieldView }): ReactNode {
  const { either } = useText();
  return <span className={styles.why}>{field.why === null ? null : either(field.why.vi, field.why.en)}</span>;
}

function FieldEditor({ dossierId, paperId, field, onEdit }: FieldRowProps): ReactNode {
  const { t, fieldLabel, language } = useText();
  const [typed, setTyped] = useState(() => editableFieldValue(field.value ?? '', field.kind));
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const save = useOrder((value: string) => client.intake.setField({ dossierId, paperId, key: field.key, value }), {
    queue: `dossier-${dossierId}`,
    onDone: (dossier) => {
      showDossier(dossier);
      onEdit(false);
    },
    onError: (error) => {
      setProblem(errorWords(stationErrorOf(error), language));
      return true;
    },
  });
  const commit = (): void => {
    const value = fieldValueOf(typed, field.kind);
    if (value === (field.value ?? '') && field.source === 'keyed') onEdit(false);
    else save.mutate(value);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') onEdit(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <TextInput
      ref={input}
      className={styles.editor ?? ''}
      label={fieldLabel(field.key)}
      description={t('intake.editHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      autoFocus
      spellCheck={false}
      autoComplete="off"
      maxLength={1000}
      value={typed}
      error={problem}
      disabled={save.isPending}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKey}
    />
  );
}
