import type { FieldView, PaperView } from '../../../common/contract/views.ts';
import type { MarkState } from '../../design/mark-state.ts';

export type FieldState = 'sure' | 'doubtful' | 'missing' | 'confirmed' | 'empty';

/**
 * How a field stands: confirmed by a person; doubtful; missing = doubtful since nothing was read; empty = nothing was
 * read and nothing has to be; sure.
 */
export function fieldState(field: FieldView): FieldState {
  if (field.confirmed !== null) return 'confirmed';
  if (field.doubtful) return field.value === null ? 'missing' : 'doubtful';
  return field.value === null ? 'empty' : 'sure';
}

export const FIELD_MARKS: Readonly<Record<FieldState, MarkState>> = {
  sure: 'sure',
  confirmed: 'sure',
  doubtful: 'doubtful',
  missing: 'doubtful',
  empty: 'waiting',
};

/** True while somebody still has to look at the field. */
export function wantsEyes(field: FieldView): boolean {
  return field.doubtful && field.confirmed === null;
}

/** How many of a paper's fields still want eyes. */
export function doubtfulCount(paper: PaperView): number {
  return paper.fields.filter(wantsEyes).length;
}
