import type { Person } from '../../../../common/contract/session.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { parsePurge } from './purge-dossiers.ts';
import { purgeTime, RETENTION_KEY } from './retention-settings.ts';

/** Sets how long images stay after the receipt; what waits to be purged gets its new date. @param days null = for ever */
export async function saveRetention(context: ServiceContext, person: Person, days: number | null): Promise<void> {
  const { store, clock, jobs, events } = context;
  await store.transaction(async (transaction) => {
    const { read, write } = transaction;
    const at = stamp(clock);
    await write.settings.set(RETENTION_KEY, { days });
    for (const job of await read.jobs.waiting('purge-dossier')) {
      const order = parsePurge(job.payload);
      if (order !== null && !order.ahead) await write.jobs.reschedule(job.id, at, purgeTime(order.receivedAt, days));
    }
    await write.audit.add({ at, byId: person.id, event: 'save-retention', detail: { days } });
    transaction.afterCommit(() => {
      jobs.ring('purge-dossier');
      events.publish({ kind: 'health' });
      events.publish({ kind: 'jobs' });
    });
  });
}

/**
 * Purges now what waits for its date, to make room: dossiers that have their receipt, and only those, since each job
 * looks at the whole proof again.
 *
 * @returns how many dossiers
 */
export async function purgeAhead(context: ServiceContext, person: Person): Promise<number> {
  const { store, clock, jobs } = context;
  return await store.transaction(async (transaction) => {
    const { read, write } = transaction;
    const at = stamp(clock);
    let dossiers = 0;
    for (const { key, kind, payload } of await read.jobs.waiting('purge-dossier')) {
      const order = parsePurge(payload);
      if (order === null) continue;
      await write.jobs.put({ kind, key, payload: { ...order, ahead: true }, dossierId: order.dossierId, at });
      dossiers += 1;
    }
    await write.audit.add({ at, byId: person.id, event: 'purge-ahead', detail: { dossiers } });
    transaction.afterCommit(() => jobs.ring('purge-dossier'));
    return dossiers;
  });
}
