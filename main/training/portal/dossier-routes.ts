import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  canonicalJson,
  type DossierMessage,
  type DossierResult,
  dossierMessage,
  explainIssues,
  type HeldPaper,
  PORTAL_CODES,
  resultsQuery,
} from '../../../common/contract/portal-message.ts';
import { note } from '../stub/stub-server.ts';
import { hashFile } from './durable.ts';
import type { DossierEntry } from './journal.ts';
import type { Acceptance, NamedFile, PortalLedger } from './ledger.ts';
import type { UploadStore } from './upload-store.ts';

const DONE = 'thành công';
const MOST_IN_ONE_REQUEST = 1000;

/** `POST /dossiers`, `POST /dossiers/update`, `GET /dossiers/{MaHoSo}`, `POST /results/search`, and the receipt key. */
export function addDossierRoutes(app: FastifyInstance, ledger: PortalLedger, store: UploadStore): void {
  const take =
    (accept: (dossier: DossierMessage, files: readonly NamedFile[]) => Promise<Acceptance>) =>
    async (request: FastifyRequest): Promise<object> => {
      if (!Array.isArray(request.body) || request.body.length === 0 || request.body.length > MOST_IN_ONE_REQUEST) {
        note(request, 'invalid');
        return { error_code: PORTAL_CODES.invalid, message: `Cần một mảng từ 1 đến ${MOST_IN_ONE_REQUEST} hồ sơ` };
      }
      const results: DossierResult[] = [];
      for (const item of request.body as readonly unknown[]) results.push(await takeOne(item, store, accept));
      note(request, `codes=${results.map((result) => result.error_code).join(',')}`);
      const worst = results.find((result) => result.error_code !== PORTAL_CODES.done);
      return {
        error_code: worst?.error_code ?? PORTAL_CODES.done,
        message: worst?.message ?? DONE,
        results,
        ...(results.length === 1 && results[0]?.receipt !== undefined ? { receipt: results[0].receipt } : {}),
      };
    };
  app.post('/dossiers', take(ledger.add));
  app.post('/dossiers/update', take(ledger.update));

  app.get<{ Params: { code: string } }>('/dossiers/:code', async (request, reply) => {
    const held = ledger.versions(request.params.code).at(-1);
    if (held === undefined) {
      return reply.code(404).send({ error_code: PORTAL_CODES.notFound, message: 'Không tìm thấy hồ sơ' });
    }
    const files = await Promise.all(
      held.receipt.files.map(async (file) => {
        const path = store.pathOf(file.sha256);
        return { ...file, sha256: await hashIfThere(path), size: await sizeIfThere(path) };
      }),
    );
    const { dossier, receipt } = held;
    return { error_code: PORTAL_CODES.done, message: DONE, MaHoSo: dossier.MaHoSo, dossier, files, receipt };
  });

  app.post('/results/search', (request, reply) => {
    const parsed = resultsQuery.safeParse(request.body);
    if (!parsed.success) {
      const message = explainIssues(parsed.error).join('; ');
      return reply.code(400).send({ errorCode: PORTAL_CODES.invalid, message, signature: '', result: noPapers });
    }
    const wanted = (parsed.data.DanhSachDanhMucKetQua ?? []).filter((one) => one.MaKetQua || one.SoKyHieu);
    const papers = ledger
      .currentDossiers()
      .filter((held) => isOwnedBy(held.dossier, parsed.data.SoDinhDanhChuSoHuu))
      .flatMap(digitisedPapers)
      .filter(
        (paper) =>
          wanted.length === 0 ||
          wanted.some(
            (one) =>
              (!one.MaKetQua || one.MaKetQua === paper.MaKetQua) && (!one.SoKyHieu || one.SoKyHieu === paper.SoKyHieu),
          ),
      );
    const result = { DanhSachGiayToKetQua: papers };
    note(request, `found=${papers.length}`);
    return { errorCode: PORTAL_CODES.done, message: DONE, signature: ledger.keys.sign(canonicalJson(result)), result };
  });

  app.get('/receipts/public-key', () => ({
    algorithm: 'Ed25519',
    keyId: ledger.keys.keyId,
    publicKey: ledger.keys.publicKey,
  }));
}

const noPapers = { DanhSachGiayToKetQua: [] };

async function takeOne(
  item: unknown,
  store: UploadStore,
  accept: (dossier: DossierMessage, files: readonly NamedFile[]) => Promise<Acceptance>,
): Promise<DossierResult> {
  const parsed = dossierMessage.safeParse(item, { reportInput: true });
  if (!parsed.success) return refused(codeOf(item), explainIssues(parsed.error));
  const dossier = parsed.data;
  const { files, errors } = await filesOf(dossier, store);
  if (errors.length > 0) return refused(dossier.MaHoSo, errors);

  const acceptance = await accept(dossier, files);
  const { MaHoSo } = dossier;
  switch (acceptance.outcome) {
    case 'accepted':
      return { MaHoSo, error_code: PORTAL_CODES.done, message: DONE, receipt: acceptance.receipt };
    case 'exists':
      return { MaHoSo, error_code: PORTAL_CODES.exists, message: 'Hồ sơ đã tồn tại với nội dung khác' };
    case 'absent':
      return { MaHoSo, error_code: PORTAL_CODES.notFound, message: 'Hồ sơ không tồn tại, hãy thêm mới' };
  }
}

function refused(MaHoSo: string | null, errors: readonly string[]): DossierResult {
  return {
    MaHoSo,
    error_code: PORTAL_CODES.invalid,
    message: `Dữ liệu không hợp lệ: ${errors.join('; ')}`,
    errors: [...errors],
  };
}

function codeOf(item: unknown): string | null {
  const code = typeof item === 'object' && item !== null && 'MaHoSo' in item ? item.MaHoSo : null;
  return typeof code === 'string' && dossierMessage.shape.MaHoSo.safeParse(code).success ? code : null;
}

/** Every address must be that of a complete upload; one whose bytes are all there is completed now. */
async function filesOf(
  dossier: DossierMessage,
  store: UploadStore,
): Promise<{ files: readonly NamedFile[]; errors: readonly string[] }> {
  const named = [
    ...(dossier.TaiLieuNop ?? []).map((paper, index) => ({
      field: `TaiLieuNop[${index}].DuongDanTaiTepTin`,
      url: paper.DuongDanTaiTepTin,
    })),
    ...(dossier.DanhSachGiayToKetQua ?? []).map((paper, index) => ({
      field: `DanhSachGiayToKetQua[${index}].DuongDanTepTinKetQua`,
      url: paper.DuongDanTepTinKetQua,
    })),
  ];
  const files: NamedFile[] = [];
  const errors: string[] = [];
  for (const { field, url } of named) {
    const uploadId = uploadIdOf(url);
    const { state } = uploadId === null ? { state: 'unknown' } : await store.complete(uploadId);
    if (uploadId !== null && state === 'complete') files.push({ uploadId, url });
    else if (state === 'incomplete') errors.push(`${field}: tệp chưa tải lên hết`);
    else errors.push(`${field}: không phải địa chỉ của tệp đã tải lên Cổng`);
  }
  return { files, errors };
}

/** Of an address only the path counts: the stand-in may come back on another port. */
function uploadIdOf(url: string): string | null {
  if (!URL.canParse(url, 'http://127.0.0.1')) return null;
  return /^\/files\/([0-9a-f]{32})$/.exec(new URL(url, 'http://127.0.0.1').pathname)?.[1] ?? null;
}

function isOwnedBy(dossier: DossierMessage, ownerId: string): boolean {
  return (
    dossier.SoGiayToChuHoSo === ownerId ||
    (dossier.DinhDanhCHS ?? []).some((identity) => identity.SoDinhDanh === ownerId)
  );
}

/** What of a dossier may be used again: components that were digitised, and results. */
function digitisedPapers({ dossier }: DossierEntry): readonly HeldPaper[] {
  const agency = dossier.DonViXuLy || dossier.NoiNopHoSo || '';
  const paper = (code: string | null | undefined, name: string, url: string): HeldPaper => ({
    MaKetQua: code ?? '',
    TenGiayTo: name,
    SoKyHieu: '',
    CoQuanChuQuan: agency,
    DanhSachTepDinhKem: [{ TenTep: name, DuongDan: url }],
  });
  return [
    ...(dossier.TaiLieuNop ?? [])
      .filter((submitted) => submitted.DuocSoHoa === 1 && submitted.IsDeleted !== 1)
      .map((submitted) => paper(submitted.MaThanhPhanHoSo, submitted.TenTepDinhKem, submitted.DuongDanTaiTepTin)),
    ...(dossier.DanhSachGiayToKetQua ?? []).map((result) =>
      paper(result.MaGiayToKetQua, result.TenGiayTo, result.DuongDanTepTinKetQua),
    ),
  ];
}

async function hashIfThere(path: string): Promise<string | null> {
  return ifThere(() => hashFile(path), null);
}

async function sizeIfThere(path: string): Promise<number> {
  return ifThere(async () => (await stat(path)).size, 0);
}

async function ifThere<T>(look: () => Promise<T>, absent: T): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return absent;
    throw error;
  }
}
