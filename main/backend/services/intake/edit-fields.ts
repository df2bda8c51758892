import { StationError } from '../../../../common/contract/errors.ts';
import type { Person } from '../../../../common/contract/session.ts';
import { fieldKind } from '../../../../common/domain/document-types.ts';
import { normaliseFieldValue } from '../../../../common/domain/field-value.ts';
import type { FieldRecord, PaperRecord } from '../../../../storage/papers/records.ts';
import { changeDossier } from '../dossiers/change-dossier.ts';
import type { ServiceContext } from '../service-context.ts';
import { requirePaper } from './edit-papers.ts';

export interface FieldInput {
  readonly dossierId: string;
  readonly paperId: string;
  readonly key: string;
}

/** What is known of a field of a paper; one that was not read has nothing but its key. */
export function fieldOf(paper: PaperRecord, key: string): FieldRecord {
  if (fieldKind(paper.type, key) === undefined) throw new StationError('field-not-found');
  const field = paper.fields.find((candidate) => candidate.key === key);
  return (
    field ?? {
      paperId: paper.id,
      key,
      value: null,
      raw: null,
      confidence: 0,
      source: null,
      pageId: null,
      box: null,
      candidates: [],
      confirmedBy: null,
      confirmedAt: null,
    }
  );
}

/**
 * A field with a keyed value: certain, and no longer confirmed. What the machine read stays beside it.
 *
 * @param text empty for none
 * @throws StationError field-value-invalid
 */
export function keyedField(paper: PaperRecord, key: string, text: string): FieldRecord {
  const field = fieldOf(paper, key);
  const kind = fieldKind(paper.type, key) ?? 'text';
  const none = text.trim() === '';
  const value = none ? null : normaliseFieldValue(kind, text);
  if (!none && value === null) throw new StationError('field-value-invalid', key);
  return {
    ...field,
    value,
    confidence: none ? 0 : 1,
    source: none ? null : 'keyed',
    confirmedBy: null,
    confirmedAt: null,
  };
}

/** Keys a value; empty text clears it. */
export async function setField(
  context: ServiceContext,
  person: Person,
  input: FieldInput & { readonly value: string },
): Promise<void> {
  const { dossierId, paperId, key, value } = input;
  await changeDossier(context, dossierId, ['capturing'], async ({ read, write, at }) => {
    const paper = await requirePaper(read, input);
    await write.papers.putField(keyedField(paper, key, value));
    await write.audit.add({ at, byId: person.id, event: 'set-field', dossierId, detail: { paperId, key } });
  });
}

/** Notes why a finding may stand. */
export async function resolveFinding(
  context: ServiceContext,
  person: Person,
  input: { readonly dossierId: string; readonly findingId: string; readonly note: string },
): Promise<void> {
  const { dossierId, findingId, note } = input;
  await changeDossier(context, dossierId, ['capturing'], async ({ read, write, at }) => {
    const finding = (await read.findings.ofDossier(dossierId)).find((candidate) => candidate.id === findingId);
    // The list that the clerk saw is old: the finding is gone, or another took its place.
    if (finding === undefined) throw new StationError('request-invalid', 'finding');
    await write.findings.resolve(findingId, { id: person.id, at, note });
    const detail = { findingId, code: finding.code };
    await write.audit.add({ at, byId: person.id, event: 'resolve-finding', dossierId, reason: note, detail });
  });
}
