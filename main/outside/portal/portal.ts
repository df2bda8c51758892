import type { Readable } from 'node:stream';
import type {
  DossierHolding,
  DossierMessage,
  HeldPaper,
  PortalReceipt,
  StoredFile,
} from '../../../common/contract/portal-message.ts';

/**
 * The national public-services portal as the station sees it. Every failure is a StationError:
 *
 * - `portal-unreachable`, `portal-interrupted`, `portal-error`: passing; what was sent is kept, try again later. A portal
 *   that said when is a PortalWait.
 * - `portal-not-genuine`: something else answered (a wifi login page, a proxy); nothing was accepted.
 * - `portal-refused-credentials`, `portal-certificate`, `portal-schema-refused`: stop the batch.
 * - `portal-refused-dossier` (detail = the portal's words), `portal-conflict`: this dossier only; others go on.
 * - `portal-hash-differs`: what the portal holds is not what was sent; forget the upload's address and send anew.
 *
 * When the caller aborts `signal`, its reason is thrown as it is; a time-out is `portal-unreachable`, in mid-upload
 * `portal-interrupted`.
 */
export interface Portal {
  /** Proves, by asking it now, that the portal is there, is the portal, and takes the station's account. */
  check(options?: Abortable): Promise<void>;
  /** Sends a file, from the byte where an earlier try stopped. Resolves once the portal holds every byte. */
  upload(source: UploadSource, file: FileToUpload, options?: UploadOptions): Promise<Upload>;
  /** Seals an upload under the caller's key; the same key is answered with the same stored file for ever. */
  finalise(url: string, seal: Seal, options?: Abortable): Promise<StoredFile>;
  /** Adds a dossier. Sent again with the same content it gives the same receipt. */
  sendDossier(message: DossierMessage, options?: Abortable): Promise<PortalReceipt>;
  /** Replaces the content of a dossier that the portal holds; a new version of its receipt. */
  updateDossier(message: DossierMessage, options?: Abortable): Promise<PortalReceipt>;
  /** What the portal holds under a dossier code, hashes taken from its stored bytes; null when it holds nothing. */
  readBack(dossierCode: string, options?: Abortable): Promise<DossierHolding | null>;
  /** Papers that are already digitised for a citizen. */
  findHeldPapers(search: HeldPapersSearch, options?: Abortable): Promise<readonly HeldPaper[]>;
}

interface Abortable {
  readonly signal?: AbortSignal;
}

/** A file on disk, or a way to open bytes `start` (included) to `end` (excluded) for sources that are not plain files. */
export type UploadSource = string | { open(start: number, end: number): Readable };

export interface FileToUpload {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** The station's own id of this file; no personal data. */
  readonly key: string;
  /** Default `application/pdf`. */
  readonly mediaType?: string;
}

export interface UploadOptions extends Abortable {
  /** Address that an earlier `onUrl` gave. When the portal has forgotten it, a new upload begins. */
  readonly resumeUrl?: string | null;
  /** Called with the upload's address, and awaited, before the first byte leaves: keep it durably. */
  readonly onUrl?: (url: string) => void | Promise<void>;
  readonly onProgress?: (bytesSent: number, bytesTotal: number) => void;
  /** Holds bytes back so that the line stays free for others; asked for every piece before it leaves. */
  readonly pace?: UploadPace;
}

export interface UploadPace {
  /** At most so many bytes are asked for at a time. */
  pieceBytes(): number;
  /** Resolves when this many bytes may leave; rejects when the signal aborts. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
}

export interface Upload {
  readonly url: string;
  /** Byte at which this call took the upload up; 0 for a new one. */
  readonly resumedAt: number;
}

export interface Seal {
  readonly key: string;
  readonly sha256: string;
}

interface HeldPapersSearch {
  readonly ownerId: string;
  readonly requesterId?: string;
  readonly requesterName?: string;
  readonly procedureCode?: string;
}
