import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PageReading } from '../../common/domain/reading.ts';
import { openFile } from './open-file.ts';
import type { WrittenPdf } from './pdf-writer.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Whether a PDF of these pages is to be the file that they were read from: it is a PDF, they are all its pages in its
 * order, and it bears a signature, which any other bytes would void, or carries the text of every page itself.
 */
export async function keepsOriginal(
  source: string,
  pages: readonly { readonly reading: PageReading }[],
): Promise<boolean> {
  if (pages.length === 0 || pages.some(({ reading }, place) => reading.index !== place)) return false;
  const file = await openFile(source);
  if (file.format !== 'pdf' || file.pages !== pages.length) return false;
  const ownText = pages.every(({ reading }) => reading.textFrom === 'pdf' || reading.blank);
  if (ownText && pages.some(({ reading }) => reading.textFrom === 'pdf')) return true;
  return isSignedPdf(await readFile(source));
}

/** Copies the file whole or not at all. */
export async function copyOriginal(source: string, out: string): Promise<WrittenPdf> {
  const bytes = await readFile(source);
  await writeWhole(out, bytes);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

const BYTE_RANGE = /^\/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/;
/** Characters that a byte range takes at most, padding included. */
const BYTE_RANGE_LENGTH = 256;

/**
 * Whether a PDF bears a digital signature or document time stamp: a byte range from the first byte, which leaves out
 * one hex string (ISO 32000-1, 12.8.1). A signature's dictionary is never compressed, so its bytes are to be seen.
 * Says nothing of whether the signature is valid.
 */
export function isSignedPdf(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('/ByteRange'); at >= 0; at = file.indexOf('/ByteRange', at + 1)) {
    const range = BYTE_RANGE.exec(file.toString('latin1', at, at + BYTE_RANGE_LENGTH));
    if (range === null) continue;
    const [, gap, again, rest] = range.map(Number) as [number, number, number, number];
    if (again <= gap || again + rest > file.length) continue;
    const left = file.toString('latin1', gap, again).replace(/[\s\0]/g, '');
    // A place kept for a signature to come is filled with zeros.
    if (/^<?[0-9a-f]+>?$/i.test(left) && !/^<?0*>?$/.test(left)) return true;
  }
  return false;
}
