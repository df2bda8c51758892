import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DigitiseOutput, toDigitiseOutput } from '../../../common/contract/digitise-schema.ts';
import { StationError, type StationErrorCode } from '../../../common/contract/errors.ts';
import { DOCUMENT_TYPES } from '../../../common/domain/document-types.ts';
import type { PdfRaster } from '../../../common/domain/pdf-raster.ts';
import { createReader } from '../../../ocr/create-reader.ts';
import type { Reader, ReadFileResult } from '../../../ocr/reader.ts';
import type { DigitiseInput } from './collect-inputs.ts';

export interface DigitiseOptions {
  readonly inputs: readonly DigitiseInput[];
  /** NAME of each input's outputs, in the same order. */
  readonly names: readonly string[];
  /** Folder for NAME.json and NAME.pdf; made when absent. */
  readonly outDir: string;
  readonly pdf: boolean;
  /** How pages are kept in the PDF; default: `jpeg`. */
  readonly raster?: PdfRaster;
  /** Reader processes; default: number of CPU cores, at most 4. */
  readonly workers?: number;
  /** Written into each JSON. */
  readonly version: string;
  readonly onProgress?: (progress: DigitiseProgress) => void;
  /** Ends the work: files already written stay whole, the others don't appear. */
  readonly signal?: AbortSignal;
  /** Default: createReader(). */
  readonly reader?: Reader;
}

export type DigitiseProgress =
  | { readonly kind: 'page' }
  | { readonly kind: 'file'; readonly name: string }
  /** The file, or when `page` is there that 0-based page of it, could not be read or its outputs not be written. */
  | {
      readonly kind: 'unreadable';
      readonly name: string;
      readonly code: StationErrorCode;
      readonly page?: number;
      /** What was found against what may be: `5.000 > 500`. */
      readonly detail?: string;
    };

export interface DigitiseReport {
  /** Files of which at least one page was read. */
  readonly files: number;
  readonly pages: number;
  /** Files and pages that could not be read. */
  readonly unreadable: number;
}

const MAX_WORKERS = 4;
/** Files of one page don't fill the workers by themselves. */
const FILES_AHEAD = 2;

/**
 * Reads each input and writes NAME.json and, when asked, NAME.pdf (searchable PDF/A-2b). Outputs appear whole, under
 * their names, JSON last; one bad input costs that input only.
 *
 * @throws StationError disk-full, or the system's error, when the output folder can't be made; the signal's reason
 */
export async function digitise(options: DigitiseOptions): Promise<DigitiseReport> {
  const { inputs, names, outDir, signal } = options;
  const raster = options.raster ?? 'jpeg';
  const workers = options.workers ?? Math.min(MAX_WORKERS, availableParallelism());
  await mkdir(outDir, { recursive: true });
  // In the output folder, so that a rename puts a file there at once; the pages' images need not be on that disk.
  const staging = await mkdtemp(join(outDir, '.sohoa-'));
  const pictures = await mkdtemp(join(tmpdir(), 'sohoa-'));
  const reader = options.reader ?? createReader({ workers });
  const tally = { files: 0, pages: 0, unreadable: 0 };
  const tell = options.onProgress ?? ((): void => undefined);
  const stop = (): void => void reader.close();
  signal?.addEventListener('abort', stop, { once: true });

  const fail = (name: string, code: StationErrorCode, more: { page?: number; detail?: string } = {}): void => {
    tally.unreadable += 1;
    tell({ kind: 'unreadable', name, code, ...more });
  };
  const digitiseOne = async (input: DigitiseInput, index: number): Promise<void> => {
    const { name } = input;
    const place = { staging, outDir, name: names[index] ?? name };
    const workDir = join(pictures, String(index));
    try {
      if (input.error !== undefined) throw new StationError(input.error);
      await mkdir(workDir);
      const images = options.pdf ? 'pdf' : 'none';
      const request = { path: input.path, sourceName: name, workDir, images, raster } as const;
      const result = await reader.readFile(request, (progress) => {
        if (progress.kind === 'page') tell({ kind: 'page' });
      });
      const pdfError = options.pdf ? await writePdf(reader, input.path, result, place).catch(codeOf) : undefined;
      signal?.throwIfAborted();
      await writeJson(toDigitiseOutput(result.reading, options.version), place);
      if (pdfError !== undefined) fail(name, pdfError);
      const unread = unreadablePages(result);
      for (const [page, code] of unread) fail(name, code, { page });
      const read = result.pages.length - unread.length;
      tally.pages += read;
      if (read > 0) tally.files += 1;
      tell({ kind: 'file', name });
    } catch (error) {
      if (signal?.aborted) return;
      const detail = error instanceof StationError ? error.detail : undefined;
      fail(name, codeOf(error), detail === undefined ? {} : { detail });
    } finally {
      await rm(workDir, { recursive: true, force: true });
    }
  };

  try {
    const queue = inputs.entries();
    const lane = async (): Promise<void> => {
      for (const [index, input] of queue) {
        if (signal?.aborted) return;
        await digitiseOne(input, index);
      }
    };
    await Promise.all(Array.from({ length: workers + FILES_AHEAD }, lane));
    signal?.throwIfAborted();
    return tally;
  } finally {
    signal?.removeEventListener('abort', stop);
    await reader.close();
    await rm(staging, { recursive: true, force: true });
    await rm(pictures, { recursive: true, force: true });
  }
}

interface Place {
  readonly staging: string;
  readonly outDir: string;
  readonly name: string;
}

/** A page without an image is left out, and a file without any gets no PDF. */
async function writePdf(reader: Reader, source: string, result: ReadFileResult, place: Place): Promise<undefined> {
  const { pages, reading } = result;
  if (pages.every(({ picture }) => picture === undefined)) return;
  const type = DOCUMENT_TYPES.find(({ id }) => id === reading.documents[0]?.type);
  const out = join(place.staging, `${place.name}.pdf`);
  // The title is what the paper is, never whose it is.
  const title = type?.title ?? 'Tài liệu số hóa';
  await reader.composePdf({ pages, source, title, out });
  await rename(out, join(place.outDir, `${place.name}.pdf`));
}

async function writeJson(output: DigitiseOutput, place: Place): Promise<void> {
  const draft = join(place.staging, `${place.name}.json`);
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(`${JSON.stringify(output, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, join(place.outDir, `${place.name}.json`));
}

function unreadablePages({ pages }: ReadFileResult): readonly (readonly [page: number, code: StationErrorCode])[] {
  return pages.flatMap(({ reading }) =>
    reading.findings.some(({ code }) => code === 'page-unreadable')
      ? [[reading.index, 'page-unreadable'] as const]
      : [],
  );
}

function codeOf(error: unknown): StationErrorCode {
  if (error instanceof StationError) return error.code;
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'unexpected';
}
