import type { DeliveryOverview, DeliveryRow, ReceiptView } from '../../../../common/contract/delivery.ts';
import { portalReceipt } from '../../../../common/contract/portal-message.ts';
import { findProcedure } from '../../../../common/domain/procedures.ts';
import type { DeliveryFileRecord, DeliveryListRecord, DeliveryRecord } from '../../../../storage/deliveries/reader.ts';

/** A line of the delivery list. @param sending bytes that a running upload has sent so far */
export function deliveryRowOf(record: DeliveryListRecord, sending: number | undefined): DeliveryRow {
  const procedure = findProcedure(record.procedureCode);
  return {
    dossierId: record.dossierId,
    code: record.code,
    citizenName: record.citizenName,
    procedureName: procedure?.name ?? record.procedureCode,
    procedureNameEn: procedure?.nameEn ?? record.procedureCode,
    state: record.state,
    bytes: record.bytes,
    bytesSent: sending ?? record.bytesSent,
    attempts: record.attempts,
    nextTryAt: record.nextTryAt,
    error: record.errorCode === null ? null : { code: record.errorCode, detail: record.errorDetail ?? undefined },
    receiptNumber: record.receiptNumber,
    acceptedAt: record.acceptedAt,
    first: record.priority > 0,
    heldReason: record.state === 'held' ? record.heldReason : null,
    handedOver:
      record.state !== 'held' || record.handedOverAt === null
        ? null
        : { at: record.handedOverAt, note: record.handedOverNote ?? '' },
  };
}

/** Counts of the list beside the state of the batch. */
export function overviewOf(
  rows: readonly DeliveryRow[],
  batch: Omit<DeliveryOverview, 'delivered' | 'sending' | 'waiting' | 'attention' | 'held' | 'bytes' | 'bytesSent'>,
): DeliveryOverview {
  const count = (...states: readonly DeliveryRow['state'][]): number =>
    rows.filter((row) => states.includes(row.state)).length;
  return {
    delivered: count('delivered'),
    sending: count('sending'),
    waiting: count('waiting', 'retrying'),
    attention: count('refused'),
    held: count('held'),
    bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
    bytesSent: rows.reduce((sum, row) => sum + Math.min(row.bytes, row.bytesSent), 0),
    ...batch,
  };
}

/** The portal's proof beside what was sent; a file matches when both hashes are the same. */
export function receiptViewOf(
  dossierCode: string,
  delivery: DeliveryRecord,
  files: readonly DeliveryFileRecord[],
): ReceiptView {
  const receipt = portalReceipt.parse(delivery.receipt);
  const held = new Map(receipt.files.map((file) => [file.url, file.sha256]));
  return {
    dossierCode,
    number: receipt.number,
    acceptedAt: receipt.acceptedAt,
    attempts: delivery.attempts,
    resumed: delivery.resumed,
    files: files.map((file) => {
      const portalSha256 = held.get(file.uploadUrl ?? '') ?? '';
      return {
        name: file.name,
        bytes: file.bytes,
        sha256: file.sha256,
        portalSha256,
        matches: portalSha256 === file.sha256,
      };
    }),
    signature: receipt.signature,
  };
}
