import { type Blobs, findBlobs } from './blobs.ts';
import { inkLevel } from './ink-level.ts';
import type { GreyRaster } from './raster.ts';

/** What of a flattened page is ink. */
export interface PageInk {
  /** Darker than this is ink. */
  readonly level: number;
  readonly blobs: Blobs;
}

export function findPageInk(page: GreyRaster): PageInk {
  const level = inkLevel(page);
  return { level, blobs: findBlobs(page, level) };
}
