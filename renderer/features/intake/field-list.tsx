import type { ReactNode } from 'react';
import type { FieldView, PaperView } from '../../../common/contract/views.ts';
import { GroupTitle } from '../../design/panel.tsx';
import { useText } from '../../i18n/use-text.ts';
import { PaperStructure } from '../fields/paper-structure.tsx';
import styles from './field-list.module.css';
import { FieldRow } from './field-row.tsx';

interface FieldListProps {
  readonly dossierId: string;
  readonly paper: PaperView;
  readonly current: FieldView | null;
  readonly editing: boolean;
  readonly editable: boolean;
  readonly onPick: (field: FieldView) => void;
  readonly onEdit: (field: FieldView | null) => void;
}

/** The fields of the paper in view, in printed order; below, its header block and lists. */
export function FieldList(props: FieldListProps): ReactNode {
  const { t, paperType } = useText();
  const { paper } = props;
  return (
    <section aria-label={t('intake.fields')} className={styles.section}>
      <GroupTitle end={<span className={styles.paper}>{paperType(paper.type)}</span>}>{t('intake.fields')}</GroupTitle>
      {paper.fields.length === 0 ? <p className={styles.none}>{t('intake.noFields')}</p> : null}
      {paper.fields.map((field) => (
        <FieldRow
          key={`${paper.id}/${field.key}`}
          dossierId={props.dossierId}
          paperId={paper.id}
          field={field}
          current={field.key === props.current?.key}
          editing={props.editing && field.key === props.current?.key}
          editable={props.editable}
          onPick={() => props.onPick(field)}
          onEdit={(on) => props.onEdit(on ? field : null)}
        />
      ))}
      <PaperStructure paper={paper} />
    </section>
  );
}
