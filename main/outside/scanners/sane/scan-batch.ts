import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { StationError } from '../../../../common/contract/errors.ts';
import type { ScannedPage } from '../scanner.ts';
import { scanFailure } from './scan-failure.ts';

export interface BatchOrder {
  readonly program: string;
  readonly device: string;
  /** That choose source, mode, resolution and area. */
  readonly choices: readonly string[];
  /** The glass gives one page however often it is asked. */
  readonly onePage: boolean;
  readonly format: 'jpeg' | 'tiff';
  /** Where pages lie until they are taken; made when it is missing, for its owner alone. */
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

/** A scanner that is told to stop may first have to let go of its sheet. */
const STOP_MS = 10_000;
/** The end of what scanimage says is what counts. */
const MAX_MESSAGES = 16_384;

/**
 * Scans by `scanimage --batch`. It writes each page whole before it names it, and goes on scanning meanwhile, so the
 * feeder runs at its own speed. A page's file goes once the next page is asked for.
 *
 * @throws StationError scanner-*, disk-full, once the pages before it were given
 */
export async function* scanBatch(order: BatchOrder): AsyncGenerator<ScannedPage> {
  order.signal?.throwIfAborted();
  await mkdir(order.folder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(order.folder, 'scan-'));
  try {
    yield* scanInto(folder, order);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* scanInto(folder: string, order: BatchOrder): AsyncGenerator<ScannedPage> {
  const child = spawn(order.program, batchArguments(order), {
    // Names are printed relative to it: whatever the folder is called, they are plain numbers.
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const messages = collect(child.stderr);
  const stop = (): void => stopScan(child);
  order.signal?.addEventListener('abort', stop, { once: true });
  let pages = 0;
  try {
    for await (const name of createInterface({ input: child.stdout })) {
      order.signal?.throwIfAborted();
      yield pageOf(folder, name, pages);
      pages += 1;
      await rm(join(folder, name), { force: true });
    }
    const exitCode = await ended;
    order.signal?.throwIfAborted();
    const failure = scanFailure({ exitCode, messages: messages(), pages });
    if (failure !== null) throw failure;
  } finally {
    order.signal?.removeEventListener('abort', stop);
    await stopped(child, ended);
  }
}

function batchArguments({ device, choices, onePage, format }: BatchOrder): readonly string[] {
  const name = format === 'jpeg' ? '%d.jpg' : '%d.tiff';
  const count = onePage ? ['--batch-count=1'] : [];
  return ['-d', device, ...choices, `--format=${format}`, `--batch=${name}`, '--batch-print', ...count];
}

function pageOf(folder: string, name: string, index: number): ScannedPage {
  if (!/^\d+\.(jpg|tiff)$/.test(name)) throw new StationError('scanner-error', 'page name');
  const mediaType = name.endsWith('.jpg') ? 'image/jpeg' : 'image/tiff';
  const path = join(folder, name);
  return {
    index,
    mediaType,
    content: { [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() },
  };
}

/** Its exit code, null when a signal ended it. */
function endOf(child: ChildProcess): Promise<number | null> {
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new StationError('scanner-not-found', 'no scanimage', { cause: error })));
    child.once('close', resolve);
  });
  // Asked for at the end of the pages; until then it is nobody's failure.
  ended.catch(() => undefined);
  return ended;
}

function collect(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-MAX_MESSAGES);
  });
  return () => text;
}

/** scanimage takes the first signal as a cancel and frees the scanner. */
function stopScan(child: ChildProcess): void {
  child.kill('SIGTERM');
  const last = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.once('close', () => clearTimeout(last));
}

/** Ends a scan that nobody waits for any more. */
async function stopped(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  if (child.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) stopScan(child);
  await ended;
}
