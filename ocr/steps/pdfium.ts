import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';
import { LIMITS } from './limits.ts';

/**
 * The C interface of PDFium (fpdfview.h, fpdf_edit.h, fpdf_annot.h, fpdf_formfill.h) as far as it is used here. The
 * package's own classes draw at full colour depth with colour fringes on letters and copy every page twice.
 */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  _FPDF_InitLibraryWithConfig(config: object): void;
  _FPDF_LoadMemDocument(bytes: number, size: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_GetFormType(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDF_GetPageBoundingBox(page: number, rectangle: number): number;
  _FPDFPage_GetRotation(page: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFPageObj_HasTransparency(object: number): number;
  _FPDFPageObj_GetClipPath(object: number): number;
  _FPDFClipPath_CountPaths(path: number): number;
  _FPDFFormObj_CountObjects(object: number): number;
  _FPDFFormObj_GetObject(object: number, index: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number;
  _FPDFImageObj_GetImageMetadata(object: number, page: number, metadata: number): number;
  _FPDFImageObj_GetImageFilterCount(object: number): number;
  _FPDFImageObj_GetImageFilter(object: number, index: number, buffer: number, length: number): number;
  _FPDFImageObj_GetImageDataRaw(object: number, buffer: number, length: number): number;
  _FPDFImageObj_GetIccProfileDataDecoded(
    object: number,
    page: number,
    buffer: number,
    length: number,
    out: number,
  ): number;
  _FPDFImageObj_GetBitmap(object: number): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, pixels: number, stride: number): number;
  _FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, colour: number): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDFBitmap_GetBuffer(bitmap: number): number;
  _FPDFBitmap_GetWidth(bitmap: number): number;
  _FPDFBitmap_GetHeight(bitmap: number): number;
  _FPDFBitmap_GetStride(bitmap: number): number;
  _FPDFBitmap_GetFormat(bitmap: number): number;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFDOC_InitFormFillEnvironment(document: number, info: number): number;
  _FPDFDOC_ExitFormFillEnvironment(form: number): void;
  _FORM_OnAfterLoadPage(page: number, form: number): void;
  _FORM_OnBeforeClosePage(page: number, form: number): void;
  _FPDF_FFLDraw(
    form: number,
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh PDFium: its memory never shrinks, and after a fault inside it must not be used again. */
export async function startPdfium(): Promise<Pdfium> {
  compiled ??= readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  const module = await compiled;
  const pdfium = (await PDFiumModule({
    instantiateWasm: (imports, done) => {
      limitMemory(imports);
      const instance = new WebAssembly.Instance(module, imports);
      // The package's types have the two the other way round than it calls them.
      done(instance as unknown as WebAssembly.Module);
      return instance.exports;
    },
  })) as unknown as Pdfium;
  const config = { version: 2, m_pIsolate: null, m_pUserFontPaths: null, m_v8EmbedderSlot: 0, m_pPlatform: null };
  pdfium._FPDF_InitLibraryWithConfig(config);
  return pdfium;
}

/** Lets the heap grow to the limit only; beyond it an allocation fails inside, as on a machine without more memory. */
function limitMemory(imports: WebAssembly.Imports): void {
  for (const part of Object.values(imports)) {
    const resize = part.emscripten_resize_heap;
    if (typeof resize !== 'function') continue;
    part.emscripten_resize_heap = (bytes: number) => (bytes >>> 0 > LIMITS.pdfMemoryBytes ? 0 : resize(bytes));
  }
}

/** Runs `work` with scratch memory inside PDFium. */
export function withScratch<T>(pdfium: Pdfium, bytes: number, work: (pointer: number) => T): T {
  const pointer = pdfium.wasmExports.malloc(bytes);
  if (pointer === 0) throw new RangeError('out of PDF memory');
  try {
    return work(pointer);
  } finally {
    pdfium.wasmExports.free(pointer);
  }
}

/** Floats that PDFium wrote. */
export function readFloats(pdfium: Pdfium, pointer: number, count: number): readonly number[] {
  // A copy: the place need not be one where a Float32Array could start, and the heap moves when it grows.
  return [...new Float32Array(pdfium.HEAPU8.slice(pointer, pointer + count * 4).buffer)];
}

/** 32-bit numbers that PDFium wrote. */
export function readInts(pdfium: Pdfium, pointer: number, count: number): readonly number[] {
  return [...new Int32Array(pdfium.HEAPU8.slice(pointer, pointer + count * 4).buffer)];
}
