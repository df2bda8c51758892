import { randomUUID } from 'node:crypto';
import type { DossierState } from '../../common/domain/dossier.ts';
import type { PaperRecord } from '../../storage/papers/records.ts';
import type { Store } from '../../storage/store.ts';

const AT = '2026-11-20T01:00:00.000Z';

/** One dossier with one read file of one page and its PDF, all of invented bytes. */
export interface CapturedDossier {
  readonly dossierId: string;
  readonly code: string;
  readonly fileId: string;
  readonly pageId: string;
  readonly paperId: string;
  readonly original: string;
  readonly upright: string;
  readonly preview: string;
  readonly pdf: string;
}

/** Puts a dossier into a store, as capturing, reading and handing over would. */
export async function captureDossier(
  store: Store,
  serial: number,
  state: DossierState = 'verifying',
): Promise<CapturedDossier> {
  const put = async (text: string): Promise<string> => (await store.files.write(bytesOf(`${text} ${serial}`))).sha256;
  const made = {
    dossierId: randomUUID(),
    code: `H56.25.5-261120-${String(serial).padStart(4, '0')}`,
    fileId: randomUUID(),
    pageId: randomUUID(),
    paperId: randomUUID(),
    original: await put('original'),
    upright: await put('upright'),
    preview: await put('preview'),
    pdf: await put('pdf'),
  };
  const { dossierId, code, fileId } = made;
  await store.transaction(async ({ read, write }) => {
    if ((await read.accounts.findByUsername('hanh')) === null) {
      const clerk = { id: 'a1', username: 'hanh', displayName: 'Nguyễn Thị Hạnh', role: 'clerk' as const };
      await write.accounts.insert({ ...clerk, passwordHash: 'none', active: true, createdAt: AT });
    }
    await write.dossiers.insert({
      id: dossierId,
      code,
      procedureCode: '1.004222',
      state,
      capturedBy: 'a1',
      createdAt: AT,
      updatedAt: AT,
      sentAt: null,
      returnReason: null,
      citizenName: 'ĐỖ THỊ NGUYỆT MINH',
      citizenId: '001194900093',
      openFindings: 0,
      doubtfulFields: 0,
    });
    await write.papers.insertFile({
      id: fileId,
      dossierId,
      name: 'giấy tờ.jpg',
      sha256: made.original,
      bytes: 10,
      state: 'read',
      pagesTotal: 1,
      errorCode: null,
      errorDetail: null,
      addedBy: 'a1',
      addedAt: AT,
    });
    await write.papers.expectPages({ id: fileId, dossierId }, 1, () => made.pageId);
    await write.papers.setPageRead(fileId, 0, readPage(made.upright, made.preview));
    await write.papers.insertPaper(paperOf(made));
  });
  return made;
}

function readPage(uprightSha256: string, previewSha256: string) {
  const measures = { width: 2480, height: 3508, dpi: 300, rotation: 0 as const, skewDegrees: 0, confidence: 0.95 };
  const reading = { index: 0, ...measures, blank: false, text: '', lines: [], codes: [], findings: [], timings: {} };
  const state = 'read' as const;
  return { ...measures, state, readMs: 1, readAt: AT, uprightSha256, previewSha256, blank: false, reading };
}

function paperOf({ dossierId, fileId, pageId, paperId, pdf }: CapturedDossier): PaperRecord {
  return {
    id: paperId,
    dossierId,
    fileId,
    position: 0,
    type: 'other',
    typeConfidence: 1,
    componentCode: null,
    findings: [],
    header: null,
    tables: null,
    createdAt: AT,
    removedAt: null,
    pdfSha256: pdf,
    pdfBytes: 10,
    pdfTitle: 'Giấy tờ',
    pageIds: [pageId],
    fields: [],
  };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
