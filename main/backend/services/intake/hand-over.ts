import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import { DOSSIER_STATES, eventsFrom } from '../../../../common/domain/dossier.ts';
import type { DossierRecord } from '../../../../storage/dossiers/reader.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { blockersOf } from '../dossiers/blockers.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import { moveDossier } from '../dossiers/move-dossier.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Hands a dossier to the supervisor.
 *
 * @throws StationError wrong-state, still-reading, components-missing, findings-open
 */
export async function sendToVerification(context: ServiceContext, person: Person, dossierId: string): Promise<void> {
  await changeDossier(context, dossierId, ['capturing'], async (change) => {
    const { dossier, at, write } = change;
    const [blocker] = await blockersNow(change.read, dossier);
    if (blocker !== undefined) throw new StationError(blocker.code, blocker.detail);
    await moveDossier(change, { dossier, event: 'submit', byId: person.id, at });
    await write.dossiers.noteSent(dossierId, at);
    await write.dossiers.setReturnReason(dossierId, null);
  });
}

/** Takes a returned dossier up again; the reason of the return stays in sight. */
export async function resumeDossier(context: ServiceContext, person: Person, dossierId: string): Promise<void> {
  await changeDossier(context, dossierId, ['returned'], async (change) => {
    await moveDossier(change, { dossier: change.dossier, event: 'resume', byId: person.id, at: change.at });
  });
}

/** The citizen takes it back, or it was opened by mistake. Nothing is removed. */
export async function withdrawDossier(
  context: ServiceContext,
  person: Person,
  input: { readonly dossierId: string; readonly reason: string },
): Promise<void> {
  // Once verified it is no longer the counter's to take back.
  const states = DOSSIER_STATES.filter((state) => eventsFrom(state).includes('withdraw')).filter(
    (state) => state !== 'verified' && state !== 'queued',
  );
  await changeDossier(context, input.dossierId, states, async (change) => {
    const { dossier, at } = change;
    await moveDossier(change, { dossier, event: 'withdraw', byId: person.id, at, reason: input.reason });
  });
}

async function blockersNow(read: StoreReaders, dossier: DossierRecord): Promise<ReturnType<typeof blockersOf>> {
  return blockersOf({
    dossier,
    papers: await read.papers.papers(dossier.id),
    pages: await read.papers.pages(dossier.id),
    files: await read.papers.files(dossier.id),
    findings: await read.findings.ofDossier(dossier.id),
    excuses: await read.dossiers.excuses(dossier.id),
  });
}
