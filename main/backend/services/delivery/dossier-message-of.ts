import { StationError } from '../../../../common/contract/errors.ts';
import type { DossierMessage } from '../../../../common/contract/portal-message.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { composeDossierMessage } from '../../../outside/portal/dossier-message.ts';
import { readStationSettings } from '../accounts/station-settings.ts';

/**
 * The portal's message of a queued dossier, from what is stored. Equal at every try, since the portal takes one dossier
 * code with one content only: an answer of the population database that came after queueing doesn't count.
 *
 * @throws StationError dossier-not-found, procedure-not-found, request-invalid (its detail names the fields)
 */
export async function dossierMessageOf(read: StoreReaders, dossierId: string): Promise<DossierMessage> {
  const dossier = await read.dossiers.find(dossierId);
  const delivery = await read.deliveries.find(dossierId);
  if (dossier === null || delivery === null) throw new StationError('dossier-not-found');
  const procedure = findProcedure(dossier.procedureCode);
  if (procedure === undefined) throw new StationError('procedure-not-found');
  const station = await readStationSettings(read);
  const checks = await read.validations.ofDossier(dossierId);
  const files = await read.deliveries.files(dossierId);
  return composeDossierMessage({
    code: dossier.code,
    procedure: { code: procedure.code, name: procedure.name },
    sector: procedure.sector,
    owner: { fullName: dossier.citizenName ?? '', citizenId: dossier.citizenId ?? '' },
    receivedAt: new Date(dossier.createdAt),
    agency: { name: station.agencyName, place: station.name },
    papers: files.map((file) => ({
      id: file.paperId,
      title: file.name,
      componentCode: file.componentCode ?? '',
      url: file.uploadUrl ?? '',
    })),
    populationChecked: checks.some(
      ({ citizenId, checkedAt, state }) =>
        citizenId === dossier.citizenId && state === 'match' && checkedAt !== null && checkedAt <= delivery.queuedAt,
    ),
  });
}
