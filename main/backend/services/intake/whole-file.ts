import type { FileHandle } from 'node:fs/promises';
import { errorCodeOf } from '../../../../common/contract/errors.ts';
import { detectFormat, HEAD_BYTES } from '../../../../ocr/steps/detect-format.ts';

/** Readers look for the end mark of a PDF there (ISO 32000-1, annex H, note 18); scanners pad other formats too. */
const TAIL_BYTES = 1024;
const MAX_DIRECTORIES = 10_000;

/** How a file ends: as its format should; not so, or nobody can tell; or it is none that the station reads. */
export type FileEnd = 'whole' | 'cut' | 'unknown';

/** Tells from a file's head and end whether its writer was done. What lies between is not looked at. */
export async function endOfFile(file: FileHandle, bytes: number): Promise<FileEnd> {
  if (bytes === 0) return 'cut';
  const head = await readAt(file, 0, Math.min(bytes, HEAD_BYTES));
  try {
    const format = detectFormat(head);
    if (format === 'tiff') return await endOfTiff(file, bytes, head);
    if (format === 'webp') return head.length >= 8 && head.readUInt32LE(4) + 8 <= bytes ? 'whole' : 'cut';
    const tail = (await readAt(file, Math.max(0, bytes - TAIL_BYTES), Math.min(bytes, TAIL_BYTES))).toString('latin1');
    const mark = { pdf: '%%EOF', png: 'IEND', jpeg: '\xff\xd9' }[format];
    return tail.includes(mark) ? 'whole' : 'cut';
  } catch (error) {
    if (errorCodeOf(error) === 'file-type-unknown') return 'unknown';
    throw error;
  }
}

/**
 * TIFF 6.0, section 2: a chain of directories, one a page. Writers set the link to a page's directory last, so a chain
 * that stays within the file, its images too, is a whole file.
 */
async function endOfTiff(file: FileHandle, bytes: number, head: Buffer): Promise<FileEnd> {
  const little = head[0] === 0x49;
  const u16 = (from: Buffer, at: number): number => (little ? from.readUInt16LE(at) : from.readUInt16BE(at));
  const u32 = (from: Buffer, at: number): number => (little ? from.readUInt32LE(at) : from.readUInt32BE(at));
  if (head.length < 8) return 'cut';
  // BigTIFF, which no scanner at a counter writes.
  if (u16(head, 2) !== 42) return 'cut';
  let at = u32(head, 4);
  if (at === 0) return 'cut';
  for (let page = 0; at !== 0; page += 1) {
    if (page === MAX_DIRECTORIES) return 'cut';
    if (at + 2 > bytes) return 'cut';
    const entries = u16(await readAt(file, at, 2), 0);
    const length = entries * 12 + 4;
    if (at + 2 + length > bytes) return 'cut';
    const directory = await readAt(file, at + 2, length);
    for (let entry = 0; entry < entries; entry += 1) {
      const extent = valueBytes(u16(directory, entry * 12 + 2)) * u32(directory, entry * 12 + 4);
      if (extent > 4 && u32(directory, entry * 12 + 8) + extent > bytes) return 'cut';
    }
    if (!(await imageIsThere(directory, entries))) return 'cut';
    at = u32(directory, entries * 12);
  }
  return 'whole';

  /** The parts of the image, in strips (tags 273, 279) or tiles (324, 325), lie within the file. */
  async function imageIsThere(directory: Buffer, entries: number): Promise<boolean> {
    const values = async (...tags: readonly number[]): Promise<readonly number[]> => {
      for (let at = 0; at < entries * 12; at += 12) {
        if (!tags.includes(u16(directory, at))) continue;
        const size = valueBytes(u16(directory, at + 2));
        const count = u32(directory, at + 4);
        // SHORT or LONG, says the format; the reader tells what is wrong with others.
        if (size !== 2 && size !== 4) return [];
        const inline = size * count <= 4;
        const raw = inline
          ? directory.subarray(at + 8, at + 12)
          : await readAt(file, u32(directory, at + 8), size * count);
        return Array.from({ length: count }, (_, index) => (size === 2 ? u16(raw, index * 2) : u32(raw, index * 4)));
      }
      return [];
    };
    const offsets = await values(273, 324);
    const counts = await values(279, 325);
    return offsets.every((offset, index) => offset + (counts[index] ?? 0) <= bytes);
  }
}

/** Bytes of a value of a TIFF field type. */
function valueBytes(type: number): number {
  return { 3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 }[type] ?? 1;
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return bytesRead === length ? buffer : buffer.subarray(0, bytesRead);
}
