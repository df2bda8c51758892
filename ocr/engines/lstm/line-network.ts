import { InferenceSession, Tensor } from 'onnxruntime-node';
import { BEST_CLASSES, heightOf, lineGraph, stepWidth } from './line-graph.ts';
import type { LinePicture } from './line-picture.ts';
import { encodeOnnx } from './onnx-file.ts';
import { type LineModel, readTrainedData } from './traineddata.ts';

/** What the network says of a line: the likeliest classes of every step. */
export interface LineOutput {
  readonly steps: number;
  /** [step][BEST_CLASSES], most likely first. */
  readonly probabilities: Float32Array;
  readonly classes: Int32Array;
}

/** Lines read in one go: more of them push each other out of the processor's cache. */
const BATCH_LINES = 4;
/** Width in pixels that they may have together. */
const BATCH_WIDTH = 1_800;

/** The recurrent network of a tesseract model on a native runtime: the same weights, many lines at a time. */
export class LineNetwork {
  readonly model: LineModel;
  readonly height: number;
  /** Pixels of a line picture for one step. */
  readonly stepWidth: number;
  readonly #session: InferenceSession;

  private constructor(model: LineModel, session: InferenceSession) {
    this.model = model;
    this.height = heightOf(model.layers);
    this.stepWidth = stepWidth(model.layers);
    this.#session = session;
  }

  /** @param trained an unpacked .traineddata file with 8-bit weights */
  static async create(trained: Uint8Array): Promise<LineNetwork> {
    const model = readTrainedData(trained);
    const session = await InferenceSession.create(encodeOnnx(lineGraph(model.layers)), {
      // One thread: pages are read side by side by processes.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      enableCpuMemArena: false,
      logSeverityLevel: 3,
    });
    return new LineNetwork(model, session);
  }

  /** Outputs in the order of the pictures. */
  async read(pictures: readonly LinePicture[]): Promise<readonly LineOutput[]> {
    const outputs: LineOutput[] = [];
    // Lines of like length together: every line of a batch costs as much as its longest.
    const order = pictures.map((_, i) => i).sort((a, b) => pictures[a]!.width - pictures[b]!.width);
    for (let from = 0; from < order.length; ) {
      let to = from + 1;
      while (
        to < order.length &&
        to - from < BATCH_LINES &&
        pictures[order[to]!]!.width * (to - from + 1) <= BATCH_WIDTH
      ) {
        to += 1;
      }
      const batch = order.slice(from, to);
      const read = await this.#readBatch(batch.map((i) => pictures[i]!));
      for (const [place, i] of batch.entries()) outputs[i] = read[place]!;
      from = to;
    }
    return outputs;
  }

  async #readBatch(pictures: readonly LinePicture[]): Promise<readonly LineOutput[]> {
    const count = pictures.length;
    const widest = Math.max(...pictures.map((picture) => picture.width));
    const width = Math.ceil(widest / this.stepWidth) * this.stepWidth;
    const lines = new Float32Array(count * this.height * width);
    const steps = new Int32Array(count);
    for (const [line, picture] of pictures.entries()) {
      for (let row = 0; row < this.height; row += 1) {
        const values = picture.values.subarray(row * picture.width, (row + 1) * picture.width);
        lines.set(values, (line * this.height + row) * width);
      }
      steps[line] = Math.max(1, Math.floor(picture.width / this.stepWidth));
    }
    const result = await this.#session.run({
      lines: new Tensor('float32', lines, [count, 1, this.height, width]),
      steps: new Tensor('int32', steps, [count]),
    });
    const probabilities = result.probabilities?.data as Float32Array;
    const classes = result.classes?.data as Int32Array;
    return pictures.map((_, line) => {
      const own = { p: new Float32Array(steps[line]! * BEST_CLASSES), c: new Int32Array(steps[line]! * BEST_CLASSES) };
      for (let step = 0; step < steps[line]!; step += 1) {
        const from = (step * count + line) * BEST_CLASSES;
        own.p.set(probabilities.subarray(from, from + BEST_CLASSES), step * BEST_CLASSES);
        own.c.set(classes.subarray(from, from + BEST_CLASSES), step * BEST_CLASSES);
      }
      return { steps: steps[line]!, probabilities: own.p, classes: own.c };
    });
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}
