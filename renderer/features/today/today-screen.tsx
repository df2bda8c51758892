import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TodayView } from '../../../common/contract/station.ts';
import { useSession } from '../../app/session.ts';
import type { Command } from '../../commands/command.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { station } from '../../connection/station-client.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Screen } from '../../design/screen.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { formatLongDay, formatNumber } from '../../i18n/format.ts';
import { type Text, useText } from '../../i18n/use-text.ts';
import { CareLine } from '../care/care-line.tsx';
import { RecentDossiers } from './recent-dossiers.tsx';
import { Tile } from './tile.tsx';
import styles from './today-screen.module.css';

/** The day at a glance; every number leads to where something can be done about it. */
export function TodayScreen(): ReactNode {
  const { t, language } = useText();
  const { station: info, person } = useSession();
  const navigate = useNavigate();
  const today = useQuery(station.station.today.queryOptions({ refetchInterval: 60_000 }));
  const open: Command = {
    id: 'today.new',
    label: t('palette.newDossier'),
    keys: ['F2'],
    when: () => person.role === 'clerk',
    run: () => void navigate({ to: '/intake' }),
  };
  useCommands([open]);
  return (
    <Screen
      title={t('today.title')}
      subtitle={`${today.data === undefined ? '' : `${formatLongDay(today.data.date, language)} · `}${info.agencyName}`}
      footStart={<CareLine />}
      footEnd={open.when() ? <CommandButton command={open} variant="filled" size="md" /> : null}
    >
      <div className={styles.scroll}>
        {today.data !== undefined ? (
          <Day day={today.data} />
        ) : today.isError ? (
          <ErrorNotice error={today.error} onRetry={() => void today.refetch()} fill />
        ) : (
          <Waiting>{t('app.loading')}</Waiting>
        )}
      </div>
    </Screen>
  );
}

function Day({ day }: { readonly day: TodayView }): ReactNode {
  const { t, language } = useText();
  return (
    <>
      <h2 className={styles.heading}>{t('today.flow')}</h2>
      <div className={styles.flow}>
        <Tile desk="intake" count={day.capturing} label={t('today.capturing')} hint={t('today.capturingHint')} />
        <Tile desk="verification" count={day.verifying} label={t('today.verifying')} hint={t('today.verifyingHint')} />
        <Tile desk="delivery" count={day.queued} label={t('today.queued')} hint={t('today.queuedHint')} />
        <Tile
          desk="delivery"
          count={day.delivered}
          label={t('today.delivered')}
          hint={t('today.deliveredHint')}
          tone="sure"
        />
      </div>
      <div className={styles.rest}>
        <Tile
          desk="intake"
          count={day.returned}
          label={t('today.returned')}
          hint={day.returned > 0 ? t('today.returnedHint') : t('today.returnedNone')}
          tone={day.returned > 0 ? 'doubt' : 'plain'}
          wide
        />
        <Tile
          desk="delivery"
          count={day.attention}
          label={t('today.attention')}
          hint={day.attention > 0 ? t('today.attentionHint') : t('today.attentionNone')}
          tone={day.attention > 0 ? 'doubt' : 'plain'}
          wide
        />
        <dl className={styles.counts} aria-label={t('today.counts')}>
          <div>
            <dd>{formatNumber(day.received, language)}</dd>
            <dt>{t('today.received')}</dt>
          </div>
          <div>
            <dd>{formatNumber(day.pagesRead, language)}</dd>
            <dt>{t('today.pages')}</dt>
          </div>
          <div>
            <dd>{medianWords(day.medianSecondsPerDossier, t)}</dd>
            <dt>{t('today.median')}</dt>
          </div>
        </dl>
      </div>
      <RecentDossiers dossiers={day.recent} />
    </>
  );
}

function medianWords(seconds: number | null, t: Text['t']): string {
  if (seconds === null) return t('today.medianNone');
  const whole = Math.round(seconds);
  if (whole < 90) return t('today.seconds', { count: whole });
  return t('today.minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}
