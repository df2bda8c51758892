import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComponentView, PaperView } from '../../../common/contract/views.ts';
import type { MarkState } from '../../design/mark-state.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { type Text, useText } from '../../i18n/use-text.ts';
import type { PanelActions } from './component-panel.tsx';
import styles from './component-row.module.css';
import { PaperRow } from './paper-row.tsx';

interface ComponentRowProps {
  readonly component: ComponentView;
  readonly components: readonly ComponentView[];
  /** The papers under it. */
  readonly papers: readonly PaperView[];
  readonly findingsOf: (paper: PaperView) => number;
  readonly currentId: string | undefined;
  readonly editable: boolean;
  readonly actions: PanelActions;
}

/** One component of the procedure: there, missing, or missing with a reason. One paper takes its row, more stand below. */
export function ComponentRow(props: ComponentRowProps): ReactNode {
  const text = useText();
  const { t, either, paperType } = text;
  const { component, components, papers, currentId, editable, actions } = props;
  const name = either(component.name, component.nameEn);
  const only = papers.length === 1 ? papers[0] : undefined;
  return (
    <div className={styles.component} data-testid={`component-${component.code}`} data-state={component.state}>
      {only !== undefined ? (
        <PaperRow
          paper={only}
          findings={props.findingsOf(only)}
          title={name}
          note={component.documentTypes.includes(only.type) ? copyWords(component, text) : paperType(only.type)}
          components={components}
          current={only.id === currentId}
          editable={editable}
          actions={actions}
        />
      ) : (
        <>
          <div className={styles.head}>
            <StateMark state={MARKS[component.state]} label={t(`intake.${component.state}`)} />
            <div className={styles.words}>
              <span className={styles.name} title={name}>
                {name}
              </span>
              <span className={styles.need}>{needWords(component, text)}</span>
              {editable ? <ExcuseButton component={component} name={name} actions={actions} /> : null}
            </div>
          </div>
          {papers.map((paper) => (
            <PaperRow
              key={paper.id}
              paper={paper}
              findings={props.findingsOf(paper)}
              title={paperType(paper.type)}
              nested
              components={components}
              current={paper.id === currentId}
              editable={editable}
              actions={actions}
            />
          ))}
        </>
      )}
    </div>
  );
}

interface ExcuseButtonProps {
  readonly component: ComponentView;
  readonly name: string;
  readonly actions: PanelActions;
}

function ExcuseButton({ component, name, actions }: ExcuseButtonProps): ReactNode {
  const { t } = useText();
  const excused = component.state === 'excused';
  if (!excused && !(component.state === 'missing' && component.required)) return null;
  const label = excused ? t('intake.unexcuse') : t('intake.excuse');
  return (
    <UnstyledButton
      className={styles.excuse}
      aria-label={`${label}: ${name}`}
      onClick={() => (excused ? actions.unexcuse(component) : actions.excuse(component))}
    >
      {label}
    </UnstyledButton>
  );
}

const MARKS: Readonly<Record<ComponentView['state'], MarkState>> = {
  present: 'sure',
  missing: 'waiting',
  excused: 'excused',
};

function copyWords(component: ComponentView, { t }: Text): string {
  return { original: t('intake.copyOriginal'), copy: t('intake.copyCopy'), either: t('intake.copyEither') }[
    component.copy
  ];
}

function needWords(component: ComponentView, text: Text): string {
  const { t } = text;
  if (component.state === 'excused' && component.excuse !== null)
    return t('intake.mayMiss', { reason: component.excuse });
  if (component.state === 'present') return copyWords(component, text);
  return `${component.required ? t('intake.isRequired') : t('intake.ifAny')} · ${copyWords(component, text)}`;
}
