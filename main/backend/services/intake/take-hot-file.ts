import { createHash } from 'node:crypto';
import { errorCodeOf } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import type { DiskWatch } from '../disk/disk-watch.ts';
import type { ServiceContext } from '../service-context.ts';
import { addFile } from './add-file.ts';
import type { HotFile, TakeHotFile } from './hot-folder.ts';

/** Into which dossier papers go now, and who captures it. */
export interface OpenDossier {
  readonly dossierId: string;
  readonly person: Person;
}

/**
 * Takes files of a hot folder as uploads are taken. A file that a crash left between its commit and its move is known
 * by its hash in the dossier it went to, whichever is open now.
 *
 * @param openDossier null when there is none
 */
export function takeHotFile(
  context: ServiceContext,
  disk: DiskWatch,
  openDossier: () => Promise<OpenDossier | null>,
): TakeHotFile {
  return async (file) => {
    if (await isKept(context, file)) return 'kept';
    const open = await openDossier();
    if (open === null) return 'no-dossier';
    const { dossierId, person } = open;
    await file.note(dossierId);
    try {
      const { name, bytes } = file;
      await addFile(context, disk, person, { dossierId, name, content: file.content(), expectedBytes: bytes });
      return 'kept';
    } catch (error) {
      // Handed over while the file was looked at: it waits for the next one.
      if (['wrong-state', 'dossier-not-found'].includes(errorCodeOf(error))) return 'no-dossier';
      throw error;
    }
  };
}

async function isKept({ store }: ServiceContext, file: HotFile): Promise<boolean> {
  if (file.notedFor === null) return false;
  const hash = createHash('sha256');
  for await (const part of file.content()) hash.update(part);
  return (await store.read.papers.fileByHash(file.notedFor, hash.digest('hex'))) !== null;
}
