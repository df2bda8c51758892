import { StationError } from '../../common/contract/errors.ts';
import type { FileBytes } from './file-bytes.ts';

export interface TiffLayout {
  readonly little: boolean;
  /** BigTIFF: offsets and counts of 64 bits. */
  readonly big: boolean;
  readonly firstDirectory: number;
}

/** One image file directory (TIFF 6.0, section 2); its values are read when asked for. */
export interface TiffDirectory {
  readonly layout: TiffLayout;
  /** Its place in the chain, from 0. */
  readonly number: number;
  /** Where the next one is, 0 after the last. */
  readonly next: number;
  /** In rising order. */
  readonly tags: readonly number[];
  has(tag: number): boolean;
  /** A tag's single number, when it stands in the directory itself. */
  inline(tag: number): number | undefined;
  /** The values of a tag as numbers; none when it isn't there or isn't numeric. */
  numbers(tag: number): Promise<readonly number[]>;
  /** The value of a tag as a classic TIFF keeps it. */
  raw(tag: number): Promise<{ readonly type: number; readonly count: number; readonly bytes: Buffer }>;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  readonly size: number;
  /** The value itself when it fits, else where it is. */
  readonly inline: Buffer;
}

/** Bytes of a value by type: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE … LONG8, SLONG8, IFD8. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8] as const;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const LONG8 = 16;
const IFD8 = 18;

const MAX_ENTRIES = 1000;
/** A colour profile has 4 MB at the outside; strips of a page of 30,000 rows have 240 KB. */
const MAX_VALUE_BYTES = 8 * 1024 * 1024;

/** What the header says. Throws file-truncated and file-damaged. */
export function tiffLayout(head: Buffer): TiffLayout {
  if (head.length < 8) throw new StationError('file-truncated');
  const little = head.toString('latin1', 0, 2) === 'II';
  const big = (little ? head.readUInt16LE(2) : head.readUInt16BE(2)) === 43;
  if (big && head.length < 16) throw new StationError('file-truncated');
  const reader = numberReader(little);
  return { little, big, firstDirectory: big ? reader.u64(head, 8) : reader.u32(head, 4) };
}

/** Reads the directory at an offset. Throws file-truncated when it lies beyond the end, file-damaged when it is none. */
export async function readTiffDirectory(
  file: FileBytes,
  layout: TiffLayout,
  offset: number,
  number: number,
): Promise<TiffDirectory> {
  const { u16, u32, u64 } = numberReader(layout.little);
  const [countBytes, entryBytes, wordBytes] = layout.big ? [8, 20, 8] : [2, 12, 4];
  if (offset >= file.size) throw new StationError('file-truncated', 'directory');
  const head = await file.read(offset, countBytes);
  if (head.length < countBytes) throw new StationError('file-truncated', 'directory');
  const count = layout.big ? u64(head, 0) : u16(head, 0);
  if (count === 0 || count > MAX_ENTRIES) throw new StationError('file-damaged', 'directory');
  const body = await file.read(offset + countBytes, count * entryBytes + wordBytes);
  if (body.length < count * entryBytes) throw new StationError('file-truncated', 'directory');
  const entries = new Map<number, Entry>();
  for (let i = 0; i < count; i += 1) {
    const at = i * entryBytes;
    const type = u16(body, at + 2);
    const values = layout.big ? u64(body, at + 4) : u32(body, at + 4);
    const inline = body.subarray(at + entryBytes - wordBytes, at + entryBytes);
    const size = (TYPE_BYTES[type] ?? 0) * values;
    // An unknown type or an absurd length makes an odd tag, not a broken page.
    if (size > 0 && size <= MAX_VALUE_BYTES) entries.set(u16(body, at), { type, count: values, size, inline });
  }
  // The last word is missing in files whose writer forgot it.
  const rest = body.subarray(count * entryBytes);
  const next = rest.length < wordBytes ? 0 : layout.big ? u64(rest, 0) : u32(rest, 0);

  const bytesOf = async ({ size, inline }: Entry): Promise<Buffer> => {
    if (size <= wordBytes) return inline.subarray(0, size);
    const bytes = await file.read(layout.big ? u64(inline, 0) : u32(inline, 0), size);
    if (bytes.length < size) throw new StationError('file-truncated', 'tag');
    return bytes;
  };
  return {
    layout,
    number,
    next,
    tags: [...entries.keys()].sort((a, b) => a - b),
    has: (tag) => entries.has(tag),
    inline(tag) {
      const entry = entries.get(tag);
      return entry === undefined || entry.size > wordBytes
        ? undefined
        : numbersOf(entry.inline, entry, layout.little)[0];
    },
    async numbers(tag) {
      const entry = entries.get(tag);
      return entry === undefined ? [] : numbersOf(await bytesOf(entry), entry, layout.little);
    },
    async raw(tag) {
      const entry = entries.get(tag);
      if (entry === undefined) throw new StationError('file-damaged', 'tag');
      const bytes = await bytesOf(entry);
      if (entry.type < LONG8) return { type: entry.type, count: entry.count, bytes };
      return asLongs(numbersOf(bytes, entry, layout.little), layout.little);
    },
  };
}

function numbersOf(bytes: Buffer, entry: Entry, little: boolean): readonly number[] {
  const { u16, u32, u64 } = numberReader(little);
  const numbers: number[] = [];
  const size = TYPE_BYTES[entry.type] ?? 0;
  for (let i = 0; i < entry.count; i += 1) {
    const at = i * size;
    if (size === 1) numbers.push(bytes[at]!);
    else if (entry.type === SHORT) numbers.push(u16(bytes, at));
    else if (entry.type === LONG || entry.type === 13) numbers.push(u32(bytes, at));
    else if (entry.type === RATIONAL) numbers.push(u32(bytes, at) / u32(bytes, at + 4));
    else if (entry.type >= LONG8 && entry.type <= IFD8) numbers.push(u64(bytes, at));
    else break;
  }
  return numbers;
}

/** 64-bit numbers as a classic TIFF can keep them; what doesn't fit is no value that a single page could have. */
function asLongs(numbers: readonly number[], little: boolean): { type: number; count: number; bytes: Buffer } {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [i, number] of numbers.entries()) {
    const value = Math.min(number, 0xffff_ffff);
    if (little) bytes.writeUInt32LE(value, i * 4);
    else bytes.writeUInt32BE(value, i * 4);
  }
  return { type: LONG, count: numbers.length, bytes };
}

interface NumberReader {
  u16(bytes: Buffer, at: number): number;
  u32(bytes: Buffer, at: number): number;
  u64(bytes: Buffer, at: number): number;
}

function numberReader(little: boolean): NumberReader {
  return little
    ? {
        u16: (bytes, at) => bytes.readUInt16LE(at),
        u32: (bytes, at) => bytes.readUInt32LE(at),
        u64: (bytes, at) => Number(bytes.readBigUInt64LE(at)),
      }
    : {
        u16: (bytes, at) => bytes.readUInt16BE(at),
        u32: (bytes, at) => bytes.readUInt32BE(at),
        u64: (bytes, at) => Number(bytes.readBigUInt64BE(at)),
      };
}
