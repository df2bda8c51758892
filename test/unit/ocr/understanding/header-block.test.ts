import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaperHeader } from '../../../../common/domain/reading.ts';
import { repairAgency } from '../../../../ocr/repair/agency.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';
import { readOne } from '../../../helpers/read-papers.ts';

function headerOf(...rows: readonly BuiltRow[]): Record<string, string> {
  const header: PaperHeader = readOne(buildPage(rows)).header ?? {};
  return Object.fromEntries(Object.entries(header).map(([key, field]) => [key, field.value]));
}

/** Signatures stand in the lower part of a page. */
const SPACE = Array.from({ length: 12 }, () => '');
const RIGHT = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

describe('header block', () => {
  const head = (left: string, below: string): readonly BuiltRow[] => [
    [
      [200, left],
      [1250, RIGHT],
    ],
    [
      [200, below],
      [1400, MOTTO],
    ],
  ];
  const numbered: BuiltRow = [
    [260, 'Số: 05/TLKT-BS'],
    [1400, 'Cổ Lễ, ngày 08 tháng 5 năm 2025'],
  ];
  const title: BuiltRow = [[1000, 'TRÍCH LỤC KHAI TỬ']];
  const signed: readonly BuiltRow[] = [
    ...SPACE,
    [[1600, 'NGƯỜI KÝ TRÍCH LỤC']],
    [[1720, 'PHÓ CHỦ TỊCH']],
    '',
    '',
    [[1660, 'Trần Thị Thúy']],
  ];

  it('gives agencies, number, place, date and signer of an official paper, each with its place on the page', () => {
    const rows = [...head('UBND HUYỆN TRỰC NINH', 'UBND XÃ CỔ LỄ'), numbered, title, 'Họ tên: LÊ AN', ...signed];
    expect(headerOf(...rows)).toEqual({
      superiorAgency: 'UBND HUYỆN TRỰC NINH',
      agency: 'UBND XÃ CỔ LỄ',
      number: '05/TLKT-BS',
      place: 'Cổ Lễ',
      issuedOn: '2025-05-08',
      signerTitle: 'PHÓ CHỦ TỊCH',
      signerName: 'Trần Thị Thúy',
    });
    const { number } = readOne(buildPage(rows)).header ?? {};
    expect(number).toMatchObject({ source: 'ocr', page: 0, raw: '05/TLKT-BS' });
    expect(number?.box[0]).toBeGreaterThan(260);
  });

  it('reads one agency alone, a name over two lines, and a department under its agency', () => {
    expect(headerOf(...head('ỦY BAN NHÂN DÂN', 'XÃ MƯỜNG PHĂNG'), title)).toEqual({
      agency: 'ỦY BAN NHÂN DÂN XÃ MƯỜNG PHĂNG',
    });
    expect(headerOf(...head('SỞ TÀI CHÍNH TỈNH AN GIANG', 'PHÒNG ĐĂNG KÝ KINH DOANH'), title)).toEqual({
      superiorAgency: 'SỞ TÀI CHÍNH TỈNH AN GIANG',
      agency: 'PHÒNG ĐĂNG KÝ KINH DOANH',
    });
  });

  it('reads papers of unknown kinds too, and a position under an abbreviation', () => {
    const rows = [
      ...head('UBND TỈNH GIA LAI', 'SỞ NỘI VỤ'),
      [
        [260, 'Số: 80/DS-SNV'],
        [1400, 'Pleiku, ngày 02 tháng 3 năm 2026'],
      ],
      [[800, 'DANH SÁCH HỘ ĐƯỢC HỖ TRỢ']],
      'Kèm theo văn bản này là danh sách các hộ.',
      ...SPACE,
      [[1650, 'KT. GIÁM ĐỐC']],
      [[1650, 'PHÓ GIÁM ĐỐC']],
      '',
      '',
      [[1650, 'Hoàng Thị Nguyệt']],
    ] satisfies readonly BuiltRow[];
    expect(headerOf(...rows)).toMatchObject({
      number: '80/DS-SNV',
      signerTitle: 'PHÓ GIÁM ĐỐC',
      signerName: 'Hoàng Thị Nguyệt',
    });
  });

  it('takes the date over the signature where none stands in the letterhead', () => {
    const rows = [
      [[1000, RIGHT]],
      [[700, 'GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT']],
      'Thửa đất số: 12 Tờ bản đồ số: 3',
      ...SPACE,
      [[1400, 'Hà Tĩnh, ngày 01 tháng 5 năm 2025']],
      [[1500, 'CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI']],
      [[1750, 'GIÁM ĐỐC']],
      '',
      [[1700, 'Trịnh Bá Mẫu']],
    ] satisfies readonly BuiltRow[];
    expect(headerOf(...rows)).toEqual({
      place: 'Hà Tĩnh',
      issuedOn: '2025-05-01',
      signerTitle: 'GIÁM ĐỐC',
      signerName: 'Trịnh Bá Mẫu',
    });
  });

  it('is absent on papers that citizens write themselves and on cards', () => {
    const form = [
      [[1000, RIGHT]],
      [[850, 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ']],
      '1. Họ, chữ đệm và tên: LÊ VĂN AN',
      ...SPACE,
      [[1500, 'Hà Nội, ngày 01 tháng 02 năm 2026']],
      [[1600, 'NGƯỜI KÊ KHAI']],
      '',
      [[1600, 'Lê Văn An']],
    ] satisfies readonly BuiltRow[];
    expect(readOne(buildPage(form))).not.toHaveProperty('header');
    const card = buildPage([[[900, 'CĂN CƯỚC CÔNG DÂN']], 'CỤC TRƯỞNG', 'Tô Văn Mẫu']);
    expect(readOne(card)).not.toHaveProperty('header');
  });

  it('invents nothing: a paper of which the block was not read has none', () => {
    expect(readOne(buildPage([[[1000, 'GIẤY KHAI SINH']], 'Họ, chữ đệm, tên: LÊ AN']))).not.toHaveProperty('header');
  });
});

describe('repairAgency', () => {
  it.each([
    ['UBND TÍNH NINH BÌNH', 'UBND TỈNH NINH BÌNH'],
    ['SỞ TÀI CHÍNH TĨNH HƯNG YÊN', 'SỞ TÀI CHÍNH TỈNH HƯNG YÊN'],
    ['BỘ PHẬN MỘT CỨA', 'BỘ PHẬN MỘT CỬA'],
    ['UỶ BAN NHÂN DÂN XÃ HOÀ BÌNH', 'UỶ BAN NHÂN DÂN XÃ HOÀ BÌNH'],
    ['HỢP TÁC XÃ TINH HOA', 'HỢP TÁC XÃ TINH HOA'],
  ])('makes %s %s', (read, expected) => {
    expect(repairAgency(read)).toEqual({ value: expected, changes: read === expected ? 0 : 1 });
  });

  it('leaves what it has repaired as it is', () => {
    const word = fc.constantFrom('UBND', 'ỦY', 'BAN', 'NHÂN', 'DÂN', 'TINH', 'TÍNH', 'XÃ', 'XA', 'PHÒNG', 'SO', 'HÒA');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), (words) => {
        const once = repairAgency(words.join(' ')).value;
        expect(repairAgency(once)).toEqual({ value: once, changes: 0 });
      }),
    );
  });
});
