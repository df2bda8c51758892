import { randomUUID } from 'node:crypto';
import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import type { FileRecord } from '../../../../storage/papers/records.ts';
import type { DiskWatch } from '../disk/disk-watch.ts';
import { changeDossier, type DossierChange } from '../dossiers/change-dossier.ts';
import { requireDossier } from '../dossiers/require-dossier.ts';
import { planReading } from '../reading/reading-service.ts';
import { requireStored } from '../require-stored.ts';
import type { ServiceContext } from '../service-context.ts';

export const MAX_FILE_BYTES = 200 * 1024 * 1024;

export interface NewFile {
  readonly dossierId: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** As announced; 0 when it is not known. */
  readonly expectedBytes: number;
}

export interface AddedFile {
  readonly fileId: string;
  /** The dossier had these bytes already; nothing was added twice. */
  readonly duplicate: boolean;
}

/**
 * Takes a file into a dossier. When this resolves its bytes and its row survive a power cut; reading goes on behind.
 * Bytes that the dossier has already are not added again, but a reading that failed or was dismissed is tried again and papers
 * that were set aside come back: it is what a clerk means who hands the same file in again.
 *
 * @throws StationError dossier-not-found, wrong-state, file-empty, file-too-large, disk-low, disk-full
 */
export async function addFile(
  context: ServiceContext,
  disk: DiskWatch,
  person: Person,
  input: NewFile,
): Promise<AddedFile> {
  const { dossierId, name, content } = input;
  // Asked before the upload too, so that nobody waits for bytes that can't be taken.
  const dossier = await requireDossier(context.store.read, dossierId);
  if (dossier.state !== 'capturing') throw new StationError('wrong-state', dossier.state);
  await disk.requireRoomToCapture(input.expectedBytes);
  const stored = await context.store.files.write(content, MAX_FILE_BYTES);
  return await changeDossier(context, dossierId, ['capturing'], async (change) => {
    const { read, write, at } = change;
    await requireStored(context.store, stored.sha256);
    const known = await read.papers.fileByHash(dossierId, stored.sha256);
    if (known !== null) return await takeAgain(context, change, person, known);
    const fileId = randomUUID();
    await write.papers.insertFile({
      id: fileId,
      dossierId,
      name,
      sha256: stored.sha256,
      bytes: stored.bytes,
      state: 'reading',
      pagesTotal: null,
      errorCode: null,
      errorDetail: null,
      addedBy: person.id,
      addedAt: at,
    });
    await write.audit.add({ at, byId: person.id, event: 'add-file', dossierId, detail: { fileId } });
    await planReading(context, change, { id: fileId, dossierId }, at);
    return { fileId, duplicate: false };
  });
}

async function takeAgain(
  context: ServiceContext,
  change: DossierChange,
  person: Person,
  file: FileRecord,
): Promise<AddedFile> {
  const { read, write, at, dossier } = change;
  if (file.state === 'failed' || file.state === 'dismissed') {
    await write.papers.setFileReading(file.id);
    await planReading(context, change, file, at);
  }
  if (file.state === 'dismissed') {
    const detail = { fileId: file.id };
    await write.audit.add({ at, byId: person.id, event: 'restore-file', dossierId: dossier.id, detail });
  }
  const removed = (await read.papers.allPapers(dossier.id)).filter(
    (paper) => paper.fileId === file.id && paper.removedAt !== null,
  );
  for (const paper of removed) {
    await write.papers.setRemoved(paper.id, null);
    await write.audit.add({
      at,
      byId: person.id,
      event: 'restore-paper',
      dossierId: dossier.id,
      detail: { paperId: paper.id },
    });
  }
  // To the clerk who dismissed it the dossier did not have it any more.
  return { fileId: file.id, duplicate: file.state !== 'dismissed' };
}
