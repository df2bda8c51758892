import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  type DossierMessage,
  type PortalReceipt,
  receiptText,
  type StoredFile,
} from '../../../common/contract/portal-message.ts';
import { type DossierEntry, type Journal, type JournalEntry, openJournal, type UploadEntry } from './journal.ts';
import { openKeys, type PortalKeys } from './keys.ts';

/** A file that a dossier names, as an upload of this portal. */
export interface NamedFile {
  readonly uploadId: string;
  /** Address as the dossier gave it. */
  readonly url: string;
}

export type Acceptance =
  | { readonly outcome: 'accepted'; readonly receipt: PortalReceipt }
  | { readonly outcome: 'exists' }
  | { readonly outcome: 'absent' };

type Sealing = { readonly outcome: 'stored'; readonly stored: StoredRecord } | { readonly outcome: 'other-hash' };

/** A finalised file without its address, which depends on where the portal is reached. */
interface StoredRecord extends Omit<StoredFile, 'url'> {
  readonly uploadId: string;
}

/** What the portal has promised to hold. Each change is journalled, durable, before it is visible or answered. */
export interface PortalLedger {
  readonly keys: PortalKeys;
  upload(id: string): UploadEntry | undefined;
  addUpload(upload: { readonly id: string; readonly sha256: string; readonly size: number }): Promise<UploadEntry>;
  sealed(key: string): StoredRecord | undefined;
  /** Binds a key to a complete upload, once for ever. */
  seal(key: string, upload: UploadEntry): Promise<Sealing>;
  /** Versions of a dossier, oldest first; empty when it is unknown. */
  versions(dossierCode: string): readonly DossierEntry[];
  /** Dossiers as they stand, in order of their codes. */
  currentDossiers(): readonly DossierEntry[];
  add(dossier: DossierMessage, files: readonly NamedFile[]): Promise<Acceptance>;
  update(dossier: DossierMessage, files: readonly NamedFile[]): Promise<Acceptance>;
  /** Hash of a client's secret; undefined for a client that never came. */
  clientSecret(clientId: string): string | undefined;
  addClient(clientId: string, secretSha256: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens what a data folder holds; makes the folder when it is absent. */
export async function openLedger(dataDir: string, now: () => Date): Promise<PortalLedger> {
  await mkdir(dataDir, { recursive: true });
  const keys = await openKeys(dataDir);
  const { journal, entries } = await openJournal(join(dataDir, 'journal.ndjson'));
  return createLedger(keys, journal, entries, now);
}

function createLedger(
  keys: PortalKeys,
  journal: Journal,
  entries: readonly JournalEntry[],
  now: () => Date,
): PortalLedger {
  const uploads = new Map<string, UploadEntry>();
  const seals = new Map<string, StoredRecord>();
  const dossiers = new Map<string, DossierEntry[]>();
  const clients = new Map<string, string>();
  let lastSerial = 0;

  const show = (entry: JournalEntry): void => {
    switch (entry.kind) {
      case 'upload':
        uploads.set(entry.id, entry);
        break;
      case 'seal':
        seals.set(entry.stored.key, { ...entry.stored, uploadId: entry.uploadId });
        break;
      case 'client':
        clients.set(entry.clientId, entry.secretSha256);
        break;
      case 'dossier': {
        const { MaHoSo, number } = entry.receipt;
        dossiers.set(MaHoSo, [...(dossiers.get(MaHoSo) ?? []), entry]);
        lastSerial = Math.max(lastSerial, Number(number.split('-').at(-1)));
      }
    }
  };
  for (const entry of entries) show(entry);

  const record = async <Entry extends JournalEntry>(entry: Entry): Promise<Entry> => {
    await journal.append(entry);
    show(entry);
    return entry;
  };
  const oneAtATime = createQueue();

  const accept = async (
    dossier: DossierMessage,
    files: readonly NamedFile[],
    contentSha256: string,
    earlier: readonly DossierEntry[],
  ): Promise<Acceptance> => {
    const at = now();
    const unsigned = {
      number: earlier[0]?.receipt.number ?? receiptNumber(at, lastSerial + 1),
      version: earlier.length + 1,
      MaHoSo: dossier.MaHoSo,
      acceptedAt: vietnamTime(at),
      contentSha256,
      files: files.map(({ uploadId, url }) => {
        const { sha256, size } = need(uploads.get(uploadId));
        return { url, sha256, size };
      }),
      keyId: keys.keyId,
    };
    const receipt = { ...unsigned, signature: keys.sign(receiptText(unsigned)) };
    await record({ kind: 'dossier', receipt, dossier, uploadIds: files.map(({ uploadId }) => uploadId) });
    return { outcome: 'accepted', receipt };
  };
  const contentHash = (dossier: DossierMessage, files: readonly NamedFile[]): string => {
    const hashes = new Map(files.map(({ url, uploadId }) => [url, need(uploads.get(uploadId)).sha256]));
    return hashContent(dossier, hashes);
  };

  return {
    keys,
    upload: (id) => uploads.get(id),
    addUpload: ({ id, sha256, size }) =>
      oneAtATime(async () => {
        const known = uploads.get(id);
        return known ?? record({ kind: 'upload', id, sha256, size, storedAt: vietnamTime(now()) });
      }),
    sealed: (key) => seals.get(key),
    seal: (key, upload) =>
      oneAtATime(async () => {
        const known = seals.get(key);
        if (known !== undefined) {
          return known.sha256 === upload.sha256 ? { outcome: 'stored', stored: known } : { outcome: 'other-hash' };
        }
        const { sha256, size } = upload;
        const { stored } = await record({
          kind: 'seal',
          uploadId: upload.id,
          stored: { key, sha256, size, storedAt: vietnamTime(now()) },
        });
        return { outcome: 'stored', stored: { ...stored, uploadId: upload.id } };
      }),
    versions: (dossierCode) => dossiers.get(dossierCode) ?? [],
    currentDossiers: () =>
      [...dossiers.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, held]) => need(held.at(-1))),
    add: (dossier, files) =>
      oneAtATime(async () => {
        const earlier = dossiers.get(dossier.MaHoSo) ?? [];
        const contentSha256 = contentHash(dossier, files);
        const same = earlier.find(({ receipt }) => receipt.contentSha256 === contentSha256);
        if (same !== undefined) return { outcome: 'accepted', receipt: same.receipt };
        return earlier.length > 0 ? { outcome: 'exists' } : accept(dossier, files, contentSha256, earlier);
      }),
    update: (dossier, files) =>
      oneAtATime(async () => {
        const earlier = dossiers.get(dossier.MaHoSo) ?? [];
        const current = earlier.at(-1)?.receipt;
        if (current === undefined) return { outcome: 'absent' };
        const contentSha256 = contentHash(dossier, files);
        if (current.contentSha256 === contentSha256) return { outcome: 'accepted', receipt: current };
        return accept(dossier, files, contentSha256, earlier);
      }),
    clientSecret: (clientId) => clients.get(clientId),
    addClient: async (clientId, secretSha256) => {
      await record({ kind: 'client', clientId, secretSha256 });
    },
    close: () => oneAtATime(() => journal.close()),
  };
}

/** Each task starts when the one before it is done, whatever became of that one. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = last.then(task, task);
    last = run.catch(() => undefined);
    return run;
  };
}

/** The content of a dossier is what it says and the bytes of its files; where these were uploaded is no part of it. */
function hashContent(dossier: DossierMessage, hashes: ReadonlyMap<string, string>): string {
  const withHash = (url: string): string => `sha256:${hashes.get(url) ?? ''}`;
  const content = {
    ...dossier,
    TaiLieuNop: dossier.TaiLieuNop?.map((paper) => ({
      ...paper,
      DuongDanTaiTepTin: withHash(paper.DuongDanTaiTepTin),
    })),
    DanhSachGiayToKetQua: dossier.DanhSachGiayToKetQua?.map((paper) => ({
      ...paper,
      DuongDanTepTinKetQua: withHash(paper.DuongDanTepTinKetQua),
    })),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function receiptNumber(at: Date, serial: number): string {
  return `DVC-${vietnamTime(at).slice(0, 4)}-${String(serial).padStart(7, '0')}`;
}

/** ISO 8601 with +07:00. */
function vietnamTime(at: Date): string {
  return `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the ledger names something that it does not hold');
  return value;
}
