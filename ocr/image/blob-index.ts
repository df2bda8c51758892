import type { Box } from '../../common/domain/reading.ts';
import type { Blobs } from './blobs.ts';

const BAND = 64;

/** Finds the blobs of a place without going through all of the page. */
export class BlobIndex {
  readonly #blobs: Blobs;
  readonly #bands = new Map<number, number[]>();

  constructor(blobs: Blobs) {
    this.#blobs = blobs;
    for (let i = 0; i < blobs.count; i += 1) {
      const band = Math.floor((blobs.top[i]! + blobs.bottom[i]!) / 2 / BAND);
      const members = this.#bands.get(band);
      if (members === undefined) this.#bands.set(band, [i]);
      else members.push(i);
    }
  }

  /** Boxes of the blobs whose middle lies inside a box, left to right. */
  inside([x, y, width, height]: Box): readonly Box[] {
    const { left, top, right, bottom } = this.#blobs;
    const found: Box[] = [];
    for (let band = Math.floor(y / BAND); band <= Math.floor((y + height) / BAND); band += 1) {
      for (const i of this.#bands.get(band) ?? []) {
        const cx = (left[i]! + right[i]!) / 2;
        const cy = (top[i]! + bottom[i]!) / 2;
        if (cx < x || cx > x + width || cy < y || cy > y + height) continue;
        found.push([left[i]!, top[i]!, right[i]! - left[i]! + 1, bottom[i]! - top[i]! + 1]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]);
  }
}
