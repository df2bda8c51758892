import type { DossierState } from '../../../../common/domain/dossier.ts';

/** What is known of a dossier's proof. */
export interface PurgeFacts {
  readonly state: DossierState;
  /** Null when it never was queued. */
  readonly delivery: {
    readonly state: string;
    readonly receiptNumber: string | null;
    readonly receipt: unknown;
  } | null;
  /** Files that were promised to the portal: hash of ours and hash that the portal read back. */
  readonly files: readonly { readonly sha256: string; readonly portalSha256: string | null }[];
}

/** `purge`, or why not: it was purged already, or something of the proof is missing. */
export type PurgeVerdict = 'purge' | 'purged' | 'no-receipt' | 'portal-hash-differs';

/**
 * Whether images may go: only with the portal's receipt stored and every file held by the portal as it was sent. A
 * dossier of which nothing was sent has no proof.
 */
export function purgeVerdict({ state, delivery, files }: PurgeFacts): PurgeVerdict {
  if (state === 'purged') return 'purged';
  const proven =
    state === 'delivered' &&
    delivery?.state === 'delivered' &&
    delivery.receiptNumber !== null &&
    delivery.receipt !== null &&
    files.length > 0;
  if (!proven) return 'no-receipt';
  return files.every((file) => file.portalSha256 === file.sha256) ? 'purge' : 'portal-hash-differs';
}
