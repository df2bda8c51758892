import type { StationErrorCode } from '../../common/contract/errors.ts';
import type { PageJob } from '../pipeline.ts';
import type { ComposedPdf, ComposePdfRequest, PageVerdict, ReadPage } from '../reader.ts';
import type { OpenedFile } from '../steps/open-file.ts';

/** Work that a reader process does, one at a time. All values survive JSON. */
export type ReaderTask =
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'page'; readonly job: PageJob }
  | { readonly kind: 'pdf'; readonly request: ComposePdfRequest };

export interface TaskResults {
  readonly open: OpenedFile;
  readonly page: ReadPage;
  readonly pdf: ComposedPdf;
}

export type ToReader =
  | { readonly kind: 'task'; readonly id: number; readonly task: ReaderTask }
  | { readonly kind: 'stop' };

export type FromReader =
  | { readonly kind: 'ready' }
  | { readonly kind: 'step'; readonly id: number; readonly step: string }
  | { readonly kind: 'verdict'; readonly id: number; readonly verdict: PageVerdict }
  | { readonly kind: 'done'; readonly id: number; readonly result: TaskResults[keyof TaskResults] }
  | { readonly kind: 'failed'; readonly id: number; readonly code: StationErrorCode; readonly detail?: string };

/** A received value as a message, undefined when it is none; both ends are this program, so the inside is trusted. */
export function asMessage<M extends FromReader | ToReader>(value: unknown): M | undefined {
  const isMessage =
    typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';
  return isMessage ? (value as M) : undefined;
}
