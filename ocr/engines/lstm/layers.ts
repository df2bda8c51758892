import type { ByteReader } from './byte-reader.ts';

/** Weights of 8 bits: one row an output, its last column the bias; weight = value * scale of its row. */
export interface Weights {
  readonly rows: number;
  readonly columns: number;
  readonly values: Int8Array;
  readonly scales: Float64Array;
}

/** One layer of a network that reads lines (tesseract's VGSL in brackets). */
export type Layer =
  /** [C3,3] on one channel, then tanh; columns of the weights run down each column of the window first. */
  | { readonly kind: 'convolve'; readonly halfX: number; readonly halfY: number; readonly weights: Weights }
  /** [Mp] without overlap. */
  | { readonly kind: 'maxpool'; readonly x: number; readonly y: number }
  /** [Lfys] down each column, its last output kept; [Lfx] along the line; [Lrx] along it from the end. */
  | {
      readonly kind: 'lstm';
      readonly run: 'down-summary' | 'forward' | 'backward';
      readonly inputs: number;
      /** Cell input, input gate, forget gate, output gate; columns: inputs, own outputs, bias. */
      readonly gates: readonly [Weights, Weights, Weights, Weights];
    }
  /** [O1c] */
  | { readonly kind: 'softmax'; readonly weights: Weights }
  /** Height of the picture. */
  | { readonly kind: 'input'; readonly height: number };

const LAYER_SPECIFIC_RATES = 64;

interface Head {
  readonly type: string;
  readonly flags: number;
  readonly inputs: number;
}

/** Reads one network and all within it into a list (tesseract, src/lstm/network.cpp and the classes beside it). */
export function readLayer(reader: ByteReader, turned: 'y' | 'backward' | undefined = undefined): readonly Layer[] {
  const head = readHead(reader);
  switch (head.type) {
    case 'Input': {
      const [, height] = [reader.int32(), reader.int32(), reader.int32(), reader.int32(), reader.int32()];
      return [{ kind: 'input', height: height! }];
    }
    case 'Series':
      return joinConvolution(readMembers(reader, head, turned));
    case 'RTLReversed':
      return readMembers(reader, head, 'backward');
    case 'XYTranspose':
      return readMembers(reader, head, 'y');
    case 'Convolve':
      return [{ kind: 'convolve', halfX: reader.int32(), halfY: reader.int32(), weights: NO_WEIGHTS }];
    case 'Maxpool':
      return [{ kind: 'maxpool', x: reader.int32(), y: reader.int32() }];
    case 'Tanh':
      return [{ kind: 'convolve', halfX: 0, halfY: 0, weights: readWeights(reader) }];
    case 'Softmax':
      return [{ kind: 'softmax', weights: readWeights(reader) }];
    case 'LSTM':
    case 'SummLSTM': {
      reader.int32();
      const gates = [readWeights(reader), readWeights(reader), readWeights(reader), readWeights(reader)] as const;
      const down = head.type === 'SummLSTM' && turned === 'y';
      if (!down && (turned === 'y' || head.type === 'SummLSTM')) throw new TypeError('an unknown way of running');
      return [
        { kind: 'lstm', run: down ? 'down-summary' : ((turned ?? 'forward') as 'forward'), inputs: head.inputs, gates },
      ];
    }
    default:
      throw new TypeError(`an unknown layer ${head.type}`);
  }
}

const NO_WEIGHTS: Weights = { rows: 0, columns: 0, values: new Int8Array(), scales: new Float64Array() };

function readHead(reader: ByteReader): Head {
  if (reader.int8() !== 0) throw new TypeError('a network of an older format');
  const type = reader.text();
  reader.int8();
  reader.int8();
  const flags = reader.int32();
  const inputs = reader.int32();
  reader.int32();
  reader.int32();
  reader.text();
  return { type, flags, inputs };
}

function readMembers(reader: ByteReader, head: Head, turned: 'y' | 'backward' | undefined): readonly Layer[] {
  const layers: Layer[] = [];
  const count = reader.int32();
  for (let i = 0; i < count; i += 1) layers.push(...readLayer(reader, turned));
  if ((head.flags & LAYER_SPECIFIC_RATES) !== 0) reader.bytes(4 * reader.int32());
  return layers;
}

/** A window that only gathers its pixels and the full connection after it are one convolution. */
function joinConvolution(layers: readonly Layer[]): readonly Layer[] {
  const joined: Layer[] = [];
  for (const layer of layers) {
    const before = joined.at(-1);
    if (layer.kind === 'convolve' && before?.kind === 'convolve' && before.weights.rows === 0) {
      joined[joined.length - 1] = { ...before, weights: layer.weights };
    } else {
      joined.push(layer);
    }
  }
  return joined;
}

const INT8 = 1;
const DOUBLES = 128;

function readWeights(reader: ByteReader): Weights {
  const mode = reader.int8() & 0xff;
  if ((mode & INT8) === 0 || (mode & DOUBLES) === 0) throw new TypeError('weights that are not of 8 bits');
  const rows = reader.int32();
  const columns = reader.int32();
  reader.int8();
  const bytes = reader.bytes(rows * columns);
  const values = new Int8Array(bytes.length);
  values.set(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  const count = reader.int32();
  const scales = Float64Array.from({ length: count }, () => reader.float64());
  if (scales.length < rows) throw new TypeError('rows without a scale');
  return { rows, columns, values, scales };
}
