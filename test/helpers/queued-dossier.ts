import { randomUUID } from 'node:crypto';
import type { StoredFile } from '../../storage/files/page-files.ts';
import type { Store } from '../../storage/store.ts';

const CLERK = 'clerk-1';

/** Puts a verified dossier with some files into the delivery queue, as approving it would. */
export async function queueDossier(
  store: Store,
  options: { readonly serial: number; readonly files: readonly Uint8Array[]; readonly at: string },
): Promise<{ readonly id: string; readonly code: string }> {
  const { serial, at } = options;
  const id = randomUUID();
  const code = `H56.25.5-261121-${String(serial).padStart(4, '0')}`;
  const stored: StoredFile[] = [];
  for (const bytes of options.files) stored.push(await store.files.write(chunks(bytes)));
  await store.transaction(async ({ read, write }) => {
    const known = await read.accounts.findByUsername('hanh');
    const clerk = known?.id ?? CLERK;
    if (known === null) {
      await write.accounts.insert({
        id: CLERK,
        username: 'hanh',
        displayName: 'Nguyễn Thị Hạnh',
        role: 'clerk',
        passwordHash: 'none',
        active: true,
        createdAt: at,
      });
    }
    await write.dossiers.insert({
      id,
      code,
      procedureCode: '1.004222',
      state: 'queued',
      capturedBy: clerk,
      createdAt: at,
      updatedAt: at,
      sentAt: at,
      returnReason: null,
      citizenName: 'ĐỖ THỊ NGUYỆT MINH',
      citizenId: '001194900093',
      openFindings: 0,
      doubtfulFields: 0,
    });
    const queued = [];
    for (const [position, { sha256, bytes }] of stored.entries()) {
      const fileId = randomUUID();
      const paperId = randomUUID();
      await write.papers.insertFile({
        id: fileId,
        dossierId: id,
        name: `giay-${position}.pdf`,
        sha256,
        bytes,
        state: 'read',
        pagesTotal: 1,
        errorCode: null,
        errorDetail: null,
        addedBy: clerk,
        addedAt: at,
      });
      await write.papers.insertPaper({
        id: paperId,
        dossierId: id,
        fileId,
        position: 0,
        type: 'other',
        typeConfidence: 1,
        componentCode: `TP0${position + 1}`,
        findings: [],
        header: null,
        tables: null,
        createdAt: at,
        removedAt: null,
        pdfSha256: sha256,
        pdfBytes: bytes,
        pdfTitle: 'Giấy tờ',
        pageIds: [],
        fields: [],
      });
      const name = `Giấy tờ ${position + 1}`;
      queued.push({ paperId, name, componentCode: `TP0${position + 1}`, type: 'other' as const, sha256, bytes });
    }
    await write.deliveries.enqueue(id, queued, at);
  });
  return { id, code };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
