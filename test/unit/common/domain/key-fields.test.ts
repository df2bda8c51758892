import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, fieldKind } from '../../../../common/domain/document-types.ts';
import { keyFieldRole, keyFieldsOf } from '../../../../common/domain/key-fields.ts';

describe('key fields', () => {
  it.each(DOCUMENT_TYPES.map((type) => type.id))('of %s are fields of that type, each in one role', (type) => {
    const { always, whenRead } = keyFieldsOf(type);
    for (const key of [...always, ...whenRead]) expect(fieldKind(type, key)).toBeDefined();
    expect(new Set([...always, ...whenRead]).size).toBe(always.length + whenRead.length);
    for (const key of always) expect(keyFieldRole(type, key)).toBe('always');
    for (const key of whenRead) expect(keyFieldRole(type, key)).toBe('when-read');
  });

  it('are none for a paper of no known type', () => {
    expect(keyFieldRole('other', 'fullName')).toBeNull();
  });
});
