import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import type { DossierRecord } from '../../../../storage/dossiers/reader.ts';
import type { StoreReaders } from '../../../../storage/store.ts';

/** What makes a person one of those who captured a dossier; opening it does too. */
const CAPTURE_EVENTS = ['open', 'add-file', 'set-field', 'resolve-finding', 'change-paper-type', 'submit'];

/**
 * Two people stand behind every dossier: who had a hand in capturing it can't verify it, whatever their role is now.
 *
 * @throws StationError own-capture
 */
export async function requireOtherHands(read: StoreReaders, person: Person, dossier: DossierRecord): Promise<void> {
  const captured = dossier.capturedBy === person.id || (await read.audit.didAny(dossier.id, person.id, CAPTURE_EVENTS));
  if (captured) throw new StationError('own-capture');
}
