import { errorCodeOf } from '../../../../common/contract/errors.ts';
import { reconcileFiles } from '../../../../storage/files/reconcile.ts';
import type { ServiceContext } from '../service-context.ts';
import { CARE_KEYS, type StartFindings } from './care-records.ts';

/**
 * What this start found: how the last run ended, what rows and page files miss of each other, jobs that were cut off.
 * It is kept until the next start. To be called before anything captures or works off jobs.
 */
export async function findAtStart({ store, log }: ServiceContext): Promise<StartFindings> {
  const { missing, orphans } = await reconcileFiles(store);
  const jobsReleased = await store.read.jobs.count('running');
  const found = { ...store.opened, missing: missing.length, orphans: orphans.length, jobsReleased };
  if (!found.clean) log.warn({ log: found.log, jobs: jobsReleased }, 'the last run did not end in order');
  if (missing.length > 0) log.error({ missing: missing.length }, 'page files are missing');
  if (orphans.length > 0) log.warn({ orphans: orphans.length }, 'page files belong to no row');
  try {
    await store.transaction(async ({ write }) => await write.settings.set(CARE_KEYS.start, found));
  } catch (error) {
    // A station whose disk is full starts all the same, so that room can be made.
    if (errorCodeOf(error) !== 'disk-full') throw error;
    log.error({ code: 'disk-full' }, 'what the start found could not be kept');
  }
  return found;
}
