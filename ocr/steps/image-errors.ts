import { StationError } from '../../common/contract/errors.ts';
import type { InputFormat } from './detect-format.ts';

/**
 * The station's error for what a decoder threw over these bytes (or over a file whose bytes were not read); the
 * decoder's words stay in the cause.
 */
export function decodingError(error: unknown, bytes: Uint8Array | string, format: InputFormat): StationError {
  if (error instanceof StationError) return error;
  const words = error instanceof Error ? error.message : String(error);
  if (/pixel limit|timeout/i.test(words)) return new StationError('image-too-large', undefined, { cause: error });
  const cutOff = typeof bytes === 'string' ? /read error|truncat|premature/i.test(words) : isCutOff(bytes, format);
  return new StationError(cutOff ? 'file-truncated' : 'file-damaged', undefined, { cause: error });
}

/** True when the end that the format demands is missing: what a broken copy or a full card leaves behind. */
export function isCutOff(bytes: Uint8Array, format: InputFormat): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'jpeg':
      // End-of-image marker; some writers pad behind it.
      return buffer.lastIndexOf(Buffer.from([0xff, 0xd9])) < Math.max(0, buffer.length - 4096);
    case 'png':
      return buffer.lastIndexOf('IEND', undefined, 'latin1') < 0;
    case 'webp':
      return buffer.length < buffer.readUInt32LE(4) + 8;
    case 'tiff':
      return isTiffCutOff(buffer);
    case 'pdf':
      return buffer.lastIndexOf('%%EOF', undefined, 'latin1') < Math.max(0, buffer.length - 2048);
  }
}

/** True when the first directory, which writers put last, lies beyond the end of the file. */
function isTiffCutOff(buffer: Buffer): boolean {
  if (buffer.length < 16) return true;
  const little = buffer.toString('latin1', 0, 2) === 'II';
  const big = (little ? buffer.readUInt16LE(2) : buffer.readUInt16BE(2)) === 43;
  if (big) return Number(little ? buffer.readBigUInt64LE(8) : buffer.readBigUInt64BE(8)) >= buffer.length;
  return (little ? buffer.readUInt32LE(4) : buffer.readUInt32BE(4)) >= buffer.length;
}
