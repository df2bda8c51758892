import { StationError } from '../../../../common/contract/errors.ts';
import type { DossierState } from '../../../../common/domain/dossier.ts';
import type { DossierRecord } from '../../../../storage/dossiers/reader.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';
import { stamp } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';
import { refreshDossier } from './refresh-dossier.ts';
import { requireDossier } from './require-dossier.ts';

/** One change of a dossier while it goes on. */
export interface DossierChange extends StoreTransaction {
  readonly dossier: DossierRecord;
  /** Instant of the change. */
  readonly at: string;
}

/**
 * Changes a dossier in one transaction; findings, citizens and counts are worked out again at its end, and screens are
 * told once it is durable.
 *
 * @param states the dossier must be in one of them
 * @throws StationError dossier-not-found, wrong-state, and whatever the work throws; nothing is changed then
 */
export async function changeDossier<T>(
  context: ServiceContext,
  dossierId: string,
  states: readonly DossierState[],
  work: (change: DossierChange) => Promise<T>,
): Promise<T> {
  return await context.store.transaction(async (transaction) => {
    const dossier = await requireDossier(transaction.read, dossierId);
    if (!states.includes(dossier.state)) throw new StationError('wrong-state', dossier.state);
    const at = stamp(context.clock);
    const result = await work({ ...transaction, dossier, at });
    await refreshDossier(context, transaction, dossierId, at);
    transaction.afterCommit(() => context.events.publish({ kind: 'dossier', dossierId }));
    return result;
  });
}
