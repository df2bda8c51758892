import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { GroupTitle } from '../../design/panel.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { FieldRef, Place } from './walk.ts';

interface WalkProgressProps {
  readonly walk: readonly FieldRef[];
  readonly place: Place;
  /** Doubtful fields still open. */
  readonly open: number;
}

/** How far along the doubtful fields the supervisor is. */
export function WalkProgress({ walk, place, open }: WalkProgressProps): ReactNode {
  const { t } = useText();
  const at = place.kind === 'field' ? walk.indexOf(place.ref) : walk.length;
  const words =
    place.kind === 'final'
      ? t('verify.progressDone')
      : at === -1
        ? t('verify.progressSure')
        : t('verify.progress', { at: at + 1, total: walk.length });
  const share = walk.length === 0 ? 100 : ((walk.length - open) / walk.length) * 100;
  return (
    <>
      <GroupTitle>{words}</GroupTitle>
      <Progress value={share} size={6} mx={16} mb={10} aria-label={words} transitionDuration={200} />
    </>
  );
}
