import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  dossierMessage,
  explainIssues,
  formatPortalTime,
  isPortalTime,
} from '../../common/contract/portal-message.ts';
import { message } from './support/portal-setup.ts';

const least = { MaHoSo: 'H56.25.5-260703-0001', MaTTHC: '1.004222', NgayTiepNhan: '20260703081500' };
const paper = { TenTepDinhKem: 'CT01', DuongDanTaiTepTin: 'http://127.0.0.1/files/x' };

describe('message of a dossier', () => {
  it('needs no more than code, procedure and time of reception', () => {
    expect(dossierMessage.parse(least)).toEqual(least);
  });

  it('takes codes as text or number and flags in the three ways that clients write them', () => {
    const sent = {
      ...least,
      KenhThucHien: 1,
      TaiLieuNop: [{ ...paper, DuocSoHoa: '1', IsDeleted: false, DuocTaiSuDung: 2 }],
    };
    expect(dossierMessage.parse(sent)).toMatchObject({
      KenhThucHien: '1',
      TaiLieuNop: [{ DuocSoHoa: 1, IsDeleted: 0, DuocTaiSuDung: '2' }],
    });
  });

  it.each([
    [{ MaHoSo: '' }, 'MaHoSo: không đúng định dạng'],
    [{ MaHoSo: undefined }, 'MaHoSo: bắt buộc, không được để trống'],
    [{ MaTTHC: ' ' }, 'MaTTHC: bắt buộc, không được để trống'],
    [{ NgayTiepNhan: '20260231081500' }, 'NgayTiepNhan: phải là thời điểm có thật, dạng yyyyMMddHHmmss'],
    [{ NgayTiepNhan: '20260703' }, 'NgayTiepNhan: phải là thời điểm có thật, dạng yyyyMMddHHmmss'],
    [{ TrichYeuHoSo: 'x'.repeat(1001) }, 'TrichYeuHoSo: dài quá 1000 ký tự'],
    [{ KenhThucHien: 4 }, 'KenhThucHien: chỉ nhận một trong 1, 2, 3'],
    [{ TrangThaiHoSo: '11' }, 'TrangThaiHoSo: chỉ nhận một trong 1, 2, 3, 4, 5, 6, 7, 8, 9, 10'],
    [
      { TaiLieuNop: [{ ...paper, TenTepDinhKem: 'x'.repeat(4001) }] },
      'TaiLieuNop[0].TenTepDinhKem: dài quá 4000 ký tự',
    ],
    [{ TaiLieuNop: [paper, { TenTepDinhKem: 'x' }] }, 'TaiLieuNop[1].DuongDanTaiTepTin: bắt buộc, không được để trống'],
    [{ TaiLieuNop: [{ ...paper, DuocSoHoa: 2 }] }, 'TaiLieuNop[0].DuocSoHoa: chỉ nhận một trong 0, 1'],
    [
      { DanhSachGiayToKetQua: [{ TenGiayTo: 'x'.repeat(2001), DuongDanTepTinKetQua: 'x' }] },
      'DanhSachGiayToKetQua[0].TenGiayTo: dài quá 2000 ký tự',
    ],
    [
      { DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '00119490' }] },
      'DinhDanhCHS[0].SoDinhDanh: không đúng định dạng',
    ],
  ])('with %j is refused in words that name the field', (part, words) => {
    const parsed = dossierMessage.safeParse({ ...least, ...part }, { reportInput: true });
    expect(parsed.success ? [] : explainIssues(parsed.error)).toEqual([words]);
  });

  it('takes texts of exactly the greatest length', () => {
    const sent = {
      ...least,
      TrichYeuHoSo: 'x'.repeat(1000),
      TaiLieuNop: [{ ...paper, TenTepDinhKem: 'x'.repeat(4000) }],
    };
    expect(dossierMessage.safeParse(sent).success).toBe(true);
  });

  it('never repeats what was wrong, which may be personal', () => {
    const parsed = dossierMessage.safeParse({
      ...least,
      DinhDanhCHS: [{ LoaiDinhDanh: '001194900117', SoDinhDanh: 'x' }],
    });
    expect(parsed.success ? '' : explainIssues(parsed.error).join()).not.toContain('001194900117');
  });
});

describe('composing the message of a dossier', () => {
  it('gives every paper its flags and its address', () => {
    const composed = message('H56.25.5-260703-0001', ['http://127.0.0.1/files/a'], {
      papers: [
        { id: 'p1', title: 'CT01', componentCode: 'TP01', url: 'http://127.0.0.1/files/a' },
        {
          id: 'p2',
          title: 'Giấy khai sinh',
          componentCode: 'TP02',
          url: 'http://127.0.0.1/files/b',
          reusedFrom: 'result',
          fromNationalStore: true,
        },
      ],
    });
    expect(composed.TaiLieuNop).toMatchObject([
      {
        TepDinhKemId: 'p1',
        DuocSoHoa: 1,
        DuocTaiSuDung: '0',
        DuocLayTuKhoDMQG: 0,
        DuongDanTaiTepTin: 'http://127.0.0.1/files/a',
      },
      {
        TepDinhKemId: 'p2',
        DuocSoHoa: 1,
        DuocTaiSuDung: '2',
        DuocLayTuKhoDMQG: 1,
        DuongDanTaiTepTin: 'http://127.0.0.1/files/b',
      },
    ]);
    expect(composed).toMatchObject({
      KenhThucHien: '1',
      NgayTiepNhan: '20260703081500',
      HoSoCoThanhPhanSoHoa: 1,
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '001194900117' }],
      DSKetNoiCSDL: [{ MaCSDL: '7' }],
    });
  });

  it('does not claim a check with the population database that was not made', () => {
    expect(message('H56.25.5-260703-0001', [], { populationChecked: false }).DSKetNoiCSDL).toEqual([]);
  });

  it('refuses what the portal would refuse, before anything is sent', () => {
    const compose = (): unknown => message('H56.25.5-260703-0001', [''], { summary: 'x'.repeat(1001) });
    expect(compose).toThrow(expect.objectContaining({ code: 'request-invalid' }));
    expect(compose).toThrow(/TrichYeuHoSo: dài quá 1000 ký tự; TaiLieuNop\[0\]\.DuongDanTaiTepTin: bắt buộc/);
  });
});

describe('times of the portal', () => {
  it('are those of Vietnam, whatever the clock of the machine', () => {
    expect(formatPortalTime(new Date('2026-12-31T17:00:00Z'))).toBe('20270101000000');
  });

  it('are read as they are written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-30'), noInvalidDate: true }),
        (date) => {
          expect(isPortalTime(formatPortalTime(date))).toBe(true);
        },
      ),
    );
  });

  it.each([
    '20260229000000',
    '20260703250000',
    '20261301000000',
    '2026070308150',
    '',
    '2026-07-03T08',
  ])('%s is none', (text) => {
    expect(isPortalTime(text)).toBe(false);
  });
});

describe('canonical text', () => {
  it('does not depend on the order of keys, nor on fields that say nothing', () => {
    const fields = fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
    fc.assert(
      fc.property(fields, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson({ a: [reversed], '~none': null, '~void': undefined, '~empty': '' })).toBe(
          canonicalJson({ a: [value] }),
        );
      }),
    );
  });

  it('differs where content does', () => {
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
    expect(canonicalJson({ a: 0 })).not.toBe(canonicalJson({}));
  });
});
