import { StationError } from '../../../../common/contract/errors.ts';
import type { DossierHolding, PortalReceipt } from '../../../../common/contract/portal-message.ts';
import type { DeliveryFileRecord } from '../../../../storage/deliveries/reader.ts';
import type { DeliveryWriter } from '../../../../storage/deliveries/writer.ts';
import type { Store } from '../../../../storage/store.ts';
import type { Portal } from '../../../outside/portal/portal.ts';
import { dossierMessageOf } from './dossier-message-of.ts';

type FileProgress = Parameters<DeliveryWriter['setFileProgress']>[2];

export interface DeliverDossierOptions {
  readonly store: Store;
  readonly portal: Portal;
  readonly dossierId: string;
  readonly signal: AbortSignal;
  /** Bytes of the whole dossier that the portal holds; called often. */
  readonly onBytes: (bytesSent: number) => void;
}

/**
 * One try to bring a verified dossier to the portal: files first, each resumed at the byte where an earlier try stopped
 * and sealed by its SHA-256; then the dossier message; then the read-back of every hash. May be repeated at any point:
 * the portal answers the same dossier code with the same content by the same receipt.
 *
 * @throws StationError portal-*, page-file-missing; the signal's reason when it was aborted
 */
export async function deliverDossier(options: DeliverDossierOptions): Promise<PortalReceipt> {
  const { store, portal, dossierId, signal } = options;
  let sent = 0;
  for (const file of await store.read.deliveries.files(dossierId)) {
    await deliverFile(options, file, (bytes) => options.onBytes(sent + bytes));
    sent += file.bytes;
    options.onBytes(sent);
  }
  const message = await dossierMessageOf(store.read, dossierId);
  const receipt = await portal.sendDossier(message, { signal });
  const holding = await portal.readBack(message.MaHoSo, { signal });
  await proveHolding(store, dossierId, holding);
  return receipt;
}

async function deliverFile(
  { store, portal, dossierId, signal }: DeliverDossierOptions,
  file: DeliveryFileRecord,
  onBytes: (bytesSent: number) => void,
): Promise<void> {
  if (file.portalSha256 === file.sha256 && file.uploadUrl !== null) return;
  if ((await store.files.sizeOf(file.sha256)) !== file.bytes) throw new StationError('page-file-missing');
  const key = uploadKey(file);
  const keep = async (progress: FileProgress): Promise<void> =>
    await store.transaction(async ({ write }) => {
      await write.deliveries.setFileProgress(dossierId, file.paperId, progress);
    });
  try {
    const upload = await portal.upload(
      store.files.pathOf(file.sha256),
      { sha256: file.sha256, size: file.bytes, key },
      { signal, resumeUrl: file.uploadUrl, onUrl: async (uploadUrl) => await keep({ uploadUrl }), onProgress: onBytes },
    );
    if (upload.resumedAt > 0) {
      await store.transaction(async ({ read, write }) => {
        const resumed = ((await read.deliveries.find(dossierId))?.resumed ?? 0) + 1;
        await write.deliveries.setProgress(dossierId, { resumed });
      });
    }
    const stored = await portal.finalise(upload.url, { key, sha256: file.sha256 }, { signal });
    if (stored.sha256 !== file.sha256) throw new StationError('portal-hash-differs');
    // The sealed address is what the dossier message must name; it may differ from the upload's.
    await keep({ uploadUrl: stored.url, portalSha256: stored.sha256, bytesSent: file.bytes });
  } catch (error) {
    // What lies under this address is not the file: the next try must not go on from it.
    if (error instanceof StationError && error.code === 'portal-hash-differs') {
      await keep({ uploadUrl: null, portalSha256: null, bytesSent: 0 });
    }
    throw error;
  }
}

/** The same bytes of the same paper have the same key for ever; a paper made anew after a return has another. */
function uploadKey(file: DeliveryFileRecord): string {
  return `${file.paperId}-${file.sha256.slice(0, 16)}`;
}

/** Delivered means: the portal itself says that it holds every file with the hash that was sent. */
async function proveHolding(store: Store, dossierId: string, holding: DossierHolding | null): Promise<void> {
  const files = await store.read.deliveries.files(dossierId);
  const held = new Map((holding?.files ?? []).map((file) => [file.url, file.sha256]));
  const different = files.filter((file) => held.get(file.uploadUrl ?? '') !== file.sha256);
  if (holding !== null && different.length === 0) return;
  await store.transaction(async ({ write }) => {
    for (const file of different) {
      await write.deliveries.setFileProgress(dossierId, file.paperId, {
        uploadUrl: null,
        portalSha256: null,
        bytesSent: 0,
      });
    }
  });
  throw new StationError('portal-hash-differs');
}
