import { constants } from 'node:fs';
import { access, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { StationError, type StationErrorCode } from '../../../common/contract/errors.ts';

/** One file to read, or one that is known beforehand to be unreadable. */
export interface DigitiseInput {
  /** Absolute. */
  readonly path: string;
  /** Name without folder. */
  readonly name: string;
  /** Set when it can't be read at all. */
  readonly error?: StationErrorCode;
}

/** What a name can say that a file is; of these only the first line can be read. */
const CLAIMS = new Set([
  ...['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.tif', '.tiff', '.webp', '.pdf'],
  ...['.avif', '.bmp', '.dib', '.gif', '.heic', '.heif', '.jp2', '.j2k', '.jxl', '.djvu', '.psd', '.svg'],
]);

const SIGNATURES: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x25, 0x50, 0x44, 0x46, 0x2d],
];

/**
 * The files that the given paths mean, each once, in the order given; those of a folder by name. Of a folder's own files
 * (not of its subfolders, nor hidden ones) those are taken that say by name or by content that they are a picture or a
 * PDF; whatever else lies there is no input. A path that was named is always an input, readable or not.
 */
export async function collectInputs(paths: readonly string[]): Promise<readonly DigitiseInput[]> {
  const inputs: DigitiseInput[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const input of await expand(resolve(path))) {
      const identity = await realpath(input.path).catch(() => input.path);
      if (seen.has(identity)) continue;
      seen.add(identity);
      inputs.push(input);
    }
  }
  return inputs;
}

async function expand(path: string): Promise<readonly DigitiseInput[]> {
  try {
    if ((await stat(path)).isDirectory()) return await filesOf(path);
  } catch (error) {
    return [unreadable(path, codeOf(error))];
  }
  return [await check(path)];
}

async function filesOf(folder: string): Promise<readonly DigitiseInput[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const inputs: DigitiseInput[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info?.isDirectory()) continue;
    if (CLAIMS.has(extname(name).toLowerCase()) || (info?.isFile() && (await looksReadable(path)))) {
      inputs.push(await check(path));
    }
  }
  return inputs;
}

async function check(path: string): Promise<DigitiseInput> {
  try {
    // Anything but a file, such as a pipe, might never end.
    if (!(await stat(path)).isFile()) return unreadable(path, 'file-type-unknown');
    await access(path, constants.R_OK);
    return { path, name: basename(path) };
  } catch (error) {
    return unreadable(path, codeOf(error));
  }
}

async function looksReadable(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return false;
  try {
    const head = Buffer.alloc(12);
    await handle.read(head, 0, head.length, 0);
    const webp = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
    return webp || SIGNATURES.some((signature) => signature.every((byte, index) => head[index] === byte));
  } finally {
    await handle.close();
  }
}

function unreadable(path: string, error: StationErrorCode): DigitiseInput {
  return { path, name: basename(path), error };
}

function codeOf(error: unknown): StationErrorCode {
  if (error instanceof StationError) return error.code;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'file-no-permission';
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG'
    ? 'file-not-found'
    : 'unexpected';
}
