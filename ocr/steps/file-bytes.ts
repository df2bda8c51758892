import { type FileHandle, open } from 'node:fs/promises';
import { StationError } from '../../common/contract/errors.ts';
import { LIMITS, sizeInWords } from './limits.ts';

/** An input file that is read in places, never as a whole unless asked. */
export interface FileBytes {
  readonly size: number;
  /** Milliseconds of its last change: with the size, what tells one content of a path from the next. */
  readonly changed: number;
  /** The bytes at a place; fewer at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** Fills a buffer from the start of the file; throws file-truncated when the file has become shorter. */
  fill(target: Uint8Array): Promise<void>;
}

/** One read(2) at a time: a network drive answers large ones in pieces anyway. */
const CHUNK = 1 << 20;

/**
 * Opens a file for the time of `work`. Throws file-not-found, file-no-permission, file-empty and file-too-large besides
 * what `work` throws.
 */
export async function withFile<T>(path: string, work: (file: FileBytes) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    const refused = /^(EACCES|EPERM)$/.test((error as NodeJS.ErrnoException).code ?? '');
    throw new StationError(refused ? 'file-no-permission' : 'file-not-found', undefined, { cause: error });
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new StationError('file-not-found', 'not a file');
    if (found.size === 0) throw new StationError('file-empty');
    if (found.size > LIMITS.fileBytes) {
      throw new StationError('file-too-large', `${sizeInWords(found.size)} > ${sizeInWords(LIMITS.fileBytes)}`);
    }
    return await work(fileBytes(handle, found.size, found.mtimeMs));
  } finally {
    await handle.close();
  }
}

function fileBytes(handle: FileHandle, size: number, changed: number): FileBytes {
  const fill = async (target: Uint8Array, position: number): Promise<number> => {
    let done = 0;
    while (done < target.length) {
      const length = Math.min(CHUNK, target.length - done);
      const { bytesRead } = await handle.read(target, done, length, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  };
  return {
    size,
    changed,
    async read(position, length) {
      const target = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      return target.subarray(0, await fill(target, position));
    },
    async fill(target) {
      if ((await fill(target, 0)) < target.length) throw new StationError('file-truncated');
    },
  };
}
