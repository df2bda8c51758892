import { createPublicKey, verify } from 'node:crypto';
import { type PortalReceipt, receiptText } from '../../../common/contract/portal-message.ts';

/**
 * Whether a receipt was signed with a key.
 *
 * @param publicKey SPKI in PEM, Ed25519
 */
export function isSignedBy(receipt: PortalReceipt, publicKey: string): boolean {
  const text = Buffer.from(receiptText(receipt), 'utf8');
  return verify(null, text, createPublicKey(publicKey), Buffer.from(receipt.signature, 'base64'));
}
