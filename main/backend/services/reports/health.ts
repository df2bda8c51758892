import type { StationHealth } from '../../../../common/contract/station.ts';
import type { DiskWatch } from '../disk/disk-watch.ts';
import { readRetentionDays } from '../retention/retention-settings.ts';
import type { ServiceContext } from '../service-context.ts';

/** How the station itself stands: room, and what of its own work needs a person. */
export async function stationHealth(
  { store: { read } }: Pick<ServiceContext, 'store'>,
  disk: DiskWatch,
): Promise<StationHealth> {
  return {
    disk: await disk.look(),
    purgeable: await read.jobs.count('waiting', 'purge-dossier'),
    retentionDays: await readRetentionDays(read),
    jobsForPeople: (await read.jobs.count('failed')) + (await read.jobs.count('held')),
  };
}
