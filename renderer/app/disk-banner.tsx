import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { client, station } from '../connection/station-client.ts';
import { useOrder } from '../connection/use-order.ts';
import { Dialog } from '../design/dialog.tsx';
import { sayDone } from '../design/error-notice.tsx';
import { Notice } from '../design/notice.tsx';
import { formatBytes } from '../i18n/format.ts';
import { useText } from '../i18n/use-text.ts';
import styles from './disk-banner.module.css';
import { useSession } from './session.ts';

/** While it stands the figure of free bytes is kept fresh; its coming and going is told by an event. */
const REFRESH_MS = 30_000;

/** Over every desk while the disk is almost full: what happened, what is safe, what to do. */
export function DiskBanner(): ReactNode {
  const { t, language } = useText();
  const { person } = useSession();
  const [asking, setAsking] = useState(false);
  const health = useQuery(
    station.station.health.queryOptions({
      refetchInterval: ({ state }) => (state.data?.disk.state === 'low' ? REFRESH_MS : false),
    }),
  );
  const purge = useOrder(() => client.station.purgeNow(), {
    onDone: ({ dossiers }) => {
      setAsking(false);
      sayDone(t('disk.purged', { count: dossiers }));
      void health.refetch();
    },
  });
  if (health.data?.disk.state !== 'low') return null;
  const { disk, purgeable: count } = health.data;
  const administrator = person.role === 'administrator';
  return (
    <div className={styles.banner} role="status">
      <Notice
        tone="doubt"
        testId="disk-low"
        state="disk-low"
        title={t('disk.lowTitle', {
          free: formatBytes(disk.freeBytes, language),
          limit: formatBytes(disk.limitBytes, language),
        })}
      >
        <p className={styles.words}>
          {t('disk.lowSafe')} {t('disk.lowDo')} {administrator || count === 0 ? '' : t('disk.lowTell', { count })}
        </p>
      </Notice>
      {administrator && count > 0 ? (
        <Button size="compact-md" onClick={() => setAsking(true)} data-testid="purge-now">
          {t('disk.purge', { count })}
        </Button>
      ) : null}
      {asking ? (
        <Dialog onClose={() => setAsking(false)} size={480} title={t('disk.purgeTitle')}>
          <p className={styles.hint}>{t('disk.purgeHint')}</p>
          <div className={styles.actions}>
            <Button onClick={() => setAsking(false)} data-autofocus>
              {t('app.cancel')}
            </Button>
            <Button
              variant="filled"
              color="wrong"
              loading={purge.isPending}
              onClick={() => purge.mutate(undefined)}
              data-testid="purge-now-sure"
            >
              {t('disk.purgeSubmit')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
