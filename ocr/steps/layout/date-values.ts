import { readDate } from '../../repair/date.ts';
import type { Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { type Token, textOf } from './page-view.ts';
import { draftOf, meaningful } from './values.ts';

/** A date beside the label or on the next row. */
export function dateDraft(entry: Entry, options: { readonly year?: boolean } = {}): Draft | undefined {
  for (const tokens of [meaningful(entry.beside), meaningful(entry.below[0] ?? [])]) {
    const draft = dateDraftOf(tokens, entry.similarity, options);
    if (draft !== undefined) return draft;
  }
  return undefined;
}

/** A date on the rows under a label whose own value comes first. */
export function dateBelow(entry: Entry): Draft | undefined {
  for (const row of entry.below.slice(0, 3)) {
    const draft = dateDraftOf(meaningful(row), entry.similarity);
    if (draft !== undefined) return draft;
  }
  return undefined;
}

/** The first date among words. */
export function dateDraftOf(
  tokens: readonly Token[],
  label: number,
  options: { readonly year?: boolean } = {},
): Draft | undefined {
  const read = readDate(textOf(tokens), options);
  if (read === null) return undefined;
  return draftOf('date', read.value, tokensWithin(tokens, read.matched), label, {
    changes: read.changes,
    alternatives: read.alternatives,
  });
}

/** The words that a matched part of their joined text covers; all of them when it can't be found again. */
function tokensWithin(tokens: readonly Token[], matched: string): readonly Token[] {
  const wanted = matched.replace(/\s/gu, '').toLowerCase();
  for (let from = 0; from < tokens.length; from += 1) {
    for (let to = from; to < tokens.length; to += 1) {
      const joined = tokens
        .slice(from, to + 1)
        .map((token) => token.text)
        .join('')
        .toLowerCase();
      if (joined.length > wanted.length + 24) break;
      if (
        !joined
          .normalize('NFD')
          .replace(/\p{M}/gu, '')
          .replace(/đ/gu, 'd')
          .includes(wanted.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd'))
      )
        continue;
      let start = from;
      while (start < to) {
        const shorter = tokens
          .slice(start + 1, to + 1)
          .map((token) => token.text)
          .join('')
          .toLowerCase();
        if (
          !shorter
            .normalize('NFD')
            .replace(/\p{M}/gu, '')
            .replace(/đ/gu, 'd')
            .includes(wanted.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd'))
        )
          break;
        start += 1;
      }
      return tokens.slice(start, to + 1);
    }
  }
  return tokens;
}
