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

/** Finds the blobs of pixels darker than `ink` in one sweep over the rows (union of overlapping runs). */
export function findBlobs(grey: GreyRaster, ink: number): Blobs {
  const sweep = new Sweep();
  const { width, height, data } = grey;
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    sweep.startRow();
    let x = 0;
    while (x < width) {
      while (x < width && data[from + x]! >= ink) x += 1;
      if (x === width) break;
      const start = x;
      while (x < width && data[from + x]! < ink) x += 1;
      sweep.addRun(y, start, x - 1);
    }
  }
  return sweep.finish();
}

class Sweep {
  #parent = new Int32Array(4096);
  #boxes = new Int32Array(4096 * 5);
  #labels = 0;
  /** Runs of the row above and of this one, as start, end, label. */
  #above: number[] = [];
  #here: number[] = [];
  #cursor = 0;

  startRow(): void {
    [this.#above, this.#here] = [this.#here, this.#above];
    this.#here.length = 0;
    this.#cursor = 0;
  }

  addRun(y: number, start: number, end: number): void {
    const above = this.#above;
    while (this.#cursor < above.length && above[this.#cursor + 1]! < start - 1) this.#cursor += 3;
    let label = -1;
    for (let i = this.#cursor; i < above.length && above[i]! <= end + 1; i += 3) {
      const root = this.#find(above[i + 2]!);
      label = label < 0 ? root : this.#join(label, root);
    }
    if (label < 0) label = this.#create(y, start);
    this.#extend(label, y, start, end);
    this.#here.push(start, end, label);
  }

  finish(): Blobs {
    const roots: number[] = [];
    for (let label = 0; label < this.#labels; label += 1) if (this.#parent[label] === label) roots.push(label);
    const column = (offset: number): Int32Array => Int32Array.from(roots, (root) => this.#boxes[root * 5 + offset]!);
    return {
      count: roots.length,
      left: column(0),
      top: column(1),
      right: column(2),
      bottom: column(3),
      pixels: column(4),
    };
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
    this.#labels += 1;
    this.#parent[label] = label;
    this.#boxes.set([x, y, x, y, 0], label * 5);
    return label;
  }

  #extend(label: number, y: number, start: number, end: number): void {
    const boxes = this.#boxes;
    const at = label * 5;
    if (start < boxes[at]!) boxes[at] = start;
    if (end > boxes[at + 2]!) boxes[at + 2] = end;
    boxes[at + 3] = y;
    boxes[at + 4] = boxes[at + 4]! + end - start + 1;
  }

  #find(label: number): number {
    let root = label;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    this.#parent[label] = root;
    return root;
  }

  #join(a: number, b: number): number {
    if (a === b) return a;
    const [keep, drop] = a < b ? [a, b] : [b, a];
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
