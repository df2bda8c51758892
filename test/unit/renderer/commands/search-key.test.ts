import { describe, expect, it } from 'vitest';
import { matchesSearch, searchKey } from '../../../../renderer/commands/search-key.ts';

describe('searchKey', () => {
  it('is what a hurried person types', () => {
    expect(searchKey('  Đăng ký  THƯỜNG trú ')).toBe('dang ky thuong tru');
  });
});

describe('matchesSearch', () => {
  const text = '1.004222 Đăng ký thường trú Registration of permanent residence';

  it('finds beginnings of words in any order, with or without marks', () => {
    expect(matchesSearch(text, 'thuong tru')).toBe(true);
    expect(matchesSearch(text, 'trú thườ')).toBe(true);
    expect(matchesSearch(text, 'perm')).toBe(true);
    expect(matchesSearch(text, 'ermanent')).toBe(false);
  });

  it('finds codes and initials', () => {
    expect(matchesSearch(text, '1.0042')).toBe(true);
    expect(matchesSearch(text, 'dktt')).toBe(true);
    expect(matchesSearch(text, 'dkks')).toBe(false);
  });

  it('finds everything when nothing is typed', () => {
    expect(matchesSearch(text, '   ')).toBe(true);
  });
});
