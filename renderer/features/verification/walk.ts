import type { DossierDetail, FieldView, PaperView } from '../../../common/contract/views.ts';
import { wantsEyes } from '../fields/field-state.ts';

/** A field of a dossier, named for good: `paperId/key`. */
export type FieldRef = string;

/** Where the supervisor is: at a field, or at the last step, where the whole dossier is approved. */
export type Place = { readonly kind: 'field'; readonly ref: FieldRef } | { readonly kind: 'final' };

export interface Found {
  readonly paper: PaperView;
  readonly field: FieldView;
}

export function refOf(paper: PaperView, field: FieldView): FieldRef {
  return `${paper.id}/${field.key}`;
}

/** The field that a reference names; undefined when the paper or field is no longer there. */
export function findField(dossier: DossierDetail, ref: FieldRef): Found | undefined {
  for (const paper of dossier.papers) {
    for (const field of paper.fields) if (refOf(paper, field) === ref) return { paper, field };
  }
  return undefined;
}

/** Fields that want eyes, in the order of papers and print. */
export function doubtfulRefs(dossier: DossierDetail): readonly FieldRef[] {
  return dossier.papers.flatMap((paper) => paper.fields.filter(wantsEyes).map((field) => refOf(paper, field)));
}

/**
 * The way through a dossier: the doubtful fields that were there when it was opened, in their order, then those that
 * came up since; a field keeps its place once confirmed, so that going back is possible.
 */
export function extendWalk(walk: readonly FieldRef[], dossier: DossierDetail): readonly FieldRef[] {
  const known = new Set(walk);
  const added = doubtfulRefs(dossier).filter((ref) => !known.has(ref));
  const kept = walk.filter((ref) => findField(dossier, ref) !== undefined);
  return added.length === 0 && kept.length === walk.length ? walk : [...kept, ...added];
}

/** True once a person confirmed the field, or is about to: `sent` holds confirmations on their way. */
export function isSettled(dossier: DossierDetail, ref: FieldRef, sent: ReadonlySet<FieldRef>): boolean {
  if (sent.has(ref)) return true;
  const found = findField(dossier, ref);
  return found === undefined || !wantsEyes(found.field);
}

/** The next place after a field: the following doubtful one still open, else an earlier one, else the last step. */
export function placeAfter(
  dossier: DossierDetail,
  walk: readonly FieldRef[],
  from: FieldRef | null,
  sent: ReadonlySet<FieldRef>,
): Place {
  const at = from === null ? -1 : walk.indexOf(from);
  const order = [...walk.slice(at + 1), ...walk.slice(0, Math.max(0, at))];
  const next = order.find((ref) => !isSettled(dossier, ref, sent));
  return next === undefined ? { kind: 'final' } : { kind: 'field', ref: next };
}

/** One step along the way without confirming anything; it ends at the last step, and begins at the first field. */
export function placeBeside(walk: readonly FieldRef[], place: Place, by: 1 | -1): Place {
  if (walk.length === 0) return { kind: 'final' };
  const at = place.kind === 'final' ? walk.length : walk.indexOf(place.ref);
  const next = Math.max(0, at === -1 ? 0 : at + by);
  const ref = walk[next];
  return ref === undefined ? { kind: 'final' } : { kind: 'field', ref };
}
