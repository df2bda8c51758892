import { StationError } from '../../common/contract/errors.ts';
import type { FileBytes } from './file-bytes.ts';
import { decodingError } from './image-errors.ts';
import { LIMITS } from './limits.ts';
import { type Pdfium, startPdfium } from './pdfium.ts';

/** An open PDF inside PDFium, which keeps the file's bytes in its own memory. */
export interface PdfDocument {
  readonly pdfium: Pdfium;
  readonly handle: number;
  /** The file's bytes as they stand in PDFium's memory now; not to be kept. */
  readonly bytes: () => Buffer;
}

interface OpenedPdf extends PdfDocument {
  readonly path: string;
  readonly size: number;
  readonly changed: number;
  readonly pointer: number;
}

/** A heap beyond this is not kept for the next document. */
const KEPT_HEAP_BYTES = 96 * 1024 * 1024;
/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h. */
const [ERROR_PASSWORD, ERROR_SECURITY] = [4, 5];

let library: Pdfium | undefined;
let opened: OpenedPdf | undefined;

/**
 * Works on a PDF; it stays open for the pages that follow, until `closePdf` or another file. A fault inside PDFium ends
 * that PDFium, not the process. Throws file-encrypted, file-damaged, file-truncated, and image-too-large when the
 * content takes more memory than it may.
 */
export async function withPdf<T>(
  path: string,
  file: FileBytes,
  work: (document: PdfDocument) => T | Promise<T>,
): Promise<T> {
  try {
    if (opened?.path !== path || opened.size !== file.size || opened.changed !== file.changed) {
      closePdf();
      opened = await load(path, file);
    }
    return await work(opened);
  } catch (error) {
    if (error instanceof StationError) throw error;
    const outOfMemory = (library?.HEAPU8.length ?? 0) > LIMITS.pdfMemoryBytes / 2;
    library = undefined;
    opened = undefined;
    throw new StationError(outOfMemory ? 'image-too-large' : 'file-damaged', undefined, { cause: error });
  }
}

/** Gives up the memory of the open PDF, if there is one. */
export function closePdf(): void {
  if (opened !== undefined) {
    const { pdfium, handle, pointer } = opened;
    opened = undefined;
    try {
      pdfium._FPDF_CloseDocument(handle);
      pdfium.wasmExports.free(pointer);
    } catch {
      // A document that can't even be closed takes its PDFium with it.
      library = undefined;
    }
  }
  if (library !== undefined && library.HEAPU8.length > KEPT_HEAP_BYTES) library = undefined;
}

async function load(path: string, file: FileBytes): Promise<OpenedPdf> {
  library ??= await startPdfium();
  const pdfium = library;
  const { size, changed } = file;
  const pointer = pdfium.wasmExports.malloc(size);
  if (pointer === 0) throw new StationError('file-too-large');
  const bytes = (): Buffer => Buffer.from(pdfium.HEAPU8.buffer, pointer, size);
  await file.fill(bytes());
  const handle = pdfium._FPDF_LoadMemDocument(pointer, size, 0);
  if (handle !== 0) return { path, size, changed, pdfium, handle, pointer, bytes };
  const reason = pdfium._FPDF_GetLastError();
  const error =
    reason === ERROR_PASSWORD || reason === ERROR_SECURITY
      ? new StationError('file-encrypted')
      : decodingError(new Error(`PDFium error ${reason}`), bytes(), 'pdf');
  pdfium.wasmExports.free(pointer);
  throw error;
}
