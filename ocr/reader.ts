import type { Finding } from '../common/domain/findings.ts';
import type { PdfRaster } from '../common/domain/pdf-raster.ts';
import type { DetectedCode, DocumentReading, FileReading, PageReading } from '../common/domain/reading.ts';
import type { EngineName } from './engines/engine.ts';
import type { OpenedFile } from './steps/open-file.ts';

/** One input to read. The reader never changes or removes it. */
export interface ReadFileRequest {
  /** Absolute path of the input bytes. */
  readonly path: string;
  /** Name to report, without folder. The content decides the format, never this name. */
  readonly sourceName: string;
  /** Existing folder for page artefacts; the caller owns and empties it. */
  readonly workDir: string;
  /** Which images of the pages are wanted; default: `screen`. */
  readonly images?: PageImageChoice;
  /** How the pictures for a PDF are to be made; default: `jpeg`. */
  readonly raster?: PdfRaster;
}

/** `screen`: upright page and preview; `pdf`: only what a PDF shows, ready to be put into it; `none`: text alone. */
export type PageImageChoice = 'screen' | 'pdf' | 'none';

/** Files made for one page, in the request's workDir. */
export interface PageArtefacts {
  /** JPEG of the upright, deskewed page at its own resolution: the image that boxes refer to. */
  readonly upright: string;
  /** JPEG, 1000 px on the long side. */
  readonly preview: string;
}

export interface ReadPage {
  readonly reading: PageReading;
  /** Absent for a page that could not be read at all, and unless `screen` images were asked for. */
  readonly artefacts?: PageArtefacts;
  /** The page's picture for a PDF, a file in the workDir, when `pdf` images were asked for. */
  readonly picture?: string;
}

export interface ReadFileResult {
  /** Pages that could not be read are there with finding `page-unreadable` and no text. */
  readonly reading: FileReading;
  /** Same order as reading.pages. */
  readonly pages: readonly ReadPage[];
}

/**
 * What is known of a page before its text: enough to ask for a better scan while the paper is in hand. Told once a page
 * at first sight, and again in the seldom case that a closer look finds a code or that a page is blank after all.
 */
export interface PageVerdict {
  readonly blank: boolean;
  /** The code of a citizen card was found. */
  readonly card: boolean;
  readonly codes: readonly Pick<DetectedCode, 'format' | 'text'>[];
  /** Of the scan: blank-page, low-resolution, blurred, cut-edge. */
  readonly findings: readonly Finding[];
}

export type ReadProgress =
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'step'; readonly page: number; readonly step: string }
  | { readonly kind: 'verdict'; readonly page: number; readonly verdict: PageVerdict }
  | { readonly kind: 'page'; readonly page: ReadPage };

/** One page of a PDF, with its image or its picture; a page with neither is left out. */
export interface PdfPage {
  readonly reading: PageReading;
  /** Path of the upright page's JPEG. */
  readonly upright?: string;
  /** Path of the picture made while the page was read; goes before `upright` and costs nothing to put in. */
  readonly picture?: string;
}

export interface ComposePdfRequest {
  /** In printed order. */
  readonly pages: readonly PdfPage[];
  /**
   * Path of the one file that all pages were read from. When it is a PDF of just these pages that is signed or carries
   * its own text, the result is that file, byte by byte.
   */
  readonly source?: string;
  /** For pages without a picture; default: `jpeg`. */
  readonly raster?: PdfRaster;
  /** Document title for the metadata; no personal data. */
  readonly title: string;
  /** ISO instant for the metadata; default: now. The same pages, title and instant give the same bytes. */
  readonly at?: string;
  /** Absolute path to write; written whole or not at all. */
  readonly out: string;
}

export interface ComposedPdf {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Reads files into text, boxes, types and fields. Work runs in processes of its own: a page that kills one costs that
 * page only. Throws StationError (file-*, image-*, too-many-pages, reader-stopped) when an input can't be read at all.
 */
export interface Reader {
  readFile(request: ReadFileRequest, onProgress?: (progress: ReadProgress) => void): Promise<ReadFileResult>;
  /** Looks at a file as a whole, nothing being read: its format by content, how many pages it has, its hash. */
  inspect(path: string): Promise<OpenedFile>;
  /** Searchable PDF/A-2b of upright pages, or the source itself: see ComposePdfRequest. */
  composePdf(request: ComposePdfRequest): Promise<ComposedPdf>;
  /** Ends the processes; running work is rejected with reader-stopped. */
  close(): Promise<void>;
}

/** Starts one reader process; the seam between child_process.fork and Electron's utilityProcess. */
export type LaunchReaderProcess = () => ReaderProcess;

/** A started reader process; messages are structured-clone or JSON values. */
export interface ReaderProcess {
  readonly pid?: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process was killed. */
  onExit(listener: () => void): void;
  kill(): void;
}

export interface CreateReaderOptions {
  /** Processes; default: number of CPU cores, at most 4. */
  readonly workers?: number;
  /** Default: fork of ocr/host/reader-process.ts. */
  readonly launch?: LaunchReaderProcess;
  /** What the default launch reads with; `null` makes images and finds codes but reads no text. */
  readonly engine?: EngineName;
  /** Default: 90 seconds; a process that takes longer over a page is ended. */
  readonly pageTimeLimitMs?: number;
  /** Default: 300. */
  readonly recycleAfterPages?: number;
  /** Cuts pages into papers and reads their fields; default: ocr/steps/assemble-documents.ts. */
  readonly assemble?: (pages: readonly PageReading[], context: { today: string }) => readonly DocumentReading[];
  /** YYYY-MM-DD; default: this machine's calendar. */
  readonly today?: () => string;
}
