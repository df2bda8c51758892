import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOtherHands } from './require-other-hands.ts';

/**
 * The supervisor answers for a seal or signature that the machine did not see: looked at the image, it is there, or the
 * paper is valid without.
 *
 * @throws StationError wrong-state, own-capture, request-invalid when there is no such finding
 */
export async function acceptFinding(
  context: ServiceContext,
  person: Person,
  input: { readonly dossierId: string; readonly findingId: string; readonly note: string },
): Promise<void> {
  const { dossierId, findingId, note } = input;
  await changeDossier(context, dossierId, ['verifying'], async ({ dossier, read, write, at }) => {
    await requireOtherHands(read, person, dossier);
    const finding = (await read.findings.ofDossier(dossierId)).find((candidate) => candidate.id === findingId);
    if (finding?.code !== 'seal-missing' && finding?.code !== 'signature-missing') {
      throw new StationError('request-invalid', 'finding');
    }
    await write.findings.resolve(findingId, { id: person.id, at, note });
    const detail = { findingId, code: finding.code };
    await write.audit.add({ at, byId: person.id, event: 'accept-finding', dossierId, reason: note, detail });
  });
}
