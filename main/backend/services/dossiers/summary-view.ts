import type { Person } from '../../../../common/contract/session.ts';
import type { DossierSummary } from '../../../../common/contract/views.ts';
import { maskCitizenId } from '../../../../common/domain/citizen-id.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { DossierListRecord } from '../../../../storage/dossiers/reader.ts';

/** Name of who did something; the station itself has no account. */
export function whoIs(
  id: string | null,
  names: ReadonlyMap<string, string>,
): { readonly id: string; readonly displayName: string } {
  if (id === null) return { id: 'station', displayName: 'Trạm' };
  return { id, displayName: names.get(id) ?? '?' };
}

/** A dossier as lists show it: the citizen number masked. */
export function summaryView(
  dossier: DossierListRecord,
  names: ReadonlyMap<string, string>,
  viewer: Person,
): DossierSummary {
  const procedure = findProcedure(dossier.procedureCode);
  return {
    id: dossier.id,
    code: dossier.code,
    procedureCode: dossier.procedureCode,
    procedureName: procedure?.name ?? dossier.procedureCode,
    procedureNameEn: procedure?.nameEn ?? dossier.procedureCode,
    state: dossier.state,
    citizenName: dossier.citizenName,
    citizenIdMasked: dossier.citizenId === null ? null : maskCitizenId(dossier.citizenId),
    capturedBy: whoIs(dossier.capturedBy, names),
    createdAt: dossier.createdAt,
    updatedAt: dossier.updatedAt,
    papers: dossier.papers,
    pages: dossier.pages,
    pagesReading: dossier.pagesReading,
    openFindings: dossier.openFindings,
    doubtfulFields: dossier.doubtfulFields,
    mine: dossier.capturedBy === viewer.id,
  };
}
