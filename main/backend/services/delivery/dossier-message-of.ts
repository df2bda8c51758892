import { StationError } from '../../../../common/contract/errors.ts';
import { type DossierMessage, dossierMessage } from '../../../../common/contract/portal-message.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { DeliveryFileRecord } from '../../../../storage/deliveries/reader.ts';
import type { QueuedFile } from '../../../../storage/deliveries/writer.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { composeDossierMessage } from '../../../outside/portal/dossier-message.ts';
import { readStationSettings } from '../accounts/station-settings.ts';

/**
 * The portal's message of a dossier, to be kept with its delivery: the portal takes one dossier code with one content
 * only, so nothing that is learnt or set later may change it. Addresses are not known yet; the ids of papers stand for
 * them.
 *
 * @param queuedAt an answer of the population database that came later doesn't count
 * @throws StationError dossier-not-found, procedure-not-found, request-invalid (its detail names the fields)
 */
export async function composeQueuedMessage(
  read: StoreReaders,
  dossierId: string,
  files: readonly Pick<QueuedFile, 'paperId' | 'name' | 'componentCode'>[],
  queuedAt: string,
): Promise<DossierMessage> {
  const dossier = await read.dossiers.find(dossierId);
  if (dossier === null) throw new StationError('dossier-not-found');
  const procedure = findProcedure(dossier.procedureCode);
  if (procedure === undefined) throw new StationError('procedure-not-found');
  const station = await readStationSettings(read);
  const checks = await read.validations.ofDossier(dossierId);
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
      url: file.paperId,
    })),
    populationChecked: checks.some(
      ({ citizenId, checkedAt, state }) =>
        citizenId === dossier.citizenId && state === 'match' && checkedAt !== null && checkedAt <= queuedAt,
    ),
  });
}

/**
 * The kept message with the addresses that the portal gave.
 *
 * @param kept as stored with the delivery
 * @throws StationError request-invalid when a file has no address or the message is not one
 */
export function addressedMessage(kept: unknown, files: readonly DeliveryFileRecord[]): DossierMessage {
  const parsed = dossierMessage.safeParse(kept);
  if (!parsed.success) throw new StationError('request-invalid', 'message');
  const urls = new Map(files.map((file) => [file.paperId, file.uploadUrl]));
  return {
    ...parsed.data,
    TaiLieuNop: (parsed.data.TaiLieuNop ?? []).map((paper) => {
      const url = urls.get(paper.TepDinhKemId ?? '');
      if (url == null) throw new StationError('request-invalid', 'TaiLieuNop');
      return { ...paper, DuongDanTaiTepTin: url };
    }),
  };
}
