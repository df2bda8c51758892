import type { Person } from '../../../../common/contract/session.ts';
import type { DossierSummary } from '../../../../common/contract/views.ts';
import type { DossierState } from '../../../../common/domain/dossier.ts';
import type { ServiceContext } from '../service-context.ts';
import { summaryView } from './summary-view.ts';

/** Dossiers in some states as lists show them, by the day they were opened. */
export async function listDossiers(
  { store }: ServiceContext,
  viewer: Person,
  states: readonly DossierState[],
  order: 'oldest-first' | 'newest-first',
): Promise<DossierSummary[]> {
  return await store.snapshot(async (read) => {
    const names = await read.accounts.displayNames();
    const dossiers = await read.dossiers.listByState(states, order);
    return dossiers.map((dossier) => summaryView(dossier, names, viewer));
  });
}
