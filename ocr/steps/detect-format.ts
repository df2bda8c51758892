import { StationError } from '../../common/contract/errors.ts';

export type InputFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'pdf';

/** Bytes of the head that `detectFormat` needs. */
export const HEAD_BYTES = 1024;

/**
 * The format that the first bytes of a file show; its name plays no part.
 * Throws file-empty or file-type-unknown.
 */
export function detectFormat(head: Uint8Array): InputFormat {
  if (head.length === 0) throw new StationError('file-empty');
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, HEAD_BYTES)).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  // TIFF and BigTIFF, either byte order.
  if (/^(II[*+]\0|MM\0[*+])/.test(text)) return 'tiff';
  // Readers accept junk before the header of a PDF (ISO 32000-1, annex H, note 13).
  if (text.includes('%PDF-')) return 'pdf';
  throw new StationError('file-type-unknown');
}
