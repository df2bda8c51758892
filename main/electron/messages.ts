import type { StationErrorCode } from '../../common/contract/errors.ts';

/**
 * What Electron's main process and the backend's process say to each other. All values survive a structured clone. The
 * calls of the screens don't go this way: each window has a MessagePort of its own to the backend.
 */

/** First message to the backend: what only the shell knows. */
export interface OpenStation {
  readonly kind: 'open';
  readonly dataDir: string;
  readonly databaseKey: Uint8Array;
  readonly samplesDir: string;
  /** True when reader processes are started by the shell, since this process can't fork. */
  readonly readersByShell: boolean;
}

export interface AssetRequest {
  readonly kind: 'asset';
  readonly id: number;
  readonly client: string;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

export interface AssetAnswer {
  readonly kind: 'asset-answer';
  readonly id: number;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export type ToBackend =
  | OpenStation
  | AssetRequest
  | { readonly kind: 'close' }
  | { readonly kind: 'reader-message'; readonly reader: number; readonly message: unknown }
  | { readonly kind: 'reader-exit'; readonly reader: number };

export type FromBackend =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly code: StationErrorCode; readonly detail: string | undefined }
  | AssetAnswer
  | { readonly kind: 'closed' }
  | { readonly kind: 'launch-reader'; readonly reader: number }
  | { readonly kind: 'reader-send'; readonly reader: number; readonly message: unknown }
  | { readonly kind: 'reader-kill'; readonly reader: number };

/** How lines to screens go to a backend that can't be given a MessagePort: opened, filled and closed by number. */
export type RelayedLine =
  | { readonly kind: 'line-open'; readonly line: number; readonly client: string }
  | { readonly kind: 'line-data'; readonly line: number; readonly data: unknown }
  | { readonly kind: 'line-close'; readonly line: number };

/** Sent beside a MessagePort. */
export interface LineOpened {
  readonly kind: 'line';
  readonly client: string;
}

/** True when a value has the outer form of a message; both ends are this program, so the inside is trusted. */
export function hasKind(value: unknown): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';
}
