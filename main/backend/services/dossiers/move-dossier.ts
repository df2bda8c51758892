import { StationError } from '../../../../common/contract/errors.ts';
import { type DossierEvent, type DossierState, nextState } from '../../../../common/domain/dossier.ts';
import type { StoreTransaction } from '../../../../storage/store.ts';

export interface DossierMove {
  readonly dossier: { readonly id: string; readonly state: DossierState };
  readonly event: DossierEvent;
  /** Null when the station itself acts. */
  readonly byId: string | null;
  readonly at: string;
  readonly reason?: string;
  /** Ids, codes and counts for the log; no personal data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * The only way from one state of a dossier to the next: the rule decides, and the line in the audit log goes into the
 * same transaction.
 *
 * @returns the new state
 * @throws StationError wrong-state when the event means nothing in the dossier's state
 */
export async function moveDossier(
  { write }: Pick<StoreTransaction, 'write'>,
  move: DossierMove,
): Promise<DossierState> {
  const { dossier, event, byId, at, reason, detail } = move;
  const next = nextState(dossier.state, event);
  if (next === null) throw new StationError('wrong-state', dossier.state);
  await write.dossiers.setState(dossier.id, next, at);
  await write.audit.add({
    at,
    byId,
    event,
    dossierId: dossier.id,
    fromState: dossier.state,
    toState: next,
    reason: reason ?? null,
    detail: detail ?? {},
  });
  return next;
}
