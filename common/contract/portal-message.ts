import { z } from 'zod';

/**
 * What the station and the national public-services portal say to each other about dossiers (domain reference 6.2,
 * observed from a province's live client; field names are the portal's). Both the client and the stand-in use it.
 */

/** `error_code` of a reply. `3` has also been seen as `-3`; its message says "đã tồn tại". */
export const PORTAL_CODES = {
  done: 0,
  invalid: 1,
  exists: 3,
  notFound: 4,
  unauthenticated: 5,
  busy: 9,
} as const;

const PORTAL_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** True for `yyyyMMddHHmmss` that names a real instant. */
export function isPortalTime(text: string): boolean {
  const parts = PORTAL_TIME.exec(text);
  if (parts === null) return false;
  const [, year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === `${year}-${month}-${day}`;
}

/** An instant as the portal writes it: `yyyyMMddHHmmss` of Vietnam's clock (+07:00, no daylight saving). */
export function formatPortalTime(instant: Date): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000);
  return local.toISOString().slice(0, 19).replace(/\D/g, '');
}

const text = (max: number): z.ZodString => z.string().max(max);
const optionalText = (max: number) => text(max).nullish();
const requiredText = (max: number) => z.string().trim().min(1).max(max);
const portalTime = z
  .string()
  .refine(isPortalTime, { params: { words: 'phải là thời điểm có thật, dạng yyyyMMddHHmmss' } });
const optionalTime = z.union([portalTime, z.literal('')], { error: 'thời điểm yyyyMMddHHmmss' }).nullish();

/** A code of a short list; clients send it as text or as a number. */
function codeOf<const Code extends string>(codes: readonly [Code, ...Code[]]) {
  return z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.enum(codes));
}
const flag = z.preprocess(
  (value) => (value === true || value === '1' ? 1 : value === false || value === '0' ? 0 : value),
  z.literal([0, 1]),
);

/** 1 at the counter, 2 online, 3 by public post. */
const CHANNELS = ['1', '2', '3'] as const;
/** 1 citizen, 2 enterprise, 3 state agency, 4 other organisation. */
const SUBJECT_KINDS = ['1', '2', '3', '4'] as const;
/** 1 new, 2 received, 3 refused, 4 in work, 5 papers wanted, 6 payment wanted, 7 withdrawal, 8 stopped, 9 done, 10 returned. */
const DOSSIER_STATUSES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

const submittedPaper = z.looseObject({
  TepDinhKemId: optionalText(200),
  TenTepDinhKem: requiredText(4000),
  IsDeleted: flag.nullish(),
  MaThanhPhanHoSo: optionalText(200),
  /** Address of an upload that is complete. */
  DuongDanTaiTepTin: requiredText(2000),
  DuocSoHoa: flag.nullish(),
  /** 0 none, 1 from another dossier's component, 2 from a result. */
  DuocTaiSuDung: codeOf(['0', '1', '2']).nullish(),
  DuocLayTuKhoDMQG: flag.nullish(),
  MaKetQuaThayThe: optionalText(200),
});

const resultPaper = z.looseObject({
  TenGiayTo: requiredText(2000),
  MaThanhPhanHoSo: optionalText(200),
  GiayToId: optionalText(200),
  DuongDanTepTinKetQua: requiredText(2000),
  MaGiayToKetQua: optionalText(200),
});

const ownerIdentity = z.looseObject({
  /** 1 = the 12-digit number, 2 = the 9-digit CMND. */
  LoaiDinhDanh: codeOf(['1', '2']),
  SoDinhDanh: z.string().regex(/^(\d{9}|\d{12})$/),
});

const freeList = z.array(z.record(z.string(), z.unknown())).nullish();

/** One dossier as the portal takes it; unknown fields pass through. */
export const dossierMessage = z.looseObject({
  MaHoSo: z.string().regex(/^[A-Za-z0-9.\-_]{1,50}$/),
  MaTTHC: requiredText(50),
  TenTTHC: optionalText(2000),
  MaLinhVuc: optionalText(50),
  TenLinhVuc: optionalText(2000),
  KenhThucHien: codeOf(CHANNELS).nullish(),
  SoGiayToChuHoSo: optionalText(50),
  ChuHoSo: optionalText(500),
  LoaiDoiTuong: codeOf(SUBJECT_KINDS).nullish(),
  MaDoiTuong: optionalText(200),
  ThongTinKhac: optionalText(2000),
  Email: optionalText(200),
  Fax: optionalText(50),
  SoDienThoai: optionalText(50),
  TrichYeuHoSo: optionalText(1000),
  NgayTiepNhan: portalTime,
  NgayHenTra: optionalTime,
  TrangThaiHoSo: codeOf(DOSSIER_STATUSES).nullish(),
  NgayTra: optionalTime,
  ThongTinTra: optionalText(2000),
  HinhThuc: optionalText(50),
  NgayKetThucXuLy: optionalTime,
  DonViXuLy: optionalText(500),
  GhiChu: optionalText(2000),
  TaiLieuNop: z.array(submittedPaper).nullish(),
  DanhSachLePhi: freeList,
  DanhSachTepDinhKemKhac: freeList,
  DanhSachHoSoBoSung: freeList,
  DanhSachGiayToKetQua: z.array(resultPaper).nullish(),
  NoiNopHoSo: optionalText(500),
  HoSoCoThanhPhanSoHoa: flag.nullish(),
  TaiKhoanDuocXacThucVoiVNeID: flag.nullish(),
  DuocThanhToanTrucTuyen: flag.nullish(),
  NgayTuChoi: optionalTime,
  DinhDanhCHS: z.array(ownerIdentity).nullish(),
  NgayNopHoSo: optionalTime,
  DSKetNoiCSDL: z.array(z.looseObject({ MaCSDL: requiredText(50) })).nullish(),
});
export type DossierMessage = z.infer<typeof dossierMessage>;

/** A file as the portal holds it; the hash is taken from the bytes as stored. */
const heldFile = z.object({
  url: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
});

/** The portal's signed proof of what it accepted. */
export const portalReceipt = z.object({
  /** Like `DVC-2026-0000123`; the same for every version of one dossier. */
  number: z.string(),
  /** 1 for what was added, one more for each update. */
  version: z.number().int().positive(),
  MaHoSo: z.string(),
  /** ISO 8601 with +07:00. */
  acceptedAt: z.string(),
  /** SHA-256 over the canonical text of the dossier, its file addresses replaced by the files' hashes. */
  contentSha256: z.string(),
  files: z.array(heldFile),
  keyId: z.string(),
  /** Ed25519 over `receiptText`, base64. */
  signature: z.string(),
});
export type PortalReceipt = z.infer<typeof portalReceipt>;

const dossierResult = z.object({
  MaHoSo: z.string().nullable(),
  error_code: z.number(),
  message: z.string(),
  /** One reason in words for each thing that is wrong. */
  errors: z.array(z.string()).optional(),
  receipt: portalReceipt.optional(),
});
export type DossierResult = z.infer<typeof dossierResult>;

export const dossiersReply = z.object({
  error_code: z.number(),
  message: z.string(),
  results: z.array(dossierResult).optional(),
});
export type DossiersReply = z.infer<typeof dossiersReply>;

/** Read-back of one dossier; `sha256` is null when the portal has lost a file's bytes. */
export const dossierHolding = z.object({
  error_code: z.literal(PORTAL_CODES.done),
  message: z.string(),
  MaHoSo: z.string(),
  dossier: dossierMessage,
  files: z.array(heldFile.extend({ sha256: heldFile.shape.sha256.nullable() })),
  receipt: portalReceipt,
});
export type DossierHolding = z.infer<typeof dossierHolding>;

/** Answer to finalising an upload; the same for one key for ever. */
export const storedFile = heldFile.extend({ key: z.string(), storedAt: z.string() });
export type StoredFile = z.infer<typeof storedFile>;

/** Question to the store of results and digitised papers (domain reference 6.3). */
export const resultsQuery = z.looseObject({
  SoDinhDanhChuSoHuu: z.string().regex(/^(\d{9}|\d{12})$/),
  HoTenNguoiYeuCau: optionalText(500),
  KenhThucHien: codeOf(CHANNELS).nullish(),
  SoDinhDanhNguoiYeuCau: optionalText(50),
  MaThuTuc: optionalText(50),
  DanhSachDanhMucKetQua: z.array(z.looseObject({ MaKetQua: optionalText(200), SoKyHieu: optionalText(60) })).nullish(),
});

const heldPaper = z.object({
  MaKetQua: z.string(),
  TenGiayTo: z.string(),
  SoKyHieu: z.string(),
  CoQuanChuQuan: z.string(),
  DanhSachTepDinhKem: z.array(z.object({ TenTep: z.string(), DuongDan: z.string() })),
});
export type HeldPaper = z.infer<typeof heldPaper>;

export const resultsReply = z.object({
  errorCode: z.number(),
  message: z.string(),
  signature: z.string(),
  result: z.object({ DanhSachGiayToKetQua: z.array(heldPaper) }),
});

/** JSON with keys sorted and absent, null and empty fields left out: equal content has equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    const kept = Object.entries(item).filter(([, inner]) => inner !== null && inner !== undefined && inner !== '');
    return Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** The text that a receipt's signature covers: all of it but the signature. */
export function receiptText(receipt: Omit<PortalReceipt, 'signature'>): string {
  const { signature: _signature, ...signed } = receipt as PortalReceipt;
  return canonicalJson(signed);
}

/** What is wrong with a message, one sentence in Vietnamese an issue; names fields, never their values. */
export function explainIssues(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => `${fieldPath(issue.path)}: ${wordsFor(issue)}`);
}

function fieldPath(path: readonly PropertyKey[]): string {
  const joined = path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
  return joined === '' ? 'hồ sơ' : joined;
}

function wordsFor(issue: z.core.$ZodIssue): string {
  const input = issue.input;
  switch (issue.code) {
    case 'too_big':
      return `dài quá ${issue.maximum} ký tự`;
    case 'too_small':
      return 'bắt buộc, không được để trống';
    case 'invalid_type':
      return input === undefined ? 'bắt buộc, không được để trống' : `sai kiểu dữ liệu, cần ${issue.expected}`;
    case 'invalid_value':
      return `chỉ nhận một trong ${issue.values.map(String).join(', ')}`;
    case 'custom':
      return typeof issue.params?.words === 'string' ? issue.params.words : 'không hợp lệ';
    case 'invalid_union':
      return 'không hợp lệ: cần để trống hoặc là thời điểm có thật, dạng yyyyMMddHHmmss';
    default:
      return 'không đúng định dạng';
  }
}
