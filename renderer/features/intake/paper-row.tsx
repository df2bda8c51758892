import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import {
  IconDots,
  IconFileArrowRight,
  IconFileDislike,
  IconFileDownload,
  IconFileSearch,
  IconFileX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ComponentView, PaperView } from '../../../common/contract/views.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import { doubtfulCount } from '../fields/field-state.ts';
import type { PanelActions } from './component-panel.tsx';
import styles from './paper-row.module.css';

interface PaperRowProps {
  readonly paper: PaperView;
  /** Open findings about it. */
  readonly findings: number;
  /** What the row is called: the component that it stands for, or the kind of paper. */
  readonly title: string;
  readonly note?: string;
  /** One of several under a component. */
  readonly nested?: boolean;
  readonly components: readonly ComponentView[];
  readonly current: boolean;
  readonly editable: boolean;
  readonly actions: PanelActions;
}

/** One paper: what it is, how long, how much of it wants eyes; and what can be done with it. */
export function PaperRow({
  paper,
  findings,
  title,
  note,
  nested = false,
  components,
  current,
  editable,
  actions,
}: PaperRowProps): ReactNode {
  const { t, paperType } = useText();
  const doubtful = doubtfulCount(paper);
  const news = [
    t('intake.pages', { count: paper.pageIds.length }),
    ...(note === undefined ? [] : [note]),
    ...(findings > 0 ? [t('intake.toCheck', { count: findings })] : []),
    ...(doubtful > 0 ? [t('intake.unsure', { count: doubtful })] : []),
  ];
  return (
    <div
      className={styles.row}
      data-current={current || undefined}
      data-nested={nested || undefined}
      data-testid={`paper-${paper.type}`}
      data-paper={paper.id}
      data-component={paper.componentCode ?? ''}
    >
      <UnstyledButton
        className={styles.pick}
        aria-current={current || undefined}
        onClick={() => actions.choose({ paperId: paper.id, pageId: null, field: null })}
      >
        <StateMark
          state={findings > 0 ? 'doubtful' : 'sure'}
          size={nested ? 15 : 18}
          label={findings > 0 ? t('fieldState.doubtful') : t('intake.present')}
        />
        <span className={styles.words}>
          <span className={styles.name} title={title}>
            {title}
          </span>
          <span className={styles.news}>{news.join(' · ')}</span>
        </span>
      </UnstyledButton>
      {editable ? (
        <PaperMenu paper={paper} name={paperType(paper.type)} components={components} actions={actions} />
      ) : null}
    </div>
  );
}

interface PaperMenuProps {
  readonly paper: PaperView;
  readonly name: string;
  readonly components: readonly ComponentView[];
  readonly actions: PanelActions;
}

function PaperMenu({ paper, name, components, actions }: PaperMenuProps): ReactNode {
  const { t, either } = useText();
  const others = components.filter((component) => component.code !== paper.componentCode);
  return (
    <Menu position="bottom-end" width={300} withArrow>
      <Menu.Target>
        {paper.componentCode === null ? (
          <Button size="compact-sm" variant="light" aria-label={t('intake.paperMenu', { paper: name })}>
            {t('intake.putUnder')}
          </Button>
        ) : (
          <ActionIcon variant="subtle" color="gray" aria-label={t('intake.paperMenu', { paper: name })}>
            <IconDots size={18} />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('intake.moveTo')}</Menu.Label>
        {others.map((component) => (
          <Menu.Item
            key={component.code}
            leftSection={<IconFileArrowRight size={16} />}
            data-testid={`assign-${component.code}`}
            onClick={() => actions.assign(paper, component.code)}
          >
            {either(component.name, component.nameEn)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {paper.componentCode === null ? null : (
          <Menu.Item
            leftSection={<IconFileDislike size={16} />}
            data-testid="unassign"
            onClick={() => actions.assign(paper, null)}
          >
            {t('intake.takeOut')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFileSearch size={16} />} onClick={() => actions.changeType(paper)}>
          {t('intake.changeType')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileDownload size={16} />} onClick={() => actions.replace(paper)}>
          {t('intake.replacePaper')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileX size={16} />} color="wrong" onClick={() => actions.remove(paper)}>
          {t('intake.removePaper')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
