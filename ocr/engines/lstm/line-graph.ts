import type { Layer, Weights } from './layers.ts';
import { ELEMENT, type OnnxGraph, type OnnxNode, type TensorValue } from './onnx-file.ts';

/** Most likely classes that come out of every step. */
export const BEST_CLASSES = 8;

/**
 * The network as a graph that reads many lines at once.
 * In: `lines` float [line, 1, height, x], -1 black to 1 white, 0 beyond a line's end; `steps` int32 [line] how many
 * steps each line is long. Out, for every step of every line: `probabilities` and `classes` [step, line, best].
 */
export function lineGraph(layers: readonly Layer[]): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const constants: TensorValue[] = [];
  let count = 0;
  const constant = (values: TensorValue['values'], dims: readonly number[]): string => {
    count += 1;
    const name = `k${count}`;
    constants.push({ name, dims, values });
    return name;
  };
  const shape = (...dims: number[]): string => constant(BigInt64Array.from(dims.map(BigInt)), [dims.length]);
  const node = (
    type: string,
    inputs: readonly string[],
    attributes: OnnxNode['attributes'] = {},
    domain?: string,
  ): string => {
    count += 1;
    const name = `v${count}`;
    const outputs = /LSTM/.test(type) ? [`${name}all`, name] : [name];
    nodes.push({ type, inputs, outputs, attributes, ...(domain === undefined ? {} : { domain }) });
    return name;
  };
  const lstm = (input: string, layer: Layer & { kind: 'lstm' }, lengths: string): string => {
    const hidden = layer.gates[0].rows;
    const attributes = { hidden_size: hidden, direction: layer.run === 'backward' ? 'reverse' : 'forward' };
    const scales = constant(gateScales(layer), [1, 4 * hidden]);
    const zero = constant(new Int8Array(4 * hidden), [1, 4 * hidden]);
    const w = constant(int8Block(layer, 0, layer.inputs), [1, layer.inputs, 4 * hidden]);
    const r = constant(int8Block(layer, layer.inputs, hidden), [1, hidden, 4 * hidden]);
    const bias = constant(biases(layer), [1, 8 * hidden]);
    const inputs = [input, w, r, bias, lengths, '', '', '', scales, zero, scales, zero];
    return node('DynamicQuantizeLSTM', inputs, attributes, 'com.microsoft');
  };
  /** Every step's output of an LSTM, [step, line, features]. */
  const everyStep = (last: string): string => node('Squeeze', [`${last}all`, shape(1)]);

  let value = 'lines';
  let bent = true;
  for (const layer of layers) {
    switch (layer.kind) {
      case 'input':
        break;
      case 'convolve': {
        const [w, b] = convolution(layer);
        const size = [2 * layer.halfY + 1, 2 * layer.halfX + 1];
        const pads = [layer.halfY, layer.halfX, layer.halfY, layer.halfX];
        const kernel = constant(w, [layer.weights.rows, 1, ...size]);
        value = node('Conv', [value, kernel, constant(b, [b.length])], { pads, kernel_shape: size });
        bent = false;
        break;
      }
      case 'maxpool':
        value = node('MaxPool', [value], { kernel_shape: [layer.y, layer.x], strides: [layer.y, layer.x] });
        break;
      case 'lstm': {
        const hidden = layer.gates[0].rows;
        // The largest of some values has the largest tanh: a ninth of the work when it is taken after pooling.
        if (!bent) value = node('Tanh', [value]);
        bent = true;
        if (layer.run === 'down-summary') {
          // [line, features, y, x] → y as steps, every column of every line a sequence of its own.
          const columns = node('Transpose', [value], { perm: [2, 3, 0, 1] });
          const last = lstm(node('Reshape', [columns, shape(0, -1, layer.inputs)]), layer, '');
          const lines = node('Concat', [shape(-1), node('Shape', [value], { start: 0, end: 1 }), shape(hidden)], {
            axis: 0,
          });
          value = node('Reshape', [last, lines]);
        } else {
          value = everyStep(lstm(value, layer, 'steps'));
        }
        break;
      }
      case 'softmax': {
        const { rows, columns, values, scales } = layer.weights;
        const w = new Float32Array((columns - 1) * rows);
        const b = new Float32Array(rows);
        for (let row = 0; row < rows; row += 1) {
          for (let column = 0; column < columns - 1; column += 1) {
            w[column * rows + row] = values[row * columns + column]! * scales[row]!;
          }
          b[row] = values[row * columns + columns - 1]! * scales[row]!;
        }
        const product = node('MatMul', [value, constant(w, [columns - 1, rows])]);
        value = node('Softmax', [node('Add', [product, constant(b, [rows])])], { axis: 2 });
        break;
      }
    }
  }
  nodes.push(
    { type: 'TopK', inputs: [value, shape(BEST_CLASSES)], outputs: ['probabilities', 'wide'], attributes: { axis: 2 } },
    { type: 'Cast', inputs: ['wide'], outputs: ['classes'], attributes: { to: ELEMENT.int32 } },
  );
  return {
    nodes,
    constants,
    inputs: [
      { name: 'lines', type: 'float', axes: ['line', 1, heightOf(layers), 'x'] },
      { name: 'steps', type: 'int32', axes: ['line'] },
    ],
    outputs: [
      { name: 'probabilities', type: 'float', axes: ['step', 'line', BEST_CLASSES] },
      { name: 'classes', type: 'int32', axes: ['step', 'line', BEST_CLASSES] },
    ],
  };
}

/** Height in pixels of the pictures that the network reads. */
export function heightOf(layers: readonly Layer[]): number {
  const input = layers.find((layer) => layer.kind === 'input');
  if (input === undefined) throw new TypeError('a network without an input');
  return input.height;
}

/** Pixels along the line for one step. */
export function stepWidth(layers: readonly Layer[]): number {
  return layers.reduce((width, layer) => (layer.kind === 'maxpool' ? width * layer.x : width), 1);
}

/** ONNX wants the gates as input, output, forget, cell; the model has cell, input, forget, output. */
const GATES = [1, 3, 2, 0] as const;

type LstmLayer = Layer & { kind: 'lstm' };

/** Part of the gates' weights in 8 bits, inputs down and outputs across. */
function int8Block(layer: LstmLayer, from: number, count: number): Int8Array {
  const hidden = layer.gates[0].rows;
  const out = new Int8Array(4 * hidden * count);
  for (const [place, gate] of GATES.entries()) {
    const { columns, values } = layer.gates[gate];
    for (let row = 0; row < hidden; row += 1) {
      for (let i = 0; i < count; i += 1) {
        out[i * 4 * hidden + place * hidden + row] = values[row * columns + from + i]!;
      }
    }
  }
  return out;
}

function gateScales(layer: LstmLayer): Float32Array {
  const hidden = layer.gates[0].rows;
  return Float32Array.from(GATES.flatMap((gate) => [...layer.gates[gate].scales.subarray(0, hidden)]));
}

/** Biases of the inputs' half; the model has none of its own for what runs back. */
function biases(layer: LstmLayer): Float32Array {
  const hidden = layer.gates[0].rows;
  const out = new Float32Array(8 * hidden);
  for (const [place, gate] of GATES.entries()) {
    const { columns, values, scales } = layer.gates[gate];
    for (let row = 0; row < hidden; row += 1) {
      out[place * hidden + row] = values[row * columns + columns - 1]! * scales[row]!;
    }
  }
  return out;
}

/** Kernels [output, 1, y, x] and biases; the model's columns run down y within each x. */
function convolution(layer: Layer & { kind: 'convolve' }): readonly [Float32Array, Float32Array] {
  const { rows, columns, values, scales }: Weights = layer.weights;
  const [tall, wide] = [2 * layer.halfY + 1, 2 * layer.halfX + 1];
  const kernels = new Float32Array(rows * tall * wide);
  const bias = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    for (let x = 0; x < wide; x += 1) {
      for (let y = 0; y < tall; y += 1) {
        kernels[(row * tall + y) * wide + x] = values[row * columns + x * tall + y]! * scales[row]!;
      }
    }
    bias[row] = values[row * columns + columns - 1]! * scales[row]!;
  }
  return [kernels, bias];
}
