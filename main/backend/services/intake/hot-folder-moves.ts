import type { Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { STATION_ERRORS, type StationErrorCode } from '../../../../common/contract/errors.ts';
import { codeOf } from '../../../../storage/database/sqlite-errors.ts';
import { syncFolder } from '../../../../storage/files/sync-folder.ts';
import { localDay } from '../clock.ts';

/** What tells that a file is still the one that was looked at. */
export type FileMark = Pick<Stats, 'size' | 'mtimeMs' | 'ino'>;

/** Subfolders of a hot folder: what was taken, by day, and what was not. Names a clerk reads. */
const TAKEN = 'da-nhan';
const REFUSED = 'khong-nhan';

const VIETNAM_OFFSET_MS = 7 * 3600 * 1000;

export function sameFile(a: FileMark, b: FileMark): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}

/** A plain file's mark; null when there is none of this name. */
export async function markOf(path: string): Promise<FileMark | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? found : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Puts a file that was taken away, for good when this resolves. One that changed meanwhile stays: it is another file. */
export async function moveTaken(root: string, name: string, mark: FileMark, now: Date): Promise<void> {
  await move(root, name, mark, join(TAKEN, localDay(now)));
}

/** Puts a file away that can't be taken, with a text beside it that says why and what to do. */
export async function moveRefused(
  root: string,
  name: string,
  mark: FileMark,
  reason: { readonly code: StationErrorCode; readonly at: Date },
): Promise<void> {
  const time = new Date(reason.at.getTime() + VIETNAM_OFFSET_MS).toISOString();
  const lines = [
    'Tệp này không được nhận vào hồ sơ.',
    `Lý do: ${STATION_ERRORS[reason.code].vi}`,
    `Lúc: ${time.slice(11, 16)} ngày ${time.slice(0, 10).split('-').reverse().join('/')}`,
  ];
  // With the mark by which Windows' editor knows UTF-8, and its line ends.
  const text = `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
  await move(root, name, mark, REFUSED, text);
}

async function move(root: string, name: string, mark: FileMark, into: string, text?: string): Promise<void> {
  const from = join(root, name);
  const folder = join(root, into);
  await mkdir(folder, { recursive: true });
  const to = join(folder, freeName(name, await readdir(folder)));
  if (!(await isStill(from, mark))) return;
  if (text !== undefined) await writeText(`${to}.txt`, text);
  await rename(from, to);
  // Written anew under the same name between the look and the move: nobody has taken that one.
  if (!(await isStill(to, mark))) await rename(to, join(root, freeName(name, await readdir(root))));
  for (let path = folder; path !== dirname(root); path = dirname(path)) await syncFolder(path);
}

async function isStill(path: string, mark: FileMark): Promise<boolean> {
  const found = await markOf(path);
  return found !== null && sameFile(found, mark);
}

/** The name, or with the first number that is free; names that differ in case alone are one on some disks. */
function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((other) => other.toLowerCase()));
  const { name: stem, ext } = parse(name);
  const candidate = (number: number): string => (number === 1 ? name : `${stem} (${number})${ext}`);
  for (let number = 1; ; number += 1) {
    if (!used.has(candidate(number).toLowerCase())) return candidate(number);
  }
}

async function writeText(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
