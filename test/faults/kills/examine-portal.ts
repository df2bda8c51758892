import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { portalReceipt } from '../../../common/contract/portal-message.ts';

const dossierLine = z.object({ kind: z.literal('dossier'), receipt: portalReceipt });

/** What the portal's journal says that it took: receipts by dossier code, in the order they were given. */
export type PortalHoldings = ReadonlyMap<string, readonly z.infer<typeof portalReceipt>[]>;

/** Reads the journal of a portal stand-in that is no longer running. */
export async function readPortal(portalDir: string): Promise<PortalHoldings> {
  const lines = (await readFile(join(portalDir, 'journal.ndjson'), 'utf8')).split('\n');
  const held = new Map<string, z.infer<typeof portalReceipt>[]>();
  // A last line without its end was never acknowledged.
  for (const line of lines.slice(0, -1)) {
    const parsed = dossierLine.safeParse(JSON.parse(line));
    if (!parsed.success) continue;
    const { receipt } = parsed.data;
    held.set(receipt.MaHoSo, [...(held.get(receipt.MaHoSo) ?? []), receipt]);
  }
  return held;
}

/** Hash of a file's bytes as they lie at the portal; null when there is none. */
export async function hashAtPortal(portalDir: string, sha256: string): Promise<string | null> {
  try {
    const bytes = await readFile(join(portalDir, 'files', sha256));
    return createHash('sha256').update(bytes).digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
