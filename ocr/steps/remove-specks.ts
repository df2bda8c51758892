import type { Blobs } from '../image/blobs.ts';

/** Largest side and most pixels of a speck at 300 dpi; the dot of an i has four times as many. */
const SPECK = { side: 3, pixels: 6 } as const;

/** Whitens single dark pixels and the like, which photocopiers strew over a page. */
export function removeSpecks(data: Uint8Array, width: number, blobs: Blobs, dpi: number): void {
  const unit = dpi / 300;
  const side = Math.max(1, Math.round(SPECK.side * unit));
  for (let i = 0; i < blobs.count; i += 1) {
    if (blobs.pixels[i]! > SPECK.pixels * unit * unit) continue;
    if (blobs.right[i]! - blobs.left[i]! >= side || blobs.bottom[i]! - blobs.top[i]! >= side) continue;
    for (let y = blobs.top[i]!; y <= blobs.bottom[i]!; y += 1) {
      data.fill(255, y * width + blobs.left[i]!, y * width + blobs.right[i]! + 1);
    }
  }
}
