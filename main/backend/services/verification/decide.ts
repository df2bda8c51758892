import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import type { PreflightProblem } from '../../../../common/contract/verification.ts';
import type { QueuedFile } from '../../../../storage/deliveries/writer.ts';
import type { DossierRecord } from '../../../../storage/dossiers/reader.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { composeQueuedMessage } from '../delivery/dossier-message-of.ts';
import { countDoubtful } from '../dossiers/assess-fields.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import { moveDossier } from '../dossiers/move-dossier.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';
import type { ServiceContext } from '../service-context.ts';
import type { PaperPdfs } from './paper-pdfs.ts';
import { paperTitle, pdfNames } from './paper-title.ts';
import { preflightRecord } from './preflight.ts';
import { requireOtherHands } from './require-other-hands.ts';

/**
 * Verifies a dossier and queues it for delivery: the new state and the delivery with its files, which is the work that
 * the batch takes up, come into being together.
 *
 * @throws StationError wrong-state, own-capture, fields-unconfirmed, what the portal would refuse (preflight-*,
 *   components-missing, page-file-*), and what making its PDFs throws
 */
export async function approveDossier(
  context: ServiceContext,
  pdfs: PaperPdfs,
  person: Person,
  dossierId: string,
): Promise<void> {
  const { read } = context.store;
  await requireApprovable(read, person, await requireDossier(read, dossierId));
  const files = await pdfs.preflight(dossierId);
  refuse(files.problems);
  await changeDossier(context, dossierId, ['verifying'], async (change) => {
    const { dossier, at, write, afterCommit } = change;
    await requireApprovable(change.read, person, dossier);
    refuse(await preflightRecord(change.read, dossier, context.clock.now()));
    const queued = await filesToSend(change.read, dossier);
    // Looked at before the transaction; papers can't change while a dossier is verified, so this is a fault and no race.
    if (queued.some(({ sha256 }) => !files.seen.has(sha256))) throw new StationError('page-file-missing', 'pdf');
    const verified = await moveDossier(change, { dossier, event: 'verify', byId: person.id, at });
    await moveDossier(change, { dossier: { id: dossierId, state: verified }, event: 'queue', byId: person.id, at });
    const message = await composeQueuedMessage(change.read, dossierId, queued, at);
    await write.deliveries.enqueue(dossierId, queued, at, message);
    afterCommit(() => context.events.publish({ kind: 'delivery' }));
  });
}

/** Everything that the portal would refuse a dossier for, as far as it can be told before it is sent. */
export async function preflightDossier(
  context: ServiceContext,
  pdfs: PaperPdfs,
  dossierId: string,
): Promise<readonly PreflightProblem[]> {
  const { read } = context.store;
  const dossier = await requireDossier(read, dossierId);
  if (dossier.state !== 'verifying') throw new StationError('wrong-state', dossier.state);
  return [
    ...(await preflightRecord(read, dossier, context.clock.now())),
    ...(await pdfs.preflight(dossierId)).problems,
  ];
}

function refuse([first]: readonly PreflightProblem[]): void {
  if (first !== undefined) throw new StationError(first.code, first.detail);
}

/** Gives a dossier back to the counter with a reason. */
export async function returnDossier(
  context: ServiceContext,
  person: Person,
  input: { readonly dossierId: string; readonly code: string; readonly words: string },
): Promise<void> {
  const reason = `${input.code}: ${input.words}`;
  await changeDossier(context, input.dossierId, ['verifying'], async (change) => {
    const { dossier, at, write } = change;
    await requireOtherHands(change.read, person, dossier);
    await moveDossier(change, { dossier, event: 'return', byId: person.id, at, reason });
    await write.dossiers.setReturnReason(dossier.id, reason);
  });
}

async function requireApprovable(read: StoreReaders, person: Person, dossier: DossierRecord): Promise<void> {
  if (dossier.state !== 'verifying') throw new StationError('wrong-state', dossier.state);
  await requireOtherHands(read, person, dossier);
  const doubtful = countDoubtful(await read.papers.papers(dossier.id), await read.findings.ofDossier(dossier.id));
  if (doubtful > 0) throw new StationError('fields-unconfirmed', String(doubtful));
}

async function filesToSend(read: StoreReaders, dossier: DossierRecord): Promise<readonly QueuedFile[]> {
  const papers = await read.papers.papers(dossier.id);
  const names = pdfNames(papers.map((paper) => paperTitle(dossier.procedureCode, paper)));
  return papers.map((paper, index) => {
    const { id: paperId, componentCode, type, pdfSha256: sha256, pdfBytes: bytes } = paper;
    // Papers can't change while a dossier is verified, so this is a fault of the station and no race.
    if (sha256 === null || bytes === null) throw new StationError('page-file-missing', 'pdf');
    return { paperId, componentCode, type, sha256, bytes, name: names[index] ?? `${paperId}.pdf` };
  });
}
