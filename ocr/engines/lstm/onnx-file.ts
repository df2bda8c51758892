/** The few parts of the ONNX file format that a network of this folder needs (onnx.proto3, IR version 8). */

export interface TensorValue {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | BigInt64Array | Int8Array;
}

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
  /** Operators outside the standard set name their own. */
  readonly domain?: string;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly TensorValue[];
  /** Name, element type and axes (a name for an axis of any length) of what goes in and comes out. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxValue {
  readonly name: string;
  readonly type: 'float' | 'int32' | 'int64';
  readonly axes: readonly (number | string)[];
}

/** Numbers of the element types. */
export const ELEMENT = { float: 1, int8: 3, int32: 6, int64: 7 } as const;
const ATTRIBUTE = { int: 2, string: 3, ints: 7 } as const;
const OPERATOR_SET = 17;

/** Bytes of a model file with this one graph. */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  const operatorSets = [
    message(8, [text(1, ''), integer(2, OPERATOR_SET)]),
    message(8, [text(1, 'com.microsoft'), integer(2, 1)]),
  ];
  return concat([
    integer(1, 8),
    message(7, [
      ...graph.nodes.map((node) => message(1, encodeNode(node))),
      text(2, 'lines'),
      ...graph.constants.map((constant) => message(5, encodeTensor(constant))),
      ...graph.inputs.map((value) => message(11, encodeValue(value))),
      ...graph.outputs.map((value) => message(12, encodeValue(value))),
    ]),
    ...operatorSets,
  ]);
}

function encodeNode(node: OnnxNode): Uint8Array[] {
  return [
    ...node.inputs.map((name) => text(1, name)),
    ...node.outputs.map((name) => text(2, name)),
    text(4, node.type),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) => message(5, encodeAttribute(name, value))),
    ...(node.domain === undefined ? [] : [text(7, node.domain)]),
  ];
}

function encodeAttribute(name: string, value: number | string | readonly number[]): Uint8Array[] {
  if (typeof value === 'number') return [text(1, name), integer(3, value), integer(20, ATTRIBUTE.int)];
  if (typeof value === 'string') return [text(1, name), text(4, value), integer(20, ATTRIBUTE.string)];
  return [text(1, name), ...value.map((one) => integer(8, one)), integer(20, ATTRIBUTE.ints)];
}

function encodeTensor({ name, dims, values }: TensorValue): Uint8Array[] {
  const element =
    values instanceof Float32Array ? ELEMENT.float : values instanceof Int8Array ? ELEMENT.int8 : ELEMENT.int64;
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [...dims.map((dim) => integer(1, dim)), integer(2, element), text(8, name), bytes(9, raw)];
}

function encodeValue({ name, type, axes }: OnnxValue): Uint8Array[] {
  const shape = axes.map((axis) => message(1, [typeof axis === 'number' ? integer(1, axis) : text(2, axis)]));
  return [text(1, name), message(2, [message(1, [integer(1, ELEMENT[type]), message(2, shape)])])];
}

/** Protocol buffers: https://protobuf.dev/programming-guides/encoding */
function varint(value: number): Uint8Array {
  const out: number[] = [];
  let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : BigInt(value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    out.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(out);
}

function integer(field: number, value: number): Uint8Array {
  return concat([varint(field << 3), varint(value)]);
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return concat([varint((field << 3) | 2), varint(value.length), value]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

function message(field: number, parts: readonly Uint8Array[]): Uint8Array {
  return bytes(field, concat(parts));
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
