import { StationError } from '../../../../common/contract/errors.ts';
import type { DossierHolding, DossierMessage, PortalReceipt } from '../../../../common/contract/portal-message.ts';
import type { DeliveryFileRecord, DeliveryRecord } from '../../../../storage/deliveries/reader.ts';
import type { DeliveryWriter } from '../../../../storage/deliveries/writer.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Portal, UploadPace } from '../../../outside/portal/portal.ts';
import { addressedMessage, composeQueuedMessage } from './dossier-message-of.ts';
import { HashedSource } from './hashed-source.ts';

type FileProgress = Parameters<DeliveryWriter['setFileProgress']>[2];

export interface DeliverDossierOptions {
  readonly store: Store;
  readonly portal: Portal;
  readonly dossierId: string;
  readonly signal: AbortSignal;
  readonly pace: UploadPace;
  /** ISO. */
  readonly now: () => string;
  /** Bytes of the whole dossier that the portal holds; called often. */
  readonly onBytes: (bytesSent: number) => void;
}

const NOT_SENT: FileProgress = { uploadUrl: null, portalSha256: null, bytesSent: 0 };

/**
 * One try to bring a verified dossier to the portal: files first, each resumed at the byte where an earlier try stopped
 * and sealed by its SHA-256; then the dossier message; then the read-back of every hash. May be repeated at any point:
 * the portal answers the same dossier code with the same content by the same receipt. Where an earlier try may have got
 * as far as the message, the portal is asked first what it holds, and what it holds is not sent again.
 *
 * @throws StationError portal-*, page-file-*; the signal's reason when it was aborted
 */
export async function deliverDossier(options: DeliverDossierOptions): Promise<PortalReceipt> {
  const { store, portal, dossierId, signal } = options;
  const delivery = await store.read.deliveries.find(dossierId);
  const dossier = await store.read.dossiers.find(dossierId);
  if (delivery === null || dossier === null) throw new StationError('dossier-not-found');
  if (delivery.messageSentAt !== null) {
    await takeOver(store, dossierId, await portal.readBack(dossier.code, { signal }));
  }
  let sent = 0;
  for (const file of await store.read.deliveries.files(dossierId)) {
    await deliverFile(options, file, (bytes) => options.onBytes(sent + bytes));
    sent += file.bytes;
    options.onBytes(sent);
  }
  const message = await messageToSend(options, delivery);
  const receipt =
    delivery.replaces === 1
      ? await portal.updateDossier(message, { signal })
      : await portal.sendDossier(message, { signal });
  await proveHolding(store, dossierId, await portal.readBack(message.MaHoSo, { signal }));
  return receipt;
}

/** Files that the portal already holds under this dossier's code keep the addresses that it knows them by. */
async function takeOver(store: Store, dossierId: string, holding: DossierHolding | null): Promise<void> {
  if (holding === null) return;
  for (const file of await store.read.deliveries.files(dossierId)) {
    const held = heldAs(file, holding);
    if (held !== undefined && (held.url !== file.uploadUrl || file.portalSha256 !== file.sha256)) {
      await keep(store, file, { uploadUrl: held.url, portalSha256: file.sha256, bytesSent: file.bytes });
    }
  }
}

/** The file as the portal holds it: under its own address, else any with the same bytes. */
function heldAs(file: DeliveryFileRecord, holding: DossierHolding): DossierHolding['files'][number] | undefined {
  const same = holding.files.filter((held) => held.sha256 === file.sha256);
  return same.find((held) => held.url === file.uploadUrl) ?? same[0];
}

/** The message of the time of queueing; that it goes out is on disk before it does. */
async function messageToSend(
  { store, dossierId, now }: DeliverDossierOptions,
  delivery: DeliveryRecord,
): Promise<DossierMessage> {
  const files = await store.read.deliveries.files(dossierId);
  const kept = delivery.message ?? (await composeQueuedMessage(store.read, dossierId, files, delivery.queuedAt));
  const message = addressedMessage(kept, files);
  if (delivery.message === null || delivery.messageSentAt === null) {
    await store.transaction(async ({ write }) => {
      if (delivery.message === null) await write.deliveries.setMessage(dossierId, kept);
      await write.deliveries.setProgress(dossierId, { messageSentAt: now() });
    });
  }
  return message;
}

async function deliverFile(
  options: DeliverDossierOptions,
  file: DeliveryFileRecord,
  onBytes: (bytesSent: number) => void,
): Promise<void> {
  const { store, portal, dossierId, signal } = options;
  if (file.portalSha256 === file.sha256 && file.uploadUrl !== null) return;
  try {
    await requireUnaltered(store, file);
    const source = new HashedSource(store.files.pathOf(file.sha256));
    const key = uploadKey(file);
    const upload = await portal.upload(
      source,
      { sha256: file.sha256, size: file.bytes, key },
      {
        signal,
        resumeUrl: file.uploadUrl,
        onUrl: async (uploadUrl) => await keep(store, file, { uploadUrl }),
        onProgress: onBytes,
        pace: options.pace,
      },
    );
    if (upload.resumedAt > 0) {
      await store.transaction(async ({ read, write }) => {
        const resumed = ((await read.deliveries.find(dossierId))?.resumed ?? 0) + 1;
        await write.deliveries.setProgress(dossierId, { resumed });
      });
    }
    if ((await source.sha256(file.bytes)) !== file.sha256) throw new StationError('page-file-altered', file.name);
    const stored = await portal.finalise(upload.url, { key, sha256: file.sha256 }, { signal });
    if (stored.sha256 !== file.sha256) throw new StationError('portal-hash-differs');
    // The sealed address is what the dossier message must name; it may differ from the upload's.
    await keep(store, file, { uploadUrl: stored.url, portalSha256: stored.sha256, bytesSent: file.bytes });
  } catch (error) {
    const failure = fileFailure(error, file);
    // What lies under this address is not the file: the next try must not go on from it.
    if (failure instanceof StationError && SPOILT.has(failure.code)) await keep(store, file, NOT_SENT);
    throw failure;
  }
}

const SPOILT: ReadonlySet<string> = new Set(['portal-hash-differs', 'page-file-altered']);

/** @throws StationError page-file-missing, page-file-altered; detail = the paper's name, which names no person */
async function requireUnaltered(store: Store, file: DeliveryFileRecord): Promise<void> {
  const hash = await store.files.hashOf(file.sha256);
  if (hash === null) throw new StationError('page-file-missing', file.name);
  if (hash !== file.sha256) throw new StationError('page-file-altered', file.name);
}

/** What went wrong, told of this file where it is its fault. */
function fileFailure(error: unknown, file: DeliveryFileRecord): unknown {
  if (error instanceof StationError) {
    const tooLarge = error.code === 'portal-refused-dossier' && error.detail === 'HTTP 413';
    return tooLarge ? new StationError('portal-file-too-large', file.name, { cause: error }) : error;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new StationError('page-file-missing', file.name, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new StationError('file-no-permission', file.name, { cause: error });
  return error;
}

/** The same bytes of the same paper have the same key for ever; a paper made anew after a return has another. */
function uploadKey(file: DeliveryFileRecord): string {
  return `${file.paperId}-${file.sha256.slice(0, 16)}`;
}

async function keep(store: Store, file: DeliveryFileRecord, progress: FileProgress): Promise<void> {
  await store.transaction(async ({ write }) => {
    await write.deliveries.setFileProgress(file.dossierId, file.paperId, progress);
  });
}

/** Delivered means: the portal itself says that it holds every file with the hash that was sent. */
async function proveHolding(store: Store, dossierId: string, holding: DossierHolding | null): Promise<void> {
  // A dossier that was accepted under other addresses of the same bytes keeps those.
  await takeOver(store, dossierId, holding);
  const files = await store.read.deliveries.files(dossierId);
  const held = new Map((holding?.files ?? []).map((file) => [file.url, file.sha256]));
  const different = files.filter((file) => held.get(file.uploadUrl ?? '') !== file.sha256);
  if (holding !== null && different.length === 0) return;
  for (const file of different) await keep(store, file, NOT_SENT);
  throw new StationError('portal-hash-differs');
}
