import type { Raster } from './raster.ts';

/**
 * Gives back the memory of a picture that nobody will look at again, unless it is that of a picture still in use. Left
 * to the garbage collector, pictures pile up: it sees a few small objects and not the megabytes that hang on them, and
 * its full run takes as long as a step of the reading.
 */
export function release(picture: Raster, ...inUse: readonly Raster[]): void {
  const { data } = picture;
  const { buffer } = data;
  // A part of a larger buffer isn't ours alone.
  if (!(buffer instanceof ArrayBuffer) || data.byteLength === 0 || data.byteLength !== buffer.byteLength) return;
  if (!inUse.some((other) => other.data.buffer === buffer)) buffer.transfer(0);
}
