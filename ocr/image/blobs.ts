import { type Bitmap, toBitmap } from './bitmap.ts';
import type { GreyRaster } from './raster.ts';

/** Connected groups of dark pixels (8 neighbours), as parallel arrays: pages have tens of thousands. */
export interface Blobs {
  readonly count: number;
  readonly left: Int32Array;
  readonly top: Int32Array;
  /** Inclusive. */
  readonly right: Int32Array;
  /** Inclusive. */
  readonly bottom: Int32Array;
  readonly pixels: Int32Array;
}

/** Those of the same picture turned by 180 degrees. */
export function turnBlobsHalf(
  { count, left, top, right, bottom, pixels }: Blobs,
  { width, height }: { readonly width: number; readonly height: number },
): Blobs {
  return {
    count,
    left: right.map((x) => width - 1 - x),
    top: bottom.map((y) => height - 1 - y),
    right: left.map((x) => width - 1 - x),
    bottom: top.map((y) => height - 1 - y),
    pixels,
  };
}

/** Finds the blobs of pixels darker than `ink`. */
export function findBlobs(grey: GreyRaster, ink: number): Blobs {
  return findBlobsIn(toBitmap(grey, ink));
}

/** Finds the blobs of a bitmap in one sweep over the rows (union of overlapping runs). */
export function findBlobsIn({ width, height, stride, words }: Bitmap): Blobs {
  const sweep = new Sweep(width);
  for (let y = 0; y < height; y += 1) {
    sweep.startRow();
    const row = y * stride;
    let start = -1;
    for (let w = 0; w < stride; w += 1) {
      const word = words[row + w]!;
      if (word === 0) {
        if (start >= 0) {
          sweep.addRun(y, start, w * 32 - 1);
          start = -1;
        }
        continue;
      }
      // From one change of colour to the next: they are the ones of the word XOR itself moved by a pixel.
      let changes = (word ^ ((word << 1) | (start >= 0 ? 1 : 0))) >>> 0;
      while (changes !== 0) {
        const x = w * 32 + 31 - Math.clz32(changes & -changes);
        changes &= changes - 1;
        if (start < 0) {
          start = x;
        } else {
          sweep.addRun(y, start, x - 1);
          start = -1;
        }
      }
    }
    if (start >= 0) sweep.addRun(y, start, width - 1);
  }
  return sweep.finish();
}

class Sweep {
  #parent = new Int32Array(16384);
  #boxes = new Int32Array(16384 * 5);
  #labels = 0;
  /** Runs of the row above and of this one, as start, end, label. */
  #above: Int32Array;
  #here: Int32Array;
  #aboveEnd = 0;
  #hereEnd = 0;
  #cursor = 0;

  constructor(width: number) {
    this.#above = new Int32Array(3 * ((width >> 1) + 2));
    this.#here = new Int32Array(this.#above.length);
  }

  startRow(): void {
    const runs = this.#above;
    this.#above = this.#here;
    this.#here = runs;
    this.#aboveEnd = this.#hereEnd;
    this.#hereEnd = 0;
    this.#cursor = 0;
  }

  addRun(y: number, start: number, end: number): void {
    const above = this.#above;
    const aboveEnd = this.#aboveEnd;
    let at = this.#cursor;
    while (at < aboveEnd && above[at + 1]! < start - 1) at += 3;
    this.#cursor = at;
    let label = -1;
    for (; at < aboveEnd && above[at]! <= end + 1; at += 3) {
      const root = this.#find(above[at + 2]!);
      label = label < 0 ? root : this.#join(label, root);
    }
    if (label < 0) label = this.#create(y, start);
    const boxes = this.#boxes;
    const here = this.#here;
    const hereEnd = this.#hereEnd;
    const box = label * 5;
    if (start < boxes[box]!) boxes[box] = start;
    if (end > boxes[box + 2]!) boxes[box + 2] = end;
    boxes[box + 3] = y;
    boxes[box + 4] = boxes[box + 4]! + end - start + 1;
    here[hereEnd] = start;
    here[hereEnd + 1] = end;
    here[hereEnd + 2] = label;
    this.#hereEnd = hereEnd + 3;
  }

  finish(): Blobs {
    const parent = this.#parent;
    const boxes = this.#boxes;
    const labels = this.#labels;
    let count = 0;
    for (let label = 0; label < labels; label += 1) if (parent[label] === label) count += 1;
    const columns = Array.from({ length: 5 }, () => new Int32Array(count));
    const [left, top, right, bottom, pixels] = columns as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
    for (let label = 0, i = 0; label < labels; label += 1) {
      if (parent[label] !== label) continue;
      const box = label * 5;
      left[i] = boxes[box]!;
      top[i] = boxes[box + 1]!;
      right[i] = boxes[box + 2]!;
      bottom[i] = boxes[box + 3]!;
      pixels[i] = boxes[box + 4]!;
      i += 1;
    }
    return { count, left, top, right, bottom, pixels };
  }

  #create(y: number, x: number): number {
    if (this.#labels === this.#parent.length) {
      const parent = new Int32Array(this.#parent.length * 2);
      parent.set(this.#parent);
      const boxes = new Int32Array(this.#boxes.length * 2);
      boxes.set(this.#boxes);
      this.#parent = parent;
      this.#boxes = boxes;
    }
    const label = this.#labels;
    const boxes = this.#boxes;
    this.#labels += 1;
    this.#parent[label] = label;
    boxes[label * 5] = x;
    boxes[label * 5 + 1] = y;
    boxes[label * 5 + 2] = x;
    boxes[label * 5 + 3] = y;
    return label;
  }

  #find(label: number): number {
    const parent = this.#parent;
    let root = label;
    while (parent[root] !== root) root = parent[root]!;
    parent[label] = root;
    return root;
  }

  #join(a: number, b: number): number {
    if (a === b) return a;
    const keep = Math.min(a, b);
    const drop = Math.max(a, b);
    const boxes = this.#boxes;
    const k = keep * 5;
    const d = drop * 5;
    this.#parent[drop] = keep;
    boxes[k] = Math.min(boxes[k]!, boxes[d]!);
    boxes[k + 1] = Math.min(boxes[k + 1]!, boxes[d + 1]!);
    boxes[k + 2] = Math.max(boxes[k + 2]!, boxes[d + 2]!);
    boxes[k + 3] = Math.max(boxes[k + 3]!, boxes[d + 3]!);
    boxes[k + 4] = boxes[k + 4]! + boxes[d + 4]!;
    return keep;
  }
}
