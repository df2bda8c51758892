import { ActionIcon } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import type { PageView } from '../../../common/contract/views.ts';
import type { Box } from '../../../common/domain/reading.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import { litBand } from './page-geometry.ts';
import styles from './page-image.module.css';
import { usePageViewer } from './use-page-viewer.ts';

/** Where a field stands on the page. */
export interface PageMark {
  readonly key: string;
  readonly box: Box;
  readonly tone: 'sure' | 'doubtful' | 'missing';
  readonly label: string;
}

interface PageImageProps {
  readonly page: PageView;
  readonly marks: readonly PageMark[];
  readonly selected: string | null;
  /** Brings the selected field to reading size and dims the rest of the page. */
  readonly focusSelected?: boolean;
  readonly onPick?: (key: string) => void;
  /** Above the image, bottom centre. */
  readonly children?: ReactNode;
}

/** The page, to be panned and zoomed, with the places of its fields. */
export function PageImage({
  page,
  marks,
  selected,
  focusSelected = false,
  onPick,
  children,
}: PageImageProps): ReactNode {
  const { t } = useText();
  const holder = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const current = marks.find((mark) => mark.key === selected);
  const size = { width: page.width ?? 0, height: page.height ?? 0 };
  const viewer = usePageViewer({
    holder,
    layer,
    page,
    target: current?.box ?? null,
    close: focusSelected,
  });
  useCommands(zoomCommands(viewer, t));
  return (
    <div className={styles.frame}>
      <div
        ref={holder}
        className={styles.holder}
        role="img"
        aria-label={t('image.label')}
        data-testid="page-image"
        data-state={viewer.state}
      />
      <div className={styles.clip}>
        <div
          ref={layer}
          className={styles.layer}
          style={{ width: size.width, height: size.height }}
          hidden={viewer.state !== 'shown'}
        >
          {focusSelected && current !== undefined ? (
            <div className={styles.lit} style={place(litBand(current.box, size))} />
          ) : null}
          {onePerPlace(marks, selected).map((mark) => (
            <button
              key={mark.key}
              type="button"
              tabIndex={-1}
              className={styles.mark}
              data-tone={mark.tone}
              data-selected={mark.key === selected || undefined}
              data-quiet={(focusSelected && mark.key !== selected) || undefined}
              style={placeBox(mark.box)}
              aria-label={mark.label}
              onClick={() => onPick?.(mark.key)}
            />
          ))}
        </div>
      </div>
      {viewer.state === 'failed' ? (
        <div className={styles.failed}>
          <EmptyState icon={<StateMark state="wrong" size={28} />} title={t('intake.imageFailed')} />
        </div>
      ) : null}
      <div className={styles.tools}>
        <ActionIcon className={styles.tool ?? ''} aria-label={t('image.zoomIn')} onClick={viewer.zoomIn}>
          <IconPlus size={18} />
        </ActionIcon>
        <ActionIcon className={styles.tool ?? ''} aria-label={t('image.zoomOut')} onClick={viewer.zoomOut}>
          <IconMinus size={18} />
        </ActionIcon>
        <ActionIcon className={styles.tool ?? ''} aria-label={t('image.fit')} onClick={viewer.fit}>
          <IconArrowsMaximize size={18} />
        </ActionIcon>
      </div>
      {children}
    </div>
  );
}

interface Zooming {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
}

function zoomCommands(viewer: Zooming, t: ReturnType<typeof useText>['t']): readonly Command[] {
  const always = (): boolean => true;
  return [
    { id: 'image.zoom-in', label: t('image.zoomIn'), keys: ['Ctrl+ArrowUp', '+'], when: always, run: viewer.zoomIn },
    {
      id: 'image.zoom-out',
      label: t('image.zoomOut'),
      keys: ['Ctrl+ArrowDown', '-'],
      when: always,
      run: viewer.zoomOut,
    },
    { id: 'image.fit', label: t('image.fit'), keys: ['Ctrl+0'], when: always, run: viewer.fit },
  ];
}

function place(area: { x: number; y: number; width: number; height: number }): CSSProperties {
  return { left: area.x, top: area.y, width: area.width, height: area.height };
}

function placeBox([left, top, width, height]: Box): CSSProperties {
  return { left, top, width, height };
}

/** Values of one code share its place; one frame stands for them, that of the selected one if it is among them. */
function onePerPlace(marks: readonly PageMark[], selected: string | null): readonly PageMark[] {
  const places = new Map<string, PageMark>();
  for (const mark of marks) {
    const place = mark.box.join(',');
    if (!places.has(place) || mark.key === selected) places.set(place, mark);
  }
  return [...places.values()];
}
