import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../../../main/backend/services/accounts/password-hash.ts';

describe('a password', () => {
  it('is known by its hash, in whichever Unicode form it is typed', async () => {
    const hash = await hashPassword('Mật khẩu 1');
    expect(hash).not.toContain('Mật');
    expect(await verifyPassword('Mật khẩu 1'.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword('mật khẩu 1', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('has another hash each time', async () => {
    expect(await hashPassword('a')).not.toBe(await hashPassword('a'));
  });

  it('never matches what is no hash', async () => {
    for (const stored of ['', 'a', 'scrypt$1$1$1$AA==', 'bcrypt$32768$8$1$AA==$AA==']) {
      expect(await verifyPassword('a', stored)).toBe(false);
    }
  });
});
