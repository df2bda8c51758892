import { randomUUID } from 'node:crypto';
import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import { FIRST_DOSSIER_STATE } from '../../../../common/domain/dossier.ts';
import { composeDossierCode } from '../../../../common/domain/dossier-code.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import { readStationSettings } from '../accounts/station-settings.ts';
import { localDay } from '../clock.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Opens a dossier under a procedure; its code holds the agency, the day in Vietnam and the next number of that day.
 *
 * @returns the dossier's id
 * @throws StationError procedure-not-found
 */
export async function openDossier(context: ServiceContext, person: Person, procedureCode: string): Promise<string> {
  const procedure = findProcedure(procedureCode);
  if (procedure === undefined) throw new StationError('procedure-not-found');
  return await context.store.transaction(async ({ read, write, afterCommit }) => {
    const now = context.clock.now();
    const at = now.toISOString();
    const date = localDay(now);
    const { agencyCode: unit } = await readStationSettings(read);
    const serial = await write.dossiers.takeSerial(unit, date);
    const id = randomUUID();
    await write.dossiers.insert({
      id,
      code: composeDossierCode({ unit, date, serial }),
      procedureCode: procedure.code,
      state: FIRST_DOSSIER_STATE,
      capturedBy: person.id,
      createdAt: at,
      updatedAt: at,
      sentAt: null,
      returnReason: null,
      citizenName: null,
      citizenId: null,
      openFindings: 0,
      doubtfulFields: 0,
    });
    await write.audit.add({ at, byId: person.id, event: 'open', dossierId: id, toState: FIRST_DOSSIER_STATE });
    afterCommit(() => context.events.publish({ kind: 'dossier', dossierId: id }));
    return id;
  });
}
