import type { Person } from '../../../../common/contract/session.ts';
import type { TodayView } from '../../../../common/contract/station.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { localDay, spanOfDay } from '../clock.ts';
import { summaryView } from '../dossiers/summary-view.ts';
import type { ServiceContext } from '../service-context.ts';

const RECENT = 20;

/** Counts of the day in Vietnam: what came and went today, and what stands where now. */
export async function todayView({ store, clock }: ServiceContext, viewer: Person): Promise<TodayView> {
  const date = localDay(clock.now());
  return await store.snapshot(async (read) => await todayOf(read, viewer, date));
}

async function todayOf(read: StoreReaders, viewer: Person, date: string): Promise<TodayView> {
  const { from, until } = spanOfDay(date);
  const states = await read.dossiers.countByState();
  const deliveries = await read.deliveries.countByState();
  const names = await read.accounts.displayNames();
  const recent = await read.dossiers.listRecent(RECENT);
  return {
    date,
    received: await read.dossiers.countOpened(from, until),
    capturing: states.get('capturing') ?? 0,
    verifying: states.get('verifying') ?? 0,
    returned: states.get('returned') ?? 0,
    queued: (states.get('verified') ?? 0) + (states.get('queued') ?? 0) + (states.get('delivering') ?? 0),
    delivered: await read.audit.countEntered('delivered', from, until),
    attention: deliveries.get('refused') ?? 0,
    pagesRead: await read.papers.countPagesRead(from, until),
    medianSecondsPerDossier: median(
      (await read.dossiers.capturingTimes(from, until)).map(
        ({ createdAt, sentAt }) => (Date.parse(sentAt) - Date.parse(createdAt)) / 1000,
      ),
    ),
    recent: recent.map((dossier) => summaryView(dossier, names, viewer)),
  };
}

/** Middle value, the mean of the two middle ones for an even count; null of none. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
