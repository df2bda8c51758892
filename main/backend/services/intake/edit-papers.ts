import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import type { DocumentTypeId } from '../../../../common/domain/document-types.ts';
import { findComponent, findProcedure } from '../../../../common/domain/procedures.ts';
import type { PaperRecord } from '../../../../storage/papers/records.ts';
import type { StoreReaders } from '../../../../storage/store.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import type { ServiceContext } from '../service-context.ts';

interface PaperInput {
  readonly dossierId: string;
  readonly paperId: string;
}

/** @throws StationError paper-not-found, also for one that was set aside */
export async function requirePaper(read: StoreReaders, { dossierId, paperId }: PaperInput): Promise<PaperRecord> {
  const paper = (await read.papers.papers(dossierId)).find((candidate) => candidate.id === paperId);
  if (paper === undefined) throw new StationError('paper-not-found');
  return paper;
}

/** Puts a paper under a component, or takes it from its component. */
export async function assignComponent(
  context: ServiceContext,
  person: Person,
  input: PaperInput & { readonly componentCode: string | null },
): Promise<void> {
  const { dossierId, paperId, componentCode } = input;
  await changeDossier(context, dossierId, ['capturing'], async ({ read, write, dossier, at }) => {
    await requirePaper(read, input);
    if (componentCode !== null) requireComponent(dossier.procedureCode, componentCode);
    await write.papers.setComponent(paperId, componentCode);
    const detail = { paperId, componentCode };
    await write.audit.add({ at, byId: person.id, event: 'assign-component', dossierId, detail });
  });
}

/** Notes why a required component is not handed in; null takes the note back. */
export async function excuseComponent(
  context: ServiceContext,
  person: Person,
  input: { readonly dossierId: string; readonly componentCode: string; readonly reason: string | null },
): Promise<void> {
  const { dossierId, componentCode, reason } = input;
  await changeDossier(context, dossierId, ['capturing'], async ({ write, dossier, at }) => {
    requireComponent(dossier.procedureCode, componentCode);
    if (reason === null) await write.dossiers.removeExcuse(dossierId, componentCode);
    else await write.dossiers.putExcuse({ dossierId, componentCode, reason, byId: person.id, at });
    const event = reason === null ? 'withdraw-excuse' : 'excuse-component';
    await write.audit.add({ at, byId: person.id, event, dossierId, reason, detail: { componentCode } });
  });
}

/** Sets a paper aside; its pages stay stored, and the same file handed in again brings it back. */
export async function removePaper(context: ServiceContext, person: Person, input: PaperInput): Promise<void> {
  const { dossierId, paperId } = input;
  await changeDossier(context, dossierId, ['capturing'], async ({ read, write, at }) => {
    await requirePaper(read, input);
    await write.papers.setComponent(paperId, null);
    await write.papers.setRemoved(paperId, at);
    await write.audit.add({ at, byId: person.id, event: 'remove-paper', dossierId, detail: { paperId } });
  });
}

/** Says what kind of paper it is; fields whose keys the new type has too are kept. */
export async function changePaperType(
  context: ServiceContext,
  person: Person,
  input: PaperInput & { readonly type: DocumentTypeId },
): Promise<void> {
  const { dossierId, paperId, type } = input;
  await changeDossier(context, dossierId, ['capturing'], async ({ read, write, at }) => {
    await requirePaper(read, input);
    await write.papers.setType(paperId, type);
    const detail = { paperId, type };
    await write.audit.add({ at, byId: person.id, event: 'change-paper-type', dossierId, detail });
  });
}

function requireComponent(procedureCode: string, componentCode: string): void {
  const procedure = findProcedure(procedureCode);
  if (procedure === undefined || findComponent(procedure, componentCode) === undefined) {
    throw new StationError('request-invalid', `component ${componentCode}`);
  }
}
