import type { DossierDetail } from '../../../common/contract/views.ts';
import type { DocumentTypeId } from '../../../common/domain/document-types.ts';
import { client, queryClient, station } from '../../connection/station-client.ts';
import { useOrder } from '../../connection/use-order.ts';

/** Shows a dossier as an order left it, without asking again. */
export function showDossier(dossier: DossierDetail): void {
  const input = { dossierId: dossier.id };
  queryClient.setQueryData(station.intake.get.queryKey({ input }), dossier);
  queryClient.setQueryData(station.verification.get.queryKey({ input }), dossier);
}

/** Has every list and count that a dossier stands in fetched again. */
export function refreshLists(): void {
  for (const queryKey of [
    station.intake.list.key(),
    station.verification.queue.key(),
    station.delivery.key(),
    station.station.today.key(),
  ]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}

/** What a clerk can order for one dossier; all are carried out in the order given. */
export function useDossierOrders(dossierId: string) {
  const options = { queue: `dossier-${dossierId}`, onDone: showDossier };
  return {
    assign: useOrder(
      (input: { paperId: string; componentCode: string | null }) =>
        client.intake.assignComponent({ dossierId, ...input }),
      options,
    ),
    excuse: useOrder(
      (input: { componentCode: string; reason: string | null }) =>
        client.intake.excuseComponent({ dossierId, ...input }),
      options,
    ),
    removePaper: useOrder((paperId: string) => client.intake.removePaper({ dossierId, paperId }), options),
    dismissFile: useOrder((fileId: string) => client.intake.dismissFile({ dossierId, fileId }), options),
    changeType: useOrder(
      (input: { paperId: string; type: DocumentTypeId }) => client.intake.changePaperType({ dossierId, ...input }),
      options,
    ),
    resolve: useOrder(
      (input: { findingId: string; note: string }) => client.intake.resolveFinding({ dossierId, ...input }),
      options,
    ),
    resume: useOrder(() => client.intake.resume({ dossierId }), options),
    addSample: useOrder((file: string) => client.intake.addSample({ dossierId, file }), { queue: options.queue }),
  };
}

export type DossierOrders = ReturnType<typeof useDossierOrders>;
