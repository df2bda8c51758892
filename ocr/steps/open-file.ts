import { createHash } from 'node:crypto';
import { StationError } from '../../common/contract/errors.ts';
import { detectFormat, HEAD_BYTES, type InputFormat } from './detect-format.ts';
import { type FileBytes, withFile } from './file-bytes.ts';
import { countInWords, LIMITS } from './limits.ts';
import { closePdf, countPdfPages } from './pdf-input.ts';
import { countTiffPages } from './tiff-pages.ts';

export interface OpenedFile {
  readonly format: InputFormat;
  readonly pages: number;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}

/**
 * Looks at a file as a whole: its format by content, its hash, how many pages it has. Nothing is decoded, and of a file
 * that is not a PDF no more than a megabyte is in memory at a time.
 * Throws file-not-found, file-no-permission, file-empty, file-too-large, file-type-unknown, file-truncated,
 * file-damaged, file-encrypted, too-many-pages.
 */
export async function openFile(path: string): Promise<OpenedFile> {
  return withFile(path, async (file) => {
    const format = detectFormat(await file.read(0, HEAD_BYTES));
    const pages = await countPages(path, file, format);
    if (pages > LIMITS.pages) {
      throw new StationError('too-many-pages', `${countInWords(pages)} > ${countInWords(LIMITS.pages)}`);
    }
    return { format, pages, sha256: await hashOf(file) };
  });
}

async function countPages(path: string, file: FileBytes, format: InputFormat): Promise<number> {
  if (format === 'pdf') return countPdfPages(path, file);
  closePdf();
  return format === 'tiff' ? countTiffPages(file) : 1;
}

const HASH_CHUNK = 1 << 20;

async function hashOf(file: FileBytes): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < file.size; at += HASH_CHUNK) hash.update(await file.read(at, HASH_CHUNK));
  return hash.digest('hex');
}
