import { describe, expect, it } from 'vitest';
import { en } from '../../../../renderer/i18n/en.ts';
import { vi } from '../../../../renderer/i18n/vi.ts';

type Words = { readonly [key: string]: string | Words };

/** Placeholders of every text by its path. */
function placeholders(words: Words, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value !== 'string') for (const [inner, names] of placeholders(value, here)) found.set(inner, names);
    else
      found.set(
        here,
        [...value.matchAll(/\{\{(\w+)\}\}/g)]
          .map((match) => match[1])
          .sort()
          .join(),
      );
  }
  return found;
}

describe('the catalogues', () => {
  const vietnamese = placeholders(vi as Words);
  const english = placeholders(en as Words);

  it('fill the same places in with the same values', () => {
    for (const [key, names] of vietnamese) expect([key, english.get(key)]).toEqual([key, names]);
  });

  it('have no text that is empty', () => {
    const empty = [vi, en].flatMap((words) =>
      [...JSON.stringify(words).matchAll(/"(\w+)":""/g)].map((match) => match[1]),
    );
    expect(empty).toEqual([]);
  });

  it('keep English singulars beside their plurals', () => {
    for (const key of english.keys())
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other'))).toBe(true);
  });
});
