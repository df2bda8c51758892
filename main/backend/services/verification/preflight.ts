import { open } from 'node:fs/promises';
import { errorCodeOf, type StationErrorCode } from '../../../../common/contract/errors.ts';
import type { PreflightProblem } from '../../../../common/contract/verification.ts';
import { isCitizenId } from '../../../../common/domain/citizen-id.ts';
import { SEALED_PAPERS } from '../../../../common/domain/document-types.ts';
import { parseDossierCode } from '../../../../common/domain/dossier-code.ts';
import { findProcedure, missingComponents } from '../../../../common/domain/procedures.ts';
import type { Reader } from '../../../../ocr/reader.ts';
import type { DossierRecord } from '../../../../storage/dossiers/reader.ts';
import type { PaperRecord } from '../../../../storage/papers/records.ts';
import type { Store, StoreReaders } from '../../../../storage/store.ts';
import { readDeliverySettings } from '../delivery/delivery-settings.ts';
import { paperTitle } from './paper-title.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * What speaks against queueing a dossier, from its record: reception date, code, owner, components, and seals or
 * signatures that an official paper must bear.
 */
export async function preflightRecord(
  read: StoreReaders,
  dossier: DossierRecord,
  now: Date,
): Promise<readonly PreflightProblem[]> {
  const papers = await read.papers.papers(dossier.id);
  const problem = (code: StationErrorCode, detail?: string): PreflightProblem => ({
    code,
    ...(detail === undefined ? {} : { detail }),
    paperId: null,
    findingId: null,
  });
  const received = Date.parse(dossier.createdAt);
  const missing = await componentsMissing(read, dossier, papers);
  return [
    ...(parseDossierCode(dossier.code) === null ? [problem('preflight-dossier-code')] : []),
    // A day's grace: a clock put right by minutes must not bar a dossier of this morning.
    ...(Number.isNaN(received) || received > now.getTime() + DAY_MS ? [problem('preflight-reception-date')] : []),
    ...(isCitizenId(dossier.citizenId ?? '') ? [] : [problem('preflight-owner-number')]),
    ...(papers.length === 0 ? [problem('preflight-no-papers')] : []),
    ...(missing.length > 0 ? [problem('components-missing', missing.join(', '))] : []),
    ...(await marksMissing(read, dossier, papers)),
  ];
}

async function componentsMissing(
  read: StoreReaders,
  dossier: DossierRecord,
  papers: readonly PaperRecord[],
): Promise<readonly string[]> {
  const procedure = findProcedure(dossier.procedureCode);
  if (procedure === undefined) return [];
  const filled = [
    ...papers.flatMap((paper) => (paper.componentCode === null ? [] : [paper.componentCode])),
    ...(await read.dossiers.excuses(dossier.id)).map((excuse) => excuse.componentCode),
  ];
  return missingComponents(procedure, filled).map((component) => component.name);
}

/** Seals and signatures not seen on official papers, where the scan was good enough to tell and nobody answered for it. */
async function marksMissing(
  read: StoreReaders,
  dossier: DossierRecord,
  papers: readonly PaperRecord[],
): Promise<readonly PreflightProblem[]> {
  const open = (await read.findings.ofDossier(dossier.id)).filter(
    ({ code, severity, resolvedAt }) =>
      (code === 'seal-missing' || code === 'signature-missing') && severity !== 'info' && resolvedAt === null,
  );
  return open.flatMap((finding): PreflightProblem[] => {
    const paper = papers.find((candidate) => candidate.id === finding.paperId);
    if (paper === undefined || !SEALED_PAPERS.includes(paper.type)) return [];
    const detail = paperTitle(dossier.procedureCode, paper);
    const code = finding.code === 'seal-missing' ? 'preflight-seal' : 'preflight-signature';
    return [{ code, detail, paperId: paper.id, findingId: finding.id }];
  });
}

const MEGABYTE = 1_000_000;

/**
 * What speaks against queueing a dossier, from its PDFs as they lie on disk: there and unaltered, of a version that the
 * portal takes (domain reference 2: PDF 1.4 or later), with every page, and within its size.
 */
export async function preflightFiles(
  store: Store,
  reader: Pick<Reader, 'inspect'>,
  dossier: DossierRecord,
): Promise<readonly PreflightProblem[]> {
  const { maxFileMB } = await readDeliverySettings(store.read);
  const problems: PreflightProblem[] = [];
  for (const paper of await store.read.papers.papers(dossier.id)) {
    const title = paperTitle(dossier.procedureCode, paper);
    const problem = (code: StationErrorCode, detail = title): void => {
      problems.push({ code, detail, paperId: paper.id, findingId: null });
    };
    const { pdfSha256, pdfBytes, pageIds } = paper;
    if (pdfSha256 === null || pdfBytes === null) problem('page-file-missing');
    else if (pdfBytes > maxFileMB * MEGABYTE) {
      const size = Math.ceil(pdfBytes / MEGABYTE);
      problem('preflight-file-too-large', `${title}: ${size} MB > ${maxFileMB} MB`);
    } else {
      const found = await lookAt(store, reader, pdfSha256, pageIds.length);
      if (found !== null) problem(found);
    }
  }
  return problems;
}

/** What is wrong with one PDF; null when nothing is. */
async function lookAt(
  store: Store,
  reader: Pick<Reader, 'inspect'>,
  sha256: string,
  pages: number,
): Promise<StationErrorCode | null> {
  const hash = await store.files.hashOf(sha256);
  if (hash === null) return 'page-file-missing';
  if (hash !== sha256) return 'page-file-altered';
  const path = store.files.pathOf(sha256);
  if (!(await isModernPdf(path))) return 'preflight-file-format';
  try {
    const seen = await reader.inspect(path);
    return seen.format === 'pdf' && seen.pages === pages ? null : 'preflight-file-format';
  } catch (error) {
    if (errorCodeOf(error).startsWith('file-')) return 'preflight-file-format';
    throw error;
  }
}

const HEAD_BYTES = 1024;

/** Whether the header says PDF 1.4 or later (ISO 32000-1, 7.5.2; readers accept junk before it). */
async function isModernPdf(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const version = /%PDF-(\d)\.(\d)/.exec(buffer.toString('latin1', 0, bytesRead));
    return version !== null && Number(version[1]) * 10 + Number(version[2]) >= 14;
  } finally {
    await handle.close();
  }
}
