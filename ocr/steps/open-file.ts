import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import sharp from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import { detectFormat, HEAD_BYTES, type InputFormat } from './detect-format.ts';
import { decodingError } from './image-errors.ts';
import { LIMITS } from './limits.ts';
import { countPdfPages } from './pdf-input.ts';

export interface OpenedFile {
  readonly format: InputFormat;
  readonly pages: number;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}

/**
 * Looks at a file as a whole: its format by content, its hash, how many pages it has.
 * Throws file-not-found, file-empty, file-too-large, file-type-unknown, file-damaged, file-encrypted, too-many-pages.
 */
export async function openFile(path: string): Promise<OpenedFile> {
  const bytes = await readBytes(path);
  const format = detectFormat(bytes.subarray(0, HEAD_BYTES));
  const pages = format === 'pdf' ? await countPdfPages(path, bytes) : await countImagePages(bytes, format);
  if (pages > LIMITS.pages) throw new StationError('too-many-pages', `${pages} > ${LIMITS.pages}`);
  if (pages < 1) throw new StationError('file-damaged', 'no pages');
  return { format, pages, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The bytes of an input within the size limit. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch((error: unknown) => {
    throw new StationError('file-not-found', undefined, { cause: error });
  });
  if (!found.isFile()) throw new StationError('file-not-found', 'not a file');
  if (found.size === 0) throw new StationError('file-empty');
  if (found.size > LIMITS.fileBytes) throw new StationError('file-too-large', `${found.size} bytes`);
  return readFile(path);
}

async function countImagePages(bytes: Uint8Array, format: InputFormat): Promise<number> {
  try {
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    return format === 'tiff' ? (metadata.pages ?? 1) : 1;
  } catch (error) {
    throw decodingError(error, bytes, format);
  }
}
