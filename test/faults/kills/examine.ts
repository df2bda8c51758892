import { DOSSIER_EVENTS, type DossierEvent, type DossierState, nextState } from '../../../common/domain/dossier.ts';
import type { AuditRecord } from '../../../storage/audit/reader.ts';
import { openSqlite } from '../../../storage/database/open-sqlite.ts';
import type { DossierRecord } from '../../../storage/dossiers/reader.ts';
import { reconcileFiles } from '../../../storage/files/reconcile.ts';
import { openStore } from '../../../storage/open-store.ts';
import type { Store } from '../../../storage/store.ts';
import type { Diary } from './diary.ts';
import { hashAtPortal, type PortalHoldings, readPortal } from './examine-portal.ts';
import { sohoaCheck } from './sohoa-check.ts';

export interface Examination {
  readonly files: number;
  readonly pages: number;
  readonly dossiers: number;
  readonly delivered: number;
  /** Stored files that no row knows: bytes of captures that were never acknowledged. */
  readonly orphans: number;
  readonly pagesLost: readonly string[];
  readonly dossiersLost: readonly string[];
  readonly sentTwice: readonly string[];
  /** Jobs, audit log, database and whatever else is not as it must be. */
  readonly wrong: readonly string[];
}

const KEY = new Uint8Array(32).fill(42);

interface Case {
  readonly store: Store;
  readonly diary: Diary;
  readonly portalDir: string;
  readonly portal: PortalHoldings;
}

/** Holds what a station has, and what the portal has of it, against what was acknowledged. */
export async function examine(dataDir: string, portalDir: string, diary: Diary): Promise<Examination> {
  const checked = await sohoaCheck(dataDir, KEY);
  const store = await openStore({ dataDir, databaseKey: KEY, now: () => new Date() });
  try {
    const portal = await readPortal(portalDir);
    const it: Case = { store, diary, portalDir, portal };
    const dossiers = await store.read.dossiers.listRecent(1_000_000);
    const lost = [await lostFiles(it), await lostPages(it, dossiers)];
    const { missing, orphans } = await reconcileFiles(store);
    const delivered = dossiers.filter((dossier) => dossier.state === 'delivered').length;
    return {
      files: diary.files.length,
      pages: dossiers.reduce((sum, dossier) => sum + dossier.pages, 0),
      dossiers: dossiers.length,
      delivered,
      orphans: orphans.length,
      pagesLost: [...lost.flat(), ...missing.map((hash) => `a row names ${hash}, which is not there`)],
      dossiersLost: [...(await lostDeeds(it)), ...(await undelivered(it, dossiers))],
      sentTwice: sentTwice(it, dossiers),
      wrong: [
        ...checked,
        ...(await illegalPaths(it, dossiers)),
        ...(await brokenOrphans(it, orphans)),
        ...sameCodes(dossiers),
        ...databaseFaults(dataDir),
      ],
    };
  } finally {
    await store.close();
  }
}

/** Files whose capture was acknowledged and that are not there, or not with their bytes. */
async function lostFiles({ store, diary }: Case): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const { dossierId, fileId, sha256, pages } of diary.files) {
    const row = await store.read.papers.file(fileId);
    if (row === null) lost.push(`file ${fileId} of ${dossierId} has no row`);
    else if (row.sha256 !== sha256 || row.dossierId !== dossierId) lost.push(`file ${fileId} is another file`);
    else if ((await store.files.hashOf(sha256)) !== sha256) lost.push(`bytes of file ${fileId} are lost or altered`);
    else if (row.state !== 'read' && (await isUnderWay(store, dossierId))) {
      lost.push(`file ${fileId} is ${row.state} ${row.errorCode ?? ''}`);
    } else if (
      row.state === 'read' &&
      pages !== null &&
      (await store.read.papers.pagesOfFile(fileId)).length !== pages
    ) {
      lost.push(`file ${fileId} has not its ${pages} pages`);
    }
  }
  return lost;
}

/** A withdrawn dossier need not be read to its end. */
async function isUnderWay(store: Store, dossierId: string): Promise<boolean> {
  return (await store.read.dossiers.find(dossierId))?.state !== 'withdrawn';
}

/** Pages, and papers of verified dossiers, whose pictures are not there with their bytes. */
async function lostPages({ store }: Case, dossiers: readonly DossierRecord[]): Promise<readonly string[]> {
  const lost: string[] = [];
  const check = async (what: string, sha256: string | null): Promise<void> => {
    if (sha256 !== null && (await store.files.hashOf(sha256)) !== sha256) lost.push(`${what} is lost or altered`);
  };
  for (const dossier of dossiers) {
    for (const page of await store.read.papers.pages(dossier.id)) {
      await check(`picture of page ${page.id}`, page.uprightSha256);
      await check(`preview of page ${page.id}`, page.previewSha256);
      if (page.state === 'read' && page.uprightSha256 === null) lost.push(`page ${page.id} has no picture`);
    }
    for (const paper of await store.read.papers.papers(dossier.id)) await check(`PDF of ${paper.id}`, paper.pdfSha256);
  }
  return lost;
}

/** Deeds that were acknowledged and that the station does not remember. */
async function lostDeeds({ store, diary }: Case): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const [dossierId, code] of diary.codes) {
    const row = await store.read.dossiers.find(dossierId);
    if (row?.code !== code) lost.push(`dossier ${code} is gone`);
  }
  const noted = Map.groupBy(diary.deeds, ({ dossierId }) => dossierId);
  for (const [dossierId, deeds] of noted) {
    const log = await store.read.audit.ofDossier(dossierId);
    for (const [deed, times] of Map.groupBy(deeds, ({ deed }) => deed)) {
      const remembered = log.filter((line) => line.event === deed).length;
      if (remembered < times.length) lost.push(`${deed} of ${dossierId}: ${remembered} of ${times.length} remembered`);
    }
    const papers = await store.read.papers.allPapers(dossierId);
    for (const { deed, about } of deeds) {
      const paper = papers.find((candidate) => candidate.id === about.paperId);
      const value = paper?.fields.find((field) => field.key === about.key)?.value;
      if (deed === 'set-field' && value !== about.value) lost.push(`a keyed value of ${dossierId} is gone`);
    }
  }
  return lost;
}

/** Dossiers that somebody approved and that the portal does not hold as the station has them. */
async function undelivered(it: Case, dossiers: readonly DossierRecord[]): Promise<readonly string[]> {
  const { store, diary, portal, portalDir } = it;
  const lost: string[] = [];
  for (const { id, code, state } of dossiers) {
    const approved = diary.deeds.some((noted) => noted.dossierId === id && noted.deed === 'verify');
    const delivery = await store.read.deliveries.find(id);
    const [receipt] = portal.get(code) ?? [];
    if (state !== 'delivered') {
      const waits = delivery !== null && delivery.state !== 'delivered';
      if (approved && !waits) lost.push(`${code} was approved, is ${state}, and waits nowhere`);
      else if (approved && delivery?.errorCode == null)
        lost.push(`${code} waits (${delivery?.state}) without a reason`);
      continue;
    }
    if (receipt === undefined) {
      lost.push(`${code} counts as delivered and the portal has never heard of it`);
      continue;
    }
    if (delivery?.receiptNumber !== receipt.number) lost.push(`${code} has another receipt than the portal gave`);
    if (diary.receipts.has(id) && diary.receipts.get(id) !== receipt.number) lost.push(`${code}: its receipt changed`);
    const sent = (await store.read.deliveries.files(id)).map((file) => file.sha256).sort();
    const papers = (await store.read.papers.papers(id)).map((paper) => paper.pdfSha256).sort();
    const held = receipt.files.map((file) => file.sha256).sort();
    if (String(sent) !== String(held)) lost.push(`${code}: the portal's files are not those that were sent`);
    if (String(sent) !== String(papers)) lost.push(`${code}: what was sent are not its papers`);
    for (const sha256 of held) {
      if ((await hashAtPortal(portalDir, sha256)) !== sha256) lost.push(`${code}: the portal's ${sha256} is not whole`);
    }
  }
  return lost;
}

/** The portal must have each code once, and only dossiers that this station calls delivered or is about to. */
function sentTwice({ portal }: Case, dossiers: readonly DossierRecord[]): readonly string[] {
  const states = new Map(dossiers.map((dossier) => [dossier.code, dossier.state]));
  return [...portal].flatMap(([code, receipts]) => {
    const twice = receipts.length > 1 ? [`the portal has ${code} ${receipts.length} times`] : [];
    const state: DossierState | 'unknown' = states.get(code) ?? 'unknown';
    const stray = ['delivered', 'queued', 'delivering', 'purged'].includes(state)
      ? []
      : [`the portal has ${code}, which is ${state} here`];
    return [...twice, ...stray];
  });
}

/** The log must tell a legal way from the first state to the one that the dossier has. */
async function illegalPaths({ store }: Case, dossiers: readonly DossierRecord[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { id, code, state } of dossiers) {
    const fault = pathFault(await store.read.audit.ofDossier(id), state);
    if (fault !== null) wrong.push(`audit log of ${code}: ${fault}`);
  }
  return wrong;
}

function pathFault(log: readonly AuditRecord[], state: DossierState): string | null {
  let at: DossierState | null = null;
  for (const { event, fromState, toState } of log) {
    if (toState === null) continue;
    if (fromState !== at) return `${event} starts at ${fromState}, the dossier was ${at}`;
    if (at !== null) {
      const known = (DOSSIER_EVENTS as readonly string[]).includes(event);
      if (!known || nextState(at, event as DossierEvent) !== toState) return `${event} leads from ${at} to ${toState}`;
    }
    at = toState;
  }
  return at === state ? null : `it ends at ${at}, the dossier is ${state}`;
}

/** Bytes that were stored and never acknowledged must be whole all the same. */
async function brokenOrphans({ store }: Case, orphans: readonly string[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const hash of orphans) {
    if ((await store.files.hashOf(hash)) !== hash) wrong.push(`the stored file ${hash} has other bytes`);
  }
  return wrong;
}

function sameCodes(dossiers: readonly DossierRecord[]): readonly string[] {
  return [...Map.groupBy(dossiers, ({ code }) => code)].flatMap(([code, same]) =>
    same.length > 1 ? [`${same.length} dossiers have the code ${code}`] : [],
  );
}

/** Jobs that nobody will ever take up, files that are still being read, and what SQLite finds wrong. */
function databaseFaults(dataDir: string): readonly string[] {
  const database = openSqlite({ path: `${dataDir}/station.db`, key: KEY, queryOnly: true });
  const rows = (sql: string): readonly Readonly<Record<string, unknown>>[] =>
    database.prepare(sql).all([]) as readonly Readonly<Record<string, unknown>>[];
  try {
    return [
      ...rows('pragma integrity_check').flatMap((row) => (row.integrity_check === 'ok' ? [] : [JSON.stringify(row)])),
      ...rows('pragma foreign_key_check').map((row) => `foreign key: ${JSON.stringify(row)}`),
      ...rows(`select kind, state, count(*) as count from jobs where state = 'running' group by kind, state`).map(
        ({ kind, count }) => `${count} jobs ${kind} are left running`,
      ),
      ...rows(
        `select kind, count(*) as count from jobs where state = 'failed' and last_error_code is null group by kind`,
      ).map(({ kind, count }) => `${count} jobs ${kind} failed without a reason`),
      ...rows(
        `select count(*) as count from files f
           where f.state = 'reading' and not exists
           (select 1 from jobs j where j.key = 'read-file:' || f.id and j.state <> 'done')`,
      ).flatMap(({ count }) => (count === 0 ? [] : [`${count} files wait for a reader that nobody will call`])),
      ...rows(
        `select count(*) as count from validations v where v.present = 1 and v.state = 'waiting' and not exists
           (select 1 from jobs j where j.key = 'population-check:' || v.id and j.state <> 'done')`,
      ).flatMap(({ count }) => (count === 0 ? [] : [`${count} citizens wait for an answer that nobody will ask for`])),
    ];
  } finally {
    database.close();
  }
}
