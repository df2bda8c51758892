import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PageView } from '../../../common/contract/views.ts';
import { pageImageUrl } from '../../connection/station-client.ts';
import { StateMark } from '../../design/state-mark.tsx';
import { useText } from '../../i18n/use-text.ts';
import styles from './page-strip.module.css';

interface PageStripProps {
  readonly pages: readonly PageView[];
  readonly currentId: string | undefined;
  readonly onPick: (pageId: string) => void;
}

/** Small pictures of pages in their order. */
export function PageStrip({ pages, currentId, onPick }: PageStripProps): ReactNode {
  return (
    <div className={styles.strip}>
      {pages.map((page, index) => (
        <Thumbnail key={page.id} page={page} number={index + 1} current={page.id === currentId} onPick={onPick} />
      ))}
    </div>
  );
}

interface ThumbnailProps {
  readonly page: PageView;
  readonly number: number;
  readonly current: boolean;
  readonly onPick: (pageId: string) => void;
}

function Thumbnail({ page, number, current, onPick }: ThumbnailProps): ReactNode {
  const { t } = useText();
  const [failed, setFailed] = useState(false);
  const label =
    page.state === 'unreadable'
      ? t('intake.pageBad', { number })
      : page.blank
        ? t('intake.pageBlank', { number })
        : String(number);
  return (
    <UnstyledButton
      className={styles.page}
      data-current={current || undefined}
      aria-current={current || undefined}
      aria-label={page.blank || page.state === 'unreadable' ? label : t('intake.pageNumber', { number })}
      data-testid={`page-${page.id}`}
      data-state={page.state}
      onClick={() => onPick(page.id)}
    >
      {page.state === 'reading' || failed ? (
        <StateMark state={failed ? 'wrong' : 'working'} size={22} />
      ) : (
        <img src={pageImageUrl(page.id, 'preview')} alt="" draggable={false} onError={() => setFailed(true)} />
      )}
      <span className={styles.number} data-bad={page.state === 'unreadable' || undefined}>
        {label}
      </span>
    </UnstyledButton>
  );
}
