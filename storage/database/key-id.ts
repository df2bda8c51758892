import { createHash } from 'node:crypto';

/** Names a key without telling it: 32 random bytes can't be guessed from a hash. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('tram-so-hoa database key\n').update(key).digest('hex').slice(0, 16);
}
