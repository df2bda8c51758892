import { useSyncExternalStore } from 'react';
import type { FindingCode } from '../../common/domain/findings.ts';

export interface ReadingProgress {
  readonly pagesRead: number;
  readonly pagesTotal: number | null;
  readonly step: string | null;
  /** Flaws of pages' scans that are known while their text is being read. */
  readonly flaws?: readonly { readonly position: number; readonly code: FindingCode }[] | undefined;
}

let progress: ReadonlyMap<string, ReadingProgress> = new Map();
const listeners = new Set<() => void>();

/** Notes how far the reading of a file is; the station's events call it. */
export function noteReading(fileId: string, news: ReadingProgress): void {
  progress = new Map(progress).set(fileId, news);
  for (const listener of listeners) listener();
}

/** Forgets what was noted; after a lost line it may be stale. */
export function forgetReading(): void {
  progress = new Map();
  for (const listener of listeners) listener();
}

/** Latest news of the files being read, by file id. */
export function useReadingProgress(): ReadonlyMap<string, ReadingProgress> {
  return useSyncExternalStore(subscribe, () => progress);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
