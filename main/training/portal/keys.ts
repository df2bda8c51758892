import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './durable.ts';

/** The portal's secrets: they last as long as its folder, so receipts and tokens outlive a restart. */
export interface PortalKeys {
  readonly keyId: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** Ed25519, base64. */
  sign(text: string): string;
  /** A bearer token of a client, good until the given time (ms). */
  issueToken(clientId: string, expiresAt: number): string;
  /** Client of a token that this portal issued and that is still good; null otherwise. */
  readToken(token: string, now: number): string | null;
}

export async function openKeys(folder: string): Promise<PortalKeys> {
  const pem = await readOrCreate(join(folder, 'receipt-key.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const tokenSecret = Buffer.from(
    await readOrCreate(join(folder, 'token-secret'), () => randomBytes(32).toString('base64')),
    'base64',
  );
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
    issueToken: (clientId, expiresAt) => {
      const claims = Buffer.from(JSON.stringify({ clientId, expiresAt, id: randomBytes(8).toString('hex') }));
      return `${claims.toString('base64url')}.${macOf(tokenSecret, claims)}`;
    },
    readToken: (token, now) => {
      const [encoded = '', mac = ''] = token.split('.');
      const claims = Buffer.from(encoded, 'base64url');
      const expected = Buffer.from(macOf(tokenSecret, claims));
      const given = Buffer.from(mac);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const { clientId, expiresAt } = JSON.parse(claims.toString('utf8')) as { clientId: string; expiresAt: number };
      return expiresAt > now ? clientId : null;
    },
  };
}

function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

function macOf(secret: Buffer, claims: Buffer): string {
  return createHmac('sha256', secret).update(claims).digest('base64url');
}

async function readOrCreate(path: string, create: () => string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const content = create();
    await writeAtomically(path, content);
    return content;
  }
}
