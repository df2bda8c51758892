import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Does without a file of which no paper was read: it is not shown any more, its pages and their findings do not count.
 * Its bytes stay stored, and the same file handed in again is read anew. A paper is set aside by `removePaper`.
 *
 * @throws StationError file-not-found, still-reading; request-invalid when papers were read from it
 */
export async function dismissFile(
  context: ServiceContext,
  person: Person,
  { dossierId, fileId }: { readonly dossierId: string; readonly fileId: string },
): Promise<void> {
  await changeDossier(context, dossierId, ['capturing'], async ({ read, write, at }) => {
    const file = (await read.papers.files(dossierId)).find((candidate) => candidate.id === fileId);
    if (file === undefined || file.state === 'dismissed') throw new StationError('file-not-found');
    if (file.state === 'reading') throw new StationError('still-reading');
    const papers = await read.papers.allPapers(dossierId);
    if (papers.some((paper) => paper.fileId === fileId)) throw new StationError('request-invalid', 'file has papers');
    await write.papers.setFileDismissed(fileId);
    const detail = { fileId, ...(file.errorCode === null ? {} : { code: file.errorCode }) };
    await write.audit.add({ at, byId: person.id, event: 'dismiss-file', dossierId, detail });
  });
}
