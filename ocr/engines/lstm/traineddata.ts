import { ByteReader } from './byte-reader.ts';
import { type Layer, readLayer } from './layers.ts';

/** What is needed of a tesseract model to read lines with it. */
export interface LineModel {
  /** Layers in order, from the picture of a line to the probabilities of its classes. */
  readonly layers: readonly Layer[];
  /** Text of each class that the network puts out; empty for the blank and for classes without a text. */
  readonly classes: readonly string[];
  /** Class between characters (CTC blank). */
  readonly blank: number;
}

/** Places of the parts in a tesseract 4+ model file (tesseract, src/ccutil/tessdatamanager.h). */
const PART = { lstm: 17, unicharset: 21, recoder: 22 } as const;
/** Character that unicharset files write for the space. */
const SPACE = 'NULL';

/**
 * Reads the LSTM part of a `.traineddata` file, unpacked, of tesseract 4 and later with 8-bit weights.
 * Throws RangeError or TypeError for anything else.
 */
export function readTrainedData(file: Uint8Array): LineModel {
  const head = new ByteReader(file);
  const count = head.int32();
  if (count <= PART.recoder || count > 64) throw new TypeError('not a model file');
  const offsets = Array.from({ length: count }, () => head.int64());
  const part = (index: number): Uint8Array => {
    const from = offsets[index]!;
    if (from < 0) throw new TypeError(`the model lacks part ${index}`);
    const to = Math.min(file.length, ...offsets.filter((offset) => offset > from));
    return file.subarray(from, to);
  };
  const reader = new ByteReader(part(PART.lstm));
  const layers = readLayer(reader);
  reader.text();
  reader.bytes(3 * 4);
  const blank = reader.int32();
  const characters = readUnicharset(new TextDecoder().decode(part(PART.unicharset)));
  return { layers, classes: readClasses(new ByteReader(part(PART.recoder)), characters, blank), blank };
}

/** Characters by number: one a line after the count, the text up to the first blank. */
function readUnicharset(text: string): readonly string[] {
  const [count, ...lines] = text.split('\n');
  return lines.slice(0, Number(count)).map((line) => {
    const character = line.slice(0, line.indexOf(' '));
    return character === SPACE ? ' ' : character;
  });
}

/** Latin scripts have one code a character; a character of several codes can't come from one class. */
function readClasses(reader: ByteReader, characters: readonly string[], blank: number): readonly string[] {
  const classes: string[] = [];
  const count = reader.int32();
  for (let i = 0; i < count; i += 1) {
    reader.int8();
    const codes = Array.from({ length: reader.int32() }, () => reader.int32());
    const [code] = codes;
    if (codes.length !== 1 || code === undefined) throw new TypeError('a character of several codes');
    if (code !== blank) classes[code] ??= characters[i] ?? '';
  }
  return Array.from({ length: Math.max(classes.length, blank + 1) }, (_, code) => classes[code] ?? '');
}
