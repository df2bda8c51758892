import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { Layer, Weights } from '../../../../ocr/engines/lstm/layers.ts';
import { lineGraph } from '../../../../ocr/engines/lstm/line-graph.ts';
import { encodeOnnx, type OnnxGraph } from '../../../../ocr/engines/lstm/onnx-file.ts';

async function run(graph: OnnxGraph, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  const session = await InferenceSession.create(encodeOnnx(graph), { logSeverityLevel: 3 });
  try {
    return { ...(await session.run(feeds)) };
  } finally {
    await session.release();
  }
}

describe('encodeOnnx', () => {
  it('writes a graph that the runtime opens and works out right', async () => {
    const { product } = await run(
      {
        nodes: [{ type: 'MatMul', inputs: ['x', 'w'], outputs: ['product'] }],
        constants: [{ name: 'w', dims: [2, 3], values: Float32Array.from([1, 2, 3, 4, 5, -6]) }],
        inputs: [{ name: 'x', type: 'float', axes: ['row', 2] }],
        outputs: [{ name: 'product', type: 'float', axes: ['row', 3] }],
      },
      { x: new Tensor('float32', Float32Array.from([1, 1, 10, 0.5]), [2, 2]) },
    );
    expect(product?.dims).toEqual([2, 3]);
    expect([...(product?.data as Float32Array)]).toEqual([5, 7, -3, 12, 22.5, 27]);
  });

  it('writes attributes and constants of whole numbers, negative ones and long ones too', async () => {
    const { turned } = await run(
      {
        nodes: [
          { type: 'Reshape', inputs: ['x', 'shape'], outputs: ['square'] },
          { type: 'Transpose', inputs: ['square'], outputs: ['upright'], attributes: { perm: [1, 0] } },
          { type: 'Concat', inputs: ['upright', 'upright'], outputs: ['turned'], attributes: { axis: -1 } },
        ],
        // More than 127 bytes: lengths take two bytes.
        constants: [{ name: 'shape', dims: [2], values: BigInt64Array.from([-1n, 100n]) }],
        inputs: [{ name: 'x', type: 'float', axes: [200] }],
        outputs: [{ name: 'turned', type: 'float', axes: ['a', 'b'] }],
      },
      {
        x: new Tensor(
          'float32',
          Float32Array.from({ length: 200 }, (_, i) => i),
          [200],
        ),
      },
    );
    expect(turned?.dims).toEqual([100, 4]);
    expect([...(turned?.data as Float32Array)].slice(0, 8)).toEqual([0, 100, 0, 100, 1, 101, 1, 101]);
  });
});

/** Weights given as real numbers, kept in 8 bits. */
function weights(rows: readonly (readonly number[])[], unit = 0.01): Weights {
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    values: Int8Array.from(rows.flat().map((value) => Math.round(value / unit))),
    scales: new Float64Array(rows.length).fill(unit),
  };
}

/** A network so small that its outcome can be worked out by hand: nine classes from one feature. */
function smallNetwork(run: 'forward' | 'backward'): readonly Layer[] {
  const gate = (input: number, own: number, bias: number): Weights => weights([[input, own, bias]]);
  return [
    { kind: 'input', height: 3 },
    // Only the middle of the window counts; its place tells rows from columns.
    { kind: 'convolve', halfX: 1, halfY: 1, weights: weights([[0, 0, 0, 0, 1, 0.5, 0, 0, 0, 0.25]]) },
    { kind: 'maxpool', x: 3, y: 3 },
    {
      kind: 'lstm',
      run: 'down-summary',
      inputs: 1,
      gates: [gate(1, 0, 0), gate(0, 0, 1), gate(0, 0, 0), gate(0, 0, 1)],
    },
    { kind: 'lstm', run, inputs: 1, gates: [gate(1, 0.5, 0), gate(0.3, 0, 1), gate(0, 0, 0.7), gate(0, 0.2, 1)] },
    {
      kind: 'softmax',
      weights: weights(
        Array.from({ length: 9 }, (_, i) => [i - 4, i === 8 ? 5 : 0]),
        0.1,
      ),
    },
  ];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The same network as its definition says (Hochreiter and Schmidhuber, 1997, with a forget gate). */
function byHand(line: readonly (readonly number[])[], backward: boolean): readonly (readonly number[])[] {
  const columns = line[0]!.length;
  const at = (y: number, x: number): number => line[y]?.[x] ?? 0;
  const steps: number[] = [];
  for (let step = 0; step < columns / 3; step += 1) {
    let most = Number.NEGATIVE_INFINITY;
    for (let y = 0; y < 3; y += 1) {
      for (let x = step * 3; x < step * 3 + 3; x += 1) {
        most = Math.max(most, Math.tanh(at(y, x) + 0.5 * at(y + 1, x) + 0.25));
      }
    }
    const cell = sigmoid(1) * Math.tanh(most);
    steps.push(sigmoid(1) * Math.tanh(cell));
  }
  const outputs: number[] = [];
  let [cell, own] = [0, 0];
  for (const x of backward ? steps.toReversed() : steps) {
    cell = sigmoid(0.7) * cell + sigmoid(0.3 * x + 1) * Math.tanh(x + 0.5 * own);
    own = sigmoid(0.2 * own + 1) * Math.tanh(cell);
    outputs.push(own);
  }
  return (backward ? outputs.toReversed() : outputs).map((h) => {
    const likely = Array.from({ length: 9 }, (_, i) => Math.exp((i - 4) * h + (i === 8 ? 5 : 0)));
    const sum = likely.reduce((a, b) => a + b);
    return likely.map((value) => value / sum);
  });
}

describe('lineGraph', () => {
  it.each(['forward', 'backward'] as const)('works out a network as its definition says, run %s', async (way) => {
    const line = [
      [0.9, -0.3, 0.1, 0.4, -1, 0.2, 1, 1, 0.6, -0.8, -0.9, -0.7],
      [0.1, 0.5, -0.2, -0.6, 0.3, 0, 0.7, -1, 0.2, -0.5, -0.9, -1],
      [-0.4, 0.2, 0.8, -0.9, 0.1, 0.1, -0.3, 0.4, 0.9, -0.9, -0.6, -0.8],
    ];
    const { probabilities, classes } = await run(lineGraph(smallNetwork(way)), {
      lines: new Tensor('float32', Float32Array.from(line.flat()), [1, 1, 3, 12]),
      steps: new Tensor('int32', Int32Array.from([4]), [1]),
    });
    expect(probabilities?.dims).toEqual([4, 1, 8]);
    const expected = byHand(line, way === 'backward');
    for (const [step, likely] of expected.entries()) {
      const found = [...(classes?.data as Int32Array).subarray(step * 8, step * 8 + 8)];
      expect(found[0]).toBe(8);
      for (const [place, index] of found.entries()) {
        // The runtime works in 8 bits within the LSTM.
        expect((probabilities?.data as Float32Array)[step * 8 + place]).toBeCloseTo(likely[index]!, 2);
      }
    }
  });
});
