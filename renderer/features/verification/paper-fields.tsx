import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { DossierDetail, FieldView, PaperView } from '../../../common/contract/views.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { GroupTitle } from '../../design/panel.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { formatFieldValue } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { FIELD_MARKS, fieldState } from '../fields/field-state.ts';
import { hasStructure, PaperStructure } from '../fields/paper-structure.tsx';
import styles from './paper-fields.module.css';
import { type FieldRef, refOf } from './walk.ts';

interface PaperFieldsProps {
  readonly dossier: DossierDetail;
  readonly paper: PaperView;
  readonly current: FieldRef | null;
  readonly sent: ReadonlySet<FieldRef>;
  readonly onPick: (ref: FieldRef) => void;
}

/** All fields of the paper in view, the sure ones too, with its header block and lists; and the way to other papers. */
export function PaperFields({ dossier, paper, current, sent, onPick }: PaperFieldsProps): ReactNode {
  const { t, paperType } = useText();
  const others = dossier.papers.filter((each) => each.id !== paper.id && each.fields.length > 0);
  const bare = dossier.papers.filter((each) => each.id !== paper.id && each.fields.length === 0 && hasStructure(each));
  return (
    <section aria-label={t('verify.fieldsOf')} className={styles.section}>
      <GroupTitle>{t('verify.fieldsOf')}</GroupTitle>
      {paper.fields.map((field) => (
        <Row
          key={field.key}
          field={field}
          current={refOf(paper, field) === current}
          sent={sent.has(refOf(paper, field))}
          onPick={() => onPick(refOf(paper, field))}
        />
      ))}
      <PaperStructure paper={paper} />
      {others.length === 0 ? null : (
        <>
          <GroupTitle>{t('verify.papers')}</GroupTitle>
          {others.map((other) => {
            const first = other.fields[0];
            return (
              <UnstyledButton
                key={other.id}
                className={styles.row}
                tabIndex={-1}
                onClick={() => first && onPick(refOf(other, first))}
              >
                <StateMark state="waiting" size={17} />
                <span className={styles.paper}>{paperType(other.type)}</span>
              </UnstyledButton>
            );
          })}
        </>
      )}
      {bare.map((other) => (
        <section key={other.id} aria-label={paperType(other.type)}>
          <GroupTitle>{paperType(other.type)}</GroupTitle>
          <PaperStructure paper={other} />
        </section>
      ))}
    </section>
  );
}

interface RowProps {
  readonly field: FieldView;
  readonly current: boolean;
  readonly sent: boolean;
  readonly onPick: () => void;
}

function Row({ field, current, sent, onPick }: RowProps): ReactNode {
  const { t, fieldLabel } = useText();
  const row = useRef<HTMLButtonElement>(null);
  const state = fieldState(field);
  const mark: MarkState = sent ? 'working' : FIELD_MARKS[state];
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <UnstyledButton
      ref={row}
      className={styles.row}
      tabIndex={-1}
      data-current={current || undefined}
      data-testid={`field-${field.key}`}
      data-value={field.value ?? ''}
      data-source={field.source ?? ''}
      data-state={state}
      onClick={onPick}
    >
      <StateMark state={mark} size={17} label={sent ? t('app.saving') : t(`fieldState.${state}`)} />
      <span className={styles.label}>{fieldLabel(field.key)}</span>
      <span className={styles.value} title={field.value ?? undefined}>
        {field.value === null ? '—' : formatFieldValue(field.value, field.kind)}
      </span>
    </UnstyledButton>
  );
}
