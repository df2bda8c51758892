import type { Router } from '@orpc/server';
import type { contract } from '../../common/contract/contract.ts';
import type { LaunchReaderProcess, Reader } from '../../ocr/reader.ts';
import type { MeasureSpace } from '../../storage/files/measure-space.ts';
import type { Store } from '../../storage/store.ts';

/** Which browser cookie or window a call comes from; signing in belongs to it. */
export interface ClientContext {
  readonly client: string;
}

/** Where a national system is reached. */
export interface OutsideAddresses {
  readonly population: { readonly url: string };
  readonly portal: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

export interface BackendLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface BackendOptions {
  /** Folder that holds the database, page files and PDFs; made when absent. */
  readonly dataDir: string;
  /** 32 bytes, raw key of the database. */
  readonly databaseKey: Uint8Array;
  readonly outside: OutsideAddresses;
  /** Set in training mode: sample papers and ready-made accounts. */
  readonly training: { readonly samplesDir: string } | null;
  /** Default: what the data folder holds. It is closed with the station. */
  readonly store?: Store;
  /** Default: createReader() over child processes. */
  readonly reader?: Reader;
  readonly launchReader?: LaunchReaderProcess;
  readonly workers?: number;
  /** Default: asks the file system. */
  readonly measureSpace?: MeasureSpace;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  readonly log?: BackendLog;
}

/** The station without a window. Shells carry its router over their transport and mount serveAsset. */
export interface Backend {
  readonly router: Router<typeof contract, ClientContext>;
  /**
   * Page images, PDFs and uploads:
   * GET /assets/pages/{pageId}/upright|preview · GET /assets/papers/{paperId}/pdf ·
   * POST /assets/dossiers/{dossierId}/files (body bytes, header x-file-name = encodeURIComponent) → { fileId, duplicate }.
   * Errors are JSON { code, detail } with a 4xx/5xx status.
   */
  serveAsset(request: Request, context: ClientContext): Promise<Response>;
  /** Ends running work in order; what was acknowledged is durable before and after. */
  close(): Promise<void>;
}

export type CreateBackend = (options: BackendOptions) => Promise<Backend>;
