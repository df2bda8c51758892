/** A value of a tag: SHORT (3), LONG (4), RATIONAL (5), bytes (1) or text (2); an own `type` says which. */
export interface TiffTag {
  readonly tag: number;
  readonly type: 1 | 2 | 3 | 4 | 5;
  readonly values: readonly number[];
}

export interface TiffPageSpec {
  readonly width: number;
  readonly height: number;
  /** Strips or tiles, as they are to stand in the file. */
  readonly strips: readonly Uint8Array[];
  /** Besides size, strips and their lengths; a tag given here wins. */
  readonly tags: readonly TiffTag[];
}

const SIZES = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 } as const;

export const short = (tag: number, ...values: number[]): TiffTag => ({ tag, type: 3, values });
export const long = (tag: number, ...values: number[]): TiffTag => ({ tag, type: 4, values });
export const rational = (tag: number, value: number): TiffTag => ({ tag, type: 5, values: [value] });

/** Tags of an uncompressed grey page of 8 bits. */
export function greyTags(rowsPerStrip: number, compression = 1): readonly TiffTag[] {
  return [short(258, 8), short(259, compression), short(262, 1), short(277, 1), long(278, rowsPerStrip)];
}

/** A TIFF by hand, so that nothing in it need be as a decoder would wish. */
export function writeTiff(pages: readonly TiffPageSpec[], little = true): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  const add = (bytes: Uint8Array): number => {
    const at = length;
    chunks.push(Buffer.from(bytes));
    length += bytes.length;
    if (length % 2 === 1) {
      chunks.push(Buffer.alloc(1));
      length += 1;
    }
    return at;
  };
  const u16 = (value: number): Buffer => {
    const out = Buffer.alloc(2);
    if (little) out.writeUInt16LE(value & 0xffff);
    else out.writeUInt16BE(value & 0xffff);
    return out;
  };
  const u32 = (value: number): Buffer => {
    const out = Buffer.alloc(4);
    if (little) out.writeUInt32LE(value >>> 0);
    else out.writeUInt32BE(value >>> 0);
    return out;
  };
  const encode = ({ type, values }: TiffTag): Buffer => {
    if (type === 5) return Buffer.concat(values.flatMap((value) => [u32(Math.round(value * 1000)), u32(1000)]));
    if (type === 4) return Buffer.concat(values.map(u32));
    return type === 3 ? Buffer.concat(values.map(u16)) : Buffer.from(values);
  };
  const header: Buffer = Buffer.concat([Buffer.from(little ? 'II' : 'MM'), u16(42), u32(0)]);
  add(header);
  let link: Buffer = header.subarray(4);
  for (const page of pages) {
    const offsets = page.strips.map((strip) => add(strip));
    const own = new Set(page.tags.map(({ tag }) => tag));
    const tiled = own.has(322);
    const usual = [
      long(256, page.width),
      long(257, page.height),
      long(tiled ? 324 : 273, ...offsets),
      long(tiled ? 325 : 279, ...page.strips.map((strip) => strip.length)),
    ];
    const tags = [...usual.filter(({ tag }) => !own.has(tag)), ...page.tags].sort((a, b) => a.tag - b.tag);
    const entries = tags.map((entry) => {
      const bytes = encode(entry);
      const value = bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : u32(add(bytes));
      return Buffer.concat([u16(entry.tag), u16(entry.type), u32(bytes.length / SIZES[entry.type]), value]);
    });
    const next = u32(0);
    const at = length;
    u32(at).copy(link);
    link = next;
    chunks.push(u16(entries.length), ...entries, next);
    length += 2 + entries.length * 12 + 4;
  }
  // Links were filled in after their chunks had been added, so those are joined last.
  chunks[0] = header;
  return Buffer.concat(chunks);
}
