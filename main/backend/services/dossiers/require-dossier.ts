import { StationError } from '../../../../common/contract/errors.ts';
import type { DossierRecord } from '../../../../storage/dossiers/reader.ts';
import type { StoreReaders } from '../../../../storage/store.ts';

/** @throws StationError dossier-not-found */
export async function requireDossier(read: StoreReaders, id: string): Promise<DossierRecord> {
  const dossier = await read.dossiers.find(id);
  if (dossier === null) throw new StationError('dossier-not-found');
  return dossier;
}
