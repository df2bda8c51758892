import { IconCloudUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { StationErrorData } from '../../../common/contract/base.ts';
import type { DeliveryOverview, DeliveryRow } from '../../../common/contract/delivery.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/use-commands.tsx';
import { station } from '../../connection/station-client.ts';
import { errorWords } from '../../connection/station-errors.ts';
import { Beside } from '../../design/beside.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Notice } from '../../design/notice.tsx';
import { Pill } from '../../design/pill.tsx';
import { Screen } from '../../design/screen.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { formatLongDay } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './delivery-screen.module.css';
import { DeliveryTable } from './delivery-table.tsx';
import { clockWords, detailWords } from './delivery-words.ts';
import { ExportDialog } from './export-dialog.tsx';
import { OverviewCard } from './overview-card.tsx';
import { RowPanel } from './row-panel.tsx';
import { SendTimeDialog } from './send-time-dialog.tsx';
import { useDeliveryCommands } from './use-delivery-commands.ts';

/** Is everything proven to be at the portal, and if not, what now? */
export function DeliveryScreen(): ReactNode {
  const { t } = useText();
  const overview = useQuery(station.delivery.overview.queryOptions());
  const list = useQuery(station.delivery.list.queryOptions());
  if (overview.data !== undefined && list.data !== undefined)
    return <Batch overview={overview.data} rows={list.data} />;
  const failed = overview.isError ? overview : list.isError ? list : null;
  return (
    <Screen title={t('delivery.title')}>
      {failed === null ? (
        <Waiting>{t('app.loading')}</Waiting>
      ) : (
        <ErrorNotice
          error={failed.error}
          fill
          onRetry={() => {
            void overview.refetch();
            void list.refetch();
          }}
        />
      )}
    </Screen>
  );
}

interface BatchProps {
  readonly overview: DeliveryOverview;
  readonly rows: readonly DeliveryRow[];
}

function Batch({ overview, rows }: BatchProps): ReactNode {
  const { t, language } = useText();
  const navigate = useNavigate();
  const { dossier: chosen } = useSearch({ from: '/delivery' });
  const [settingTime, setSettingTime] = useState(false);
  const [exporting, setExporting] = useState(false);
  // What needs a person comes first; else the newest receipt, which is what people come to see.
  const current =
    rows.find((row) => row.dossierId === chosen) ?? rows.find((row) => row.state === 'refused') ?? rows[0];
  const choose = (dossierId: string): void =>
    void navigate({ to: '/delivery', search: { dossier: dossierId }, replace: true });
  const commands = useDeliveryCommands({
    overview,
    rows,
    currentId: current?.dossierId,
    choose,
    setTime: () => setSettingTime(true),
    exportList: () => setExporting(true),
  });
  useCommands(commands.all);
  const refused = rows.filter((row) => row.state === 'refused');
  const day = localDay(new Date());
  return (
    <Screen
      title={t('delivery.title')}
      subtitle={`${formatLongDay(day, language)}  ·  ${overview.sendAt === null ? t('delivery.byHand') : t('delivery.auto', { time: overview.sendAt })}`}
      status={<PortalPill portal={overview.portal} />}
      footStart={
        <>
          <CommandButton command={commands.setTime} size="md" />
          <CommandButton command={commands.exportList} size="md" testId="export" />
          {overview.running && !overview.paused ? (
            <CommandButton command={commands.pause} size="md" testId="pause" />
          ) : null}
          {overview.paused ? (
            <span className={styles.paused}>{t('delivery.paused')}</span>
          ) : (
            <span className={styles.hint}>{t('delivery.safe')}</span>
          )}
        </>
      }
      footEnd={
        overview.paused ? (
          <CommandButton command={commands.resume} variant="filled" size="md" testId="resume" />
        ) : (
          <CommandButton
            command={commands.sendNow}
            variant="filled"
            size="md"
            testId="send-now"
            loading={commands.starting}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState icon={<IconCloudUpload size={28} />} title={t('delivery.empty')}>
          {t('delivery.emptyHint')}
        </EmptyState>
      ) : (
        <Beside
          label={t('delivery.aside')}
          panel={current === undefined ? null : <RowPanel key={current.dossierId} row={current} />}
        >
          <OverviewCard overview={overview} rows={rows} />
          {overview.error === null ? null : <BatchError overview={overview} error={overview.error} />}
          {refused.length === 0 || current?.state === 'refused' ? null : (
            <Notice
              tone="doubt"
              title={t('delivery.refusedTitle', { count: refused.length })}
              actions={<CommandButton command={commands.showRefused} size="xs" />}
            />
          )}
          <DeliveryTable rows={rows} currentId={current?.dossierId} onPick={choose} />
        </Beside>
      )}
      {settingTime ? <SendTimeDialog plan={overview} onClose={() => setSettingTime(false)} /> : null}
      {exporting ? <ExportDialog today={day} onClose={() => setExporting(false)} /> : null}
    </Screen>
  );
}

/** Why the batch stands still, and what becomes of it by itself. */
function BatchError({
  overview,
  error,
}: {
  readonly overview: DeliveryOverview;
  readonly error: StationErrorData;
}): ReactNode {
  const text = useText();
  const { t, language } = text;
  const stopped = !overview.running;
  const next = stopped
    ? t('delivery.stoppedNext')
    : overview.nextProbeAt === null
      ? null
      : t('delivery.probeNext', { time: clockWords(overview.nextProbeAt) });
  return (
    <Notice
      tone={stopped ? 'wrong' : 'doubt'}
      title={errorWords(error, language)}
      testId="batch-error"
      state={error.code}
    >
      {[detailWords(error, text), next].map((line) =>
        line === null ? null : (
          <p key={line} className={styles.next}>
            {line}
          </p>
        ),
      )}
    </Notice>
  );
}

const PORTAL_WORDS = {
  unreachable: 'delivery.portalUnreachable',
  failing: 'delivery.portalFailing',
  'not-genuine': 'delivery.portalNotGenuine',
  refused: 'delivery.portalRefused',
  certificate: 'delivery.portalCertificate',
  outdated: 'delivery.portalOutdated',
} as const;
/** Only a person can mend these. */
const STOPS: ReadonlySet<DeliveryOverview['portal']> = new Set(['refused', 'certificate', 'outdated']);

function PortalPill({ portal }: { readonly portal: DeliveryOverview['portal'] }): ReactNode {
  const { t } = useText();
  switch (portal) {
    case 'connected':
      return (
        <Pill tone="sure" icon={<StateMark state="sure" size={14} />}>
          {t('delivery.portalConnected')}
        </Pill>
      );
    case 'unknown':
      return <Pill icon={<StateMark state="waiting" size={12} />}>{t('delivery.portalUnknown')}</Pill>;
    default:
      return (
        <Pill
          tone={STOPS.has(portal) ? 'wrong' : 'doubt'}
          icon={<StateMark state={STOPS.has(portal) ? 'wrong' : 'doubtful'} size={14} />}
        >
          {t(PORTAL_WORDS[portal])}
        </Pill>
      );
  }
}

function localDay(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
