import { StationError } from '../../common/contract/errors.ts';
import { codeOf } from '../database/sqlite-errors.ts';
import type { PageFiles } from '../files/page-files.ts';
import { type FileUse, wantedFiles } from '../files/use-reader.ts';
import type { Store } from '../store.ts';

/** Something wrong with one stored file. */
export interface CheckFinding {
  /** missing: a row refers to it and it is not there · altered: its bytes are not those of its name, or can't be read. */
  readonly kind: 'missing' | 'altered' | 'orphan';
  readonly sha256: string;
  /** None for an orphan. */
  readonly uses: readonly FileUse[];
  /**
   * mended: the same bytes are there again · set-aside: an orphan was moved to aside/ · mendable: can be had from a copy,
   * or made anew from its original · lost: neither.
   */
  readonly outcome: 'mended' | 'set-aside' | 'mendable' | 'lost';
}

export interface CheckReport {
  readonly startedAt: string;
  readonly endedAt: string;
  /** Null when the whole database stood the check, else what SQLite found. */
  readonly databaseDamage: string | null;
  /** Files that were read and hashed. */
  readonly files: number;
  readonly findings: readonly CheckFinding[];
}

export interface CheckOptions {
  readonly store: Store;
  readonly now: () => Date;
  /** Sets altered files and orphans aside and puts verified copies in the place of what is gone. */
  readonly mend: boolean;
  /** Page files of backups, where copies may be had; null when there are none. */
  readonly copies: PageFiles | null;
  /** Files younger than this belong to nobody yet because they are being captured. Default: an hour. */
  readonly orphanAgeMs?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const HOUR_MS = 3_600_000;

/**
 * Reads every stored file and compares it with its hash, and files and rows both ways. Nothing is ever deleted. What can
 * only be made anew from its original is left `mendable`: that needs a reader.
 *
 * @throws what the signal aborts with
 */
export async function checkStore(options: CheckOptions): Promise<CheckReport> {
  const { store, now, signal } = options;
  const startedAt = now().toISOString();
  const databaseDamage = await damageOf(store);
  const uses = await store.read.fileUses.all();
  const wanted = wantedFiles(uses);
  const sound = new Set<string>();
  const broken: Pick<CheckFinding, 'kind' | 'sha256' | 'uses'>[] = [];
  let done = 0;
  for (const [sha256, usesOfFile] of wanted) {
    signal?.throwIfAborted();
    const found = await hashAt(store.files, sha256);
    if (found === sha256) sound.add(sha256);
    else broken.push({ kind: found === null ? 'missing' : 'altered', sha256, uses: usesOfFile });
    done += 1;
    options.onProgress?.(done, wanted.size);
  }
  const findings: CheckFinding[] = [];
  for (const finding of broken) {
    const restored = await restoreFromCopy(options, finding);
    if (restored) sound.add(finding.sha256);
    findings.push({ ...finding, outcome: restored ? (options.mend ? 'mended' : 'mendable') : 'lost' });
  }
  return {
    startedAt,
    endedAt: now().toISOString(),
    databaseDamage,
    files: wanted.size,
    findings: [
      ...findings.map((finding) => withRemaking(finding, uses, sound)),
      ...(await orphansOf(options, new Set(uses.map((use) => use.sha256)))),
    ],
  };
}

async function damageOf(store: Store): Promise<string | null> {
  try {
    await store.proveDatabase();
    return null;
  } catch (error) {
    if (error instanceof StationError && error.code === 'database-damaged') return error.detail ?? error.code;
    throw error;
  }
}

/** Hash of what lies there; empty when it can't be read. */
async function hashAt(files: PageFiles, sha256: string): Promise<string | null> {
  try {
    return await files.hashOf(sha256);
  } catch (error) {
    // A bad sector or lost rights: the name is there, its bytes can't be had.
    if (codeOf(error) === null) throw error;
    return '';
  }
}

/** Looks for the same bytes among what was set aside and in backups; with `mend` puts them where they belong. */
async function restoreFromCopy(
  { store, copies, mend }: CheckOptions,
  { kind, sha256 }: Pick<CheckFinding, 'kind' | 'sha256'>,
): Promise<boolean> {
  const places = [...(await store.files.asideOf(sha256)), ...(copies === null ? [] : [copies.pathOf(sha256)])];
  if (!mend) {
    for (const place of places) if ((await store.files.hashOfPath(place)) === sha256) return true;
    return false;
  }
  if (kind === 'altered') await store.files.setAside(sha256);
  for (const place of places) if ((await store.files.writeIfSame(place, sha256)) !== null) return true;
  return false;
}

/** What is made from an original can be made anew as long as the original is whole. */
function withRemaking(finding: CheckFinding, uses: readonly FileUse[], sound: ReadonlySet<string>): CheckFinding {
  if (finding.outcome !== 'lost') return finding;
  const originals = new Map(uses.filter((use) => use.kind === 'original').map((use) => [use.fileId, use.sha256]));
  const remakable = finding.uses.every(
    ({ kind, fileId }) => kind !== 'original' && sound.has(originals.get(fileId) ?? ''),
  );
  return remakable ? { ...finding, outcome: 'mendable' } : finding;
}

async function orphansOf(options: CheckOptions, referred: ReadonlySet<string>): Promise<readonly CheckFinding[]> {
  const { store, mend, now, orphanAgeMs = HOUR_MS } = options;
  const youngest = now().getTime() - orphanAgeMs;
  const isYoung = async (sha256: string): Promise<boolean> => {
    const writtenAt = await store.files.writtenAt(sha256);
    return writtenAt === null || writtenAt.getTime() > youngest;
  };
  const findings: CheckFinding[] = [];
  for await (const sha256 of store.files.list()) {
    if (referred.has(sha256) || (await isYoung(sha256))) continue;
    const stays = async (): Promise<boolean> =>
      (await isYoung(sha256)) || (await store.read.fileUses.ofFile(sha256)).length > 0;
    if (mend && !(await store.files.setAside(sha256, stays))) continue;
    findings.push({ kind: 'orphan', sha256, uses: [], outcome: mend ? 'set-aside' : 'mendable' });
  }
  return findings;
}
