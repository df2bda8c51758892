import { parseDateWords } from '../../repair/number-words.ts';
import type { Draft } from '../layout/draft.ts';
import type { Entry } from '../layout/entry.ts';
import { textOf } from '../layout/page-view.ts';

/** The same date written in words after the digits settles it: it agrees, or it speaks for another one. */
export function confirmByWords(draft: Draft | undefined, entries: readonly Entry[], label: string): Draft | undefined {
  const at = entries.findIndex((entry) => entry.id === label);
  const next = entries[at + 1];
  if (draft === undefined || next?.id !== 'inWords') return draft;
  const words = parseDateWords(textOf([...next.beside, ...next.below.slice(0, 2).flat()]));
  if (words === null) return draft;
  if (words === draft.value) return { ...draft, evidence: { ...draft.evidence, agreement: 1 } };
  // The year in words may have lost its last word at the line's end, so it must agree; and one of day and month.
  const [year, ...rest] = words.split('-');
  const [ownYear, ...ownRest] = draft.value.split('-');
  const alike = rest.filter((part, i) => part === ownRest[i]).length;
  const evidence = { ...draft.evidence, doubts: draft.evidence.doubts + 1 };
  if (year !== ownYear || alike !== 1) return { ...draft, evidence, alternatives: [words, ...draft.alternatives] };
  return { ...draft, evidence, value: words, alternatives: [draft.value] };
}
