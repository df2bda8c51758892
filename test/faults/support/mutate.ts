import { crc32 } from 'node:zlib';

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const EXTREMES = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/** A damaged copy of `bytes`: a few changes of bytes, numbers and structure; `other` lends parts. */
export function mutate(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  let out: Buffer = Buffer.from(bytes);
  const changes = 1 + Math.floor(random() ** 2 * 12);
  for (let i = 0; i < changes && out.length > 16; i += 1) out = change(out, other, random);
  return isPng(out) && random() < 0.8 ? withChecksums(out) : out;
}

function change(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  // Heads hold the structure: half of the changes go there.
  const reach = random() < 0.5 ? Math.min(bytes.length, 400) : bytes.length;
  const at = Math.floor(random() * (reach - 8));
  const length = 1 + Math.floor(random() ** 3 * Math.min(bytes.length - at, 4000));
  const pick = Math.floor(random() * 9);
  if (pick <= 1) bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8));
  else if (pick === 2) bytes[at] = Math.floor(random() * 256);
  else if (pick === 3) {
    const value = EXTREMES[Math.floor(random() * EXTREMES.length)]!;
    if (random() < 0.5) bytes.writeUInt32LE(value, at);
    else bytes.writeUInt32BE(value, at);
  } else if (pick === 4) return bytes.subarray(0, 16 + Math.floor(random() * (bytes.length - 16)));
  else if (pick === 5) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  else if (pick === 6) {
    const part = bytes.subarray(at, at + length);
    return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)]);
  } else if (pick === 7) {
    const from = Math.floor(random() * other.length);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at + length)]);
  } else return withOtherNumber(bytes, at, random);
  return bytes;
}

/** The next number in words (`/Width 248`), as PDFs have them, becomes another. */
function withOtherNumber(bytes: Buffer, from: number, random: () => number): Buffer {
  const found = /\d+/.exec(bytes.toString('latin1', from));
  if (found === null) return bytes;
  const at = from + found.index;
  const values = ['0', '-1', '1', '99999', '2147483647', '4294967296', '1e30', '3 0 R', '<<>>'];
  const value = values[Math.floor(random() * values.length)]!;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(value), bytes.subarray(at + found[0].length)]);
}

const isPng = (bytes: Buffer): boolean => bytes.toString('latin1', 1, 4) === 'PNG';

/** Right checksums of all chunks: a decoder that checks them would look no further. */
function withChecksums(png: Buffer): Buffer {
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (at + 12 + length > png.length) break;
    png.writeUInt32BE(crc32(png.subarray(at + 4, at + 8 + length)), at + 8 + length);
    at += 12 + length;
  }
  return png;
}
