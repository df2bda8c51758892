import { StationError } from '../../../common/contract/errors.ts';
import {
  type DossierMessage,
  dossierMessage,
  explainIssues,
  formatPortalTime,
} from '../../../common/contract/portal-message.ts';

/** A verified dossier, as plain facts. */
export interface DossierToSend {
  readonly code: string;
  readonly procedure: { readonly code: string; readonly name: string };
  readonly sector: { readonly code: string; readonly name: string };
  /** Default `counter`. */
  readonly channel?: 'counter' | 'online' | 'post';
  readonly owner: DossierOwner;
  readonly contact?: { readonly email?: string; readonly phone?: string };
  /** What the dossier is about, at most 1,000 characters; default the procedure's name. */
  readonly summary?: string;
  readonly receivedAt: Date;
  readonly dueAt?: Date;
  /** Agency that takes the dossier on, and where it was handed in. */
  readonly agency: { readonly name: string; readonly place: string };
  readonly note?: string;
  readonly papers: readonly PaperToSend[];
  /** True when the owner was checked against the population database (indicator 4.5 of Decision 766). */
  readonly populationChecked: boolean;
}

interface DossierOwner {
  readonly fullName: string;
  /** 12 digits. */
  readonly citizenId: string;
  /** 9 digits. */
  readonly oldId?: string;
}

interface PaperToSend {
  readonly id: string;
  /** Title that the portal shows; the name of the component as a rule. */
  readonly title: string;
  readonly componentCode: string;
  /** Address of the complete upload. */
  readonly url: string;
  /** Default `none`: scanned for this dossier. */
  readonly reusedFrom?: 'none' | 'component' | 'result';
  /** True when it came from the national store (indicator 4.4). */
  readonly fromNationalStore?: boolean;
  readonly replacesResult?: string;
}

const CHANNEL_CODES = { counter: '1', online: '2', post: '3' } as const;
const REUSE_CODES = { none: '0', component: '1', result: '2' } as const;
const CITIZEN = '1';
const RECEIVED = '2';
/** What live clients send for the population database. */
const POPULATION_DATABASE = '7';

/**
 * The message of domain reference 6.2. Every paper carries its flags and its file's address, without which the dossier
 * would not count in the indicators of Decision 766.
 *
 * @throws StationError `request-invalid`, its detail naming each field that the portal would refuse
 */
export function composeDossierMessage(dossier: DossierToSend): DossierMessage {
  const { owner, procedure, sector, contact, agency } = dossier;
  const message = {
    MaHoSo: dossier.code,
    MaTTHC: procedure.code,
    TenTTHC: procedure.name,
    MaLinhVuc: sector.code,
    TenLinhVuc: sector.name,
    KenhThucHien: CHANNEL_CODES[dossier.channel ?? 'counter'],
    SoGiayToChuHoSo: owner.citizenId,
    ChuHoSo: owner.fullName.normalize('NFC'),
    LoaiDoiTuong: CITIZEN,
    MaDoiTuong: '',
    ThongTinKhac: '',
    Email: contact?.email ?? '',
    Fax: '',
    SoDienThoai: contact?.phone ?? '',
    TrichYeuHoSo: dossier.summary ?? procedure.name,
    NgayTiepNhan: formatPortalTime(dossier.receivedAt),
    NgayHenTra: dossier.dueAt === undefined ? '' : formatPortalTime(dossier.dueAt),
    TrangThaiHoSo: RECEIVED,
    NgayTra: '',
    ThongTinTra: '',
    HinhThuc: '',
    NgayKetThucXuLy: '',
    DonViXuLy: agency.name,
    GhiChu: dossier.note ?? '',
    TaiLieuNop: dossier.papers.map((paper) => ({
      TepDinhKemId: paper.id,
      TenTepDinhKem: paper.title,
      IsDeleted: 0,
      MaThanhPhanHoSo: paper.componentCode,
      DuongDanTaiTepTin: paper.url,
      DuocSoHoa: 1,
      DuocTaiSuDung: REUSE_CODES[paper.reusedFrom ?? 'none'],
      DuocLayTuKhoDMQG: paper.fromNationalStore === true ? 1 : 0,
      MaKetQuaThayThe: paper.replacesResult ?? '',
    })),
    DanhSachLePhi: [],
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: [],
    DanhSachGiayToKetQua: [],
    NoiNopHoSo: agency.place,
    HoSoCoThanhPhanSoHoa: dossier.papers.length > 0 ? 1 : 0,
    TaiKhoanDuocXacThucVoiVNeID: 0,
    DuocThanhToanTrucTuyen: 0,
    NgayTuChoi: '',
    DinhDanhCHS: [
      { LoaiDinhDanh: '1', SoDinhDanh: owner.citizenId },
      ...(owner.oldId === undefined ? [] : [{ LoaiDinhDanh: '2', SoDinhDanh: owner.oldId }]),
    ],
    NgayNopHoSo: formatPortalTime(dossier.receivedAt),
    DSKetNoiCSDL: dossier.populationChecked ? [{ MaCSDL: POPULATION_DATABASE }] : [],
  };
  const parsed = dossierMessage.safeParse(message, { reportInput: true });
  if (!parsed.success) throw new StationError('request-invalid', explainIssues(parsed.error).join('; '));
  return parsed.data;
}
