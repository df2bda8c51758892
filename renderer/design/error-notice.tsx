import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { errorWords, stationErrorOf } from '../connection/station-errors.ts';
import { currentLanguage } from '../i18n/i18n.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './error-notice.module.css';
import { Notice } from './notice.tsx';
import { StateMark } from './state-mark.tsx';

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** In the middle of the space that it has, instead of in the flow. */
  readonly fill?: boolean;
}

/** What went wrong, in the station's words: what happened, what is safe, what to do. */
export function ErrorNotice({ error, onRetry, fill = false }: ErrorNoticeProps): ReactNode {
  const { t, language } = useText();
  const info = stationErrorOf(error);
  const notice = (
    <div role="alert" className={fill ? styles.box : undefined}>
      <Notice
        tone="wrong"
        title={errorWords(info, language)}
        state={info.code}
        actions={
          onRetry === undefined ? undefined : (
            <Button size="xs" onClick={onRetry}>
              {t('app.retry')}
            </Button>
          )
        }
      />
    </div>
  );
  return fill ? <div className={styles.fill}>{notice}</div> : notice;
}

/** Says over the screen that something that was asked for could not be done. */
export function sayError(error: unknown): void {
  const info = stationErrorOf(error);
  notifications.show({
    id: `error-${info.code}`,
    message: errorWords(info, currentLanguage()),
    icon: <StateMark state="wrong" size={22} />,
    color: 'transparent',
    classNames: { root: styles.toast ?? '', description: styles.words ?? '' },
    autoClose: 9000,
    role: 'alert',
  });
}

/** Says over the screen that something is done, and what comes next. */
export function sayDone(title: string, next?: string): void {
  notifications.show({
    title,
    message: next,
    icon: <StateMark state="sure" size={22} />,
    color: 'transparent',
    classNames: { root: styles.toast ?? '', description: styles.words ?? '' },
    role: 'status',
  });
}
