import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf } from '../../../../common/contract/errors.ts';
import type { DossierState } from '../../../../common/domain/dossier.ts';
import { PDF_RASTERS } from '../../../../common/domain/pdf-raster.ts';
import type { Reader } from '../../../../ocr/reader.ts';
import type { CheckFinding } from '../../../../storage/check/check-store.ts';
import type { FileUse } from '../../../../storage/files/use-reader.ts';
import { stamp } from '../clock.ts';
import { planReading } from '../reading/reading-service.ts';
import { requireStored } from '../require-stored.ts';
import type { ServiceContext } from '../service-context.ts';
import type { PaperPdfs } from '../verification/paper-pdfs.ts';

/** Nobody has confirmed these yet, so what is shown of them may still change. */
const OPEN_STATES: readonly DossierState[] = ['capturing', 'verifying', 'returned'];

interface Tools extends ServiceContext {
  readonly reader: Reader;
  readonly pdfs: PaperPdfs;
}

/**
 * Makes anew what a check found mendable: page images from the captured file, PDFs from page images. A PDF that a
 * supervisor has confirmed is promised by its hash: it counts only when the same bytes come out.
 *
 * @returns the findings with what became of them
 */
export async function remakeFiles(tools: Tools, findings: readonly CheckFinding[]): Promise<readonly CheckFinding[]> {
  const files = new Map<string, Promise<boolean>>();
  const remakeImages = async (use: FileUse): Promise<boolean> => {
    const making = files.get(use.fileId) ?? tried(tools, use, async () => await imagesOf(tools, use));
    files.set(use.fileId, making);
    return await making;
  };
  const done = new Map<string, CheckFinding['outcome']>();
  // Images first: PDFs are made of them.
  for (const wanted of [isImage, isPdf]) {
    for (const { sha256, outcome, uses } of findings) {
      if (outcome !== 'mendable' || !uses.some(wanted)) continue;
      const results: boolean[] = [];
      for (const use of uses.filter(wanted)) {
        const remake = isImage(use) ? remakeImages(use) : tried(tools, use, async () => await pdfOf(tools, use));
        results.push(await remake);
      }
      const good = results.every(Boolean) && done.get(sha256) !== 'lost';
      done.set(sha256, good ? 'mended' : 'lost');
    }
  }
  return findings.map((finding) => ({ ...finding, outcome: done.get(finding.sha256) ?? finding.outcome }));
}

const isImage = ({ kind }: FileUse): boolean => kind === 'upright' || kind === 'preview';
const isPdf = ({ kind }: FileUse): boolean => kind === 'pdf' || kind === 'sent';

async function tried({ log }: Tools, { fileId }: FileUse, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.warn({ fileId, code: errorCodeOf(error) }, 'a file could not be made anew');
    return false;
  }
}

/** Boxes refer to the page as it lay then: images of another size are of no use, and the whole page is read again. */
async function imagesOf(tools: Tools, { fileId }: FileUse): Promise<boolean> {
  const { store, reader } = tools;
  const file = await store.read.papers.file(fileId);
  if (file === null) return false;
  const workDir = join(store.workDir, randomUUID());
  await mkdir(workDir, { mode: 0o700 });
  try {
    const path = store.files.pathOf(file.sha256);
    const { pages } = await reader.readFile({ path, sourceName: 'page', workDir, images: 'screen' });
    const rows = await store.read.papers.pagesOfFile(fileId);
    for (const { reading, artefacts } of pages) {
      const row = rows.find(({ position }) => position === reading.index);
      if (row?.uprightSha256 == null) continue;
      if (artefacts === undefined || row.width !== reading.width || row.height !== reading.height) {
        return await readAgain(tools, fileId);
      }
      const upright = (await store.files.writeFrom(artefacts.upright)).sha256;
      const preview = (await store.files.writeFrom(artefacts.preview)).sha256;
      await store.transaction(async ({ write }) => {
        await requireStored(store, upright, preview);
        await write.papers.setPageImages(row.id, upright, preview);
      });
    }
    return true;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function readAgain(tools: Tools, fileId: string): Promise<boolean> {
  const { store, clock } = tools;
  return await store.transaction(async (transaction) => {
    const file = await transaction.read.papers.file(fileId);
    const dossier = file === null ? null : await transaction.read.dossiers.find(file.dossierId);
    if (file === null || dossier === null || !OPEN_STATES.includes(dossier.state)) return false;
    await transaction.write.papers.setFileReading(fileId);
    await planReading(tools, transaction, file, stamp(clock));
    return true;
  });
}

async function pdfOf(tools: Tools, { sha256, paperId }: FileUse): Promise<boolean> {
  const { store, pdfs } = tools;
  const paper = paperId === null ? null : await store.read.papers.paper(paperId);
  if (paper === null) return false;
  const open = await store.transaction(async ({ read, write }) => {
    const dossier = await read.dossiers.find(paper.dossierId);
    if (dossier === null || !OPEN_STATES.includes(dossier.state)) return false;
    await write.papers.clearPdf(paper.id);
    return true;
  });
  if (open) {
    await pdfs.ensurePaper(paper.id);
    return true;
  }
  for (const raster of PDF_RASTERS) {
    const out = join(store.workDir, `${randomUUID()}.pdf`);
    try {
      await pdfs.compose(paper, { title: paper.pdfTitle ?? '', out, raster });
      if ((await store.files.writeIfSame(out, sha256)) !== null) return true;
    } finally {
      await rm(out, { force: true });
    }
  }
  return false;
}
