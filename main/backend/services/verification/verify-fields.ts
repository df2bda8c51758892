import type { Person } from '../../../../common/contract/session.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import { type FieldInput, fieldOf, keyedField } from '../intake/edit-fields.ts';
import { requirePaper } from '../intake/edit-papers.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOtherHands } from './require-other-hands.ts';

/** Confirms the value that stands, or that there is none. */
export async function confirmField(context: ServiceContext, person: Person, input: FieldInput): Promise<void> {
  const { dossierId, paperId, key } = input;
  await changeDossier(context, dossierId, ['verifying'], async ({ read, write, dossier, at }) => {
    await requireOtherHands(read, person, dossier);
    const field = fieldOf(await requirePaper(read, input), key);
    await write.papers.putField({ ...field, confirmedBy: person.id, confirmedAt: at });
    await write.audit.add({ at, byId: person.id, event: 'confirm-field', dossierId, detail: { paperId, key } });
  });
}

/** Replaces the value and confirms it; empty text confirms that the paper has none. */
export async function correctField(
  context: ServiceContext,
  person: Person,
  input: FieldInput & { readonly value: string },
): Promise<void> {
  const { dossierId, paperId, key, value } = input;
  await changeDossier(context, dossierId, ['verifying'], async ({ read, write, dossier, at }) => {
    await requireOtherHands(read, person, dossier);
    const field = keyedField(await requirePaper(read, input), key, value);
    await write.papers.putField({ ...field, confirmedBy: person.id, confirmedAt: at });
    await write.audit.add({ at, byId: person.id, event: 'correct-field', dossierId, detail: { paperId, key } });
  });
}
