import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComponentView } from '../../../common/contract/views.ts';
import { type MarkState, StateMark } from '../../design/state-mark.tsx';
import { type Text, useText } from '../../i18n/use-text.ts';
import type { PanelActions } from './component-panel.tsx';
import styles from './component-row.module.css';

interface ComponentRowProps {
  readonly component: ComponentView;
  readonly editable: boolean;
  readonly actions: PanelActions;
  /** The papers under it. */
  readonly children: readonly ReactNode[];
}

/** One component of the procedure: there, missing, or missing with a reason. */
export function ComponentRow({ component, editable, actions, children }: ComponentRowProps): ReactNode {
  const text = useText();
  const { t, either } = text;
  const name = either(component.name, component.nameEn);
  return (
    <div className={styles.component} data-testid={`component-${component.code}`} data-state={component.state}>
      <div className={styles.head}>
        <StateMark state={markOf(component)} label={t(`intake.${component.state}`)} />
        <div className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.need}>{needWords(component, text)}</span>
          {component.state === 'missing' && component.required && editable ? (
            <Button
              size="compact-xs"
              variant="subtle"
              ml={-8}
              onClick={() => actions.excuse(component)}
              aria-label={`${t('intake.excuse')}: ${name}`}
            >
              {t('intake.excuse')}
            </Button>
          ) : null}
          {component.state === 'excused' && editable ? (
            <Button
              size="compact-xs"
              variant="subtle"
              ml={-8}
              onClick={() => actions.unexcuse(component)}
              aria-label={`${t('intake.unexcuse')}: ${name}`}
            >
              {t('intake.unexcuse')}
            </Button>
          ) : null}
        </div>
      </div>
      {children}
    </div>
  );
}

function markOf(component: ComponentView): MarkState {
  if (component.state === 'present') return 'sure';
  if (component.state === 'excused') return 'excused';
  return 'waiting';
}

function needWords(component: ComponentView, { t }: Text): string {
  if (component.excuse !== null && component.state === 'excused')
    return t('intake.mayMiss', { reason: component.excuse });
  const copy = { original: t('intake.copyOriginal'), copy: t('intake.copyCopy'), either: t('intake.copyEither') }[
    component.copy
  ];
  if (component.state === 'present') return copy;
  return `${component.required ? t('intake.isRequired') : t('intake.ifAny')} · ${copy}`;
}
