import { StationError } from '../../common/contract/errors.ts';
import type { FileBytes } from './file-bytes.ts';
import { LIMITS } from './limits.ts';
import { readTiffDirectory, type TiffDirectory, type TiffLayout, tiffLayout } from './tiff-directory.ts';

// Pages of a TIFF, found and cut out without reading the rest of the file: a stack of 500 pages is read once, not 500
// times, an odd tag never reaches the decoder, and a page with a broken directory or lost strips costs that page only.

/** A page as it stands in the file, or the error that its place in the chain of directories ended with. */
type TiffPlace = { readonly directory: TiffDirectory } | { readonly error: StationError };

const TAG = {
  subfileType: 254,
  oldSubfileType: 255,
  width: 256,
  height: 257,
  compression: 259,
  stripOffsets: 273,
  stripByteCounts: 279,
  xResolution: 282,
  yResolution: 283,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;

/** What a decoder needs of a page; all else (thumbnails, notes, private tags) stays behind. */
const KEPT = new Set([
  256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 292, 293, 296, 317, 320, 322, 323, 324, 325,
  332, 334, 338, 339, 347, 529, 530, 531, 532, 34675,
]);

/** JPEG as TIFF 6.0 first had it: its tables lie anywhere in the file. */
const OLD_JPEG = 6;

/** How many pages a TIFF has; one more when the chain of directories breaks off. Throws when it breaks at the first. */
export async function countTiffPages(file: FileBytes): Promise<number> {
  const places = await findPages(file, LIMITS.pages + 1);
  const [first] = places;
  if (first === undefined) throw new StationError('file-damaged', 'no pages');
  if (places.length === 1 && 'error' in first) throw first.error;
  return places.length;
}

export interface TiffPage {
  /** A TIFF of this page alone; undefined when it can't be cut out and the decoder has to see the whole file. */
  readonly bytes: Buffer | undefined;
  /** Its number for a decoder that sees the whole file: thumbnails count there. */
  readonly numberInFile: number;
  /** Pixels per inch across and down, when the file states both. */
  readonly dpi: { readonly x: number; readonly y: number } | undefined;
}

/** Cuts one page out. Throws file-damaged, file-truncated, and what `checkSize` throws. */
export async function readTiffPage(
  file: FileBytes,
  index: number,
  checkSize: (width: number, height: number) => void,
): Promise<TiffPage> {
  const place = (await findPages(file, index + 1))[index];
  if (place === undefined) throw new StationError('file-damaged', `no page ${index + 1}`);
  if ('error' in place) throw place.error;
  const { directory } = place;
  const width = directory.inline(TAG.width);
  const height = directory.inline(TAG.height);
  if (width === undefined || height === undefined) throw new StationError('file-damaged', 'no size');
  checkSize(width, height);
  const page = { numberInFile: directory.number, dpi: await resolutionOf(directory) };
  return {
    ...page,
    bytes: directory.inline(TAG.compression) === OLD_JPEG ? undefined : await cutOut(file, directory, width * height),
  };
}

async function findPages(file: FileBytes, atMost: number): Promise<readonly TiffPlace[]> {
  const layout = tiffLayout(await file.read(0, 16));
  const pages: TiffPlace[] = [];
  const small: TiffPlace[] = [];
  const seen = new Set<number>();
  let offset = layout.firstDirectory;
  for (let number = 0; offset !== 0 && !seen.has(offset) && pages.length < atMost; number += 1) {
    // Thumbnails without end are no page either.
    if (small.length > LIMITS.pages) break;
    seen.add(offset);
    const place = await readTiffDirectory(file, layout, offset, number).then(
      (directory): TiffPlace => ({ directory }),
      (error: unknown): TiffPlace => ({ error: asStationError(error) }),
    );
    const isPage = 'error' in place || !isReduced(place.directory);
    (isPage ? pages : small).push(place);
    // Behind a broken directory nothing more can be found.
    offset = 'error' in place ? 0 : place.directory.next;
  }
  return pages.length > 0 ? pages : small;
}

function asStationError(error: unknown): StationError {
  if (error instanceof StationError) return error;
  throw error;
}

/** A thumbnail or a mask beside the real page. */
function isReduced(directory: TiffDirectory): boolean {
  const kind = directory.inline(TAG.subfileType) ?? 0;
  const oldKind = directory.inline(TAG.oldSubfileType) ?? 1;
  return (kind & 0b101) !== 0 || oldKind === 2;
}

async function resolutionOf(directory: TiffDirectory): Promise<TiffPage['dpi']> {
  const [x] = await directory.numbers(TAG.xResolution);
  const [y] = await directory.numbers(TAG.yResolution);
  const unit = directory.inline(TAG.resolutionUnit) ?? 2;
  const factor = unit === 2 ? 1 : unit === 3 ? 2.54 : 0;
  if (x === undefined || y === undefined || !(x * factor > 0) || !(y * factor > 0)) return undefined;
  return { x: x * factor, y: y * factor };
}

/** One page as a classic TIFF of its own; undefined when the file doesn't say where its strips end. */
async function cutOut(file: FileBytes, directory: TiffDirectory, pixels: number): Promise<Buffer | undefined> {
  const tiled = directory.has(TAG.tileOffsets);
  const offsetTag = tiled ? TAG.tileOffsets : TAG.stripOffsets;
  const countTag = tiled ? TAG.tileByteCounts : TAG.stripByteCounts;
  const offsets = await directory.numbers(offsetTag);
  const counts = await directory.numbers(countTag);
  if (offsets.length === 0 || counts.length !== offsets.length) return undefined;
  const total = counts.reduce((sum, count) => sum + count, 0);
  // Strips may share bytes: a page of a few KB must not become gigabytes. 16-bit CMYK with alpha takes ten a pixel.
  if (total > Math.min(LIMITS.fileBytes, pixels * 10 + 65_536 * offsets.length)) {
    throw new StationError('file-damaged', 'strips larger than the page');
  }
  const { layout } = directory;
  const entries = directory.tags.filter((tag) => KEPT.has(tag));
  const values = await Promise.all(entries.map(async (tag) => ({ tag, ...(await directory.raw(tag)) })));
  const writer = new PageWriter(layout, entries.length);
  const places = [];
  for (const [i, offset] of offsets.entries()) {
    const strip = await file.read(offset, counts[i]!);
    if (strip.length < counts[i]!) throw new StationError('file-truncated', `strip ${i + 1}`);
    places.push(writer.append(strip));
  }
  for (const { tag, type, count, bytes } of values) {
    if (tag === offsetTag) writer.numbers(tag, places);
    else if (tag === countTag) writer.numbers(tag, counts);
    else writer.entry(tag, type, count, bytes);
  }
  return writer.finish();
}

/** Writes a classic TIFF of one directory: header, data, then the directory. */
class PageWriter {
  readonly #little: boolean;
  readonly #chunks: Buffer[] = [Buffer.alloc(8)];
  readonly #directory: Buffer;
  #length = 8;
  #entries = 0;

  constructor(layout: TiffLayout, entries: number) {
    this.#little = layout.little;
    this.#directory = Buffer.alloc(2 + entries * 12 + 4);
  }

  append(bytes: Buffer): number {
    const at = this.#length;
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    // Values stand on even places (TIFF 6.0, section 2).
    if (bytes.length % 2 === 1) {
      this.#chunks.push(Buffer.alloc(1));
      this.#length += 1;
    }
    return at;
  }

  /** An entry of 32-bit numbers. */
  numbers(tag: number, values: readonly number[]): void {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) this.#write32(bytes, value, i * 4);
    this.entry(tag, 4, values.length, bytes);
  }

  entry(tag: number, type: number, count: number, bytes: Buffer): void {
    const at = 2 + this.#entries * 12;
    this.#write16(this.#directory, tag, at);
    this.#write16(this.#directory, type, at + 2);
    this.#write32(this.#directory, count, at + 4);
    if (bytes.length <= 4) bytes.copy(this.#directory, at + 8);
    else this.#write32(this.#directory, this.append(bytes), at + 8);
    this.#entries += 1;
  }

  finish(): Buffer {
    this.#write16(this.#directory, this.#entries, 0);
    const header = this.#chunks[0]!;
    header.write(this.#little ? 'II' : 'MM', 'latin1');
    this.#write16(header, 42, 2);
    this.#write32(header, this.append(this.#directory), 4);
    return Buffer.concat(this.#chunks, this.#length);
  }

  #write16(target: Buffer, value: number, at: number): void {
    if (this.#little) target.writeUInt16LE(value, at);
    else target.writeUInt16BE(value, at);
  }

  #write32(target: Buffer, value: number, at: number): void {
    if (this.#little) target.writeUInt32LE(value, at);
    else target.writeUInt32BE(value, at);
  }
}
