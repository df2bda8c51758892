import { statfs } from 'node:fs/promises';

/** Room on the disk that holds a folder, bytes. */
export interface DiskSpace {
  /** What this program may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export type MeasureSpace = (folder: string) => Promise<DiskSpace>;

/** Asks the file system (statfs(2)). */
export const measureSpace: MeasureSpace = async (folder) => {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
};
