import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES } from '../../../../common/domain/document-types.ts';
import type { PageReading } from '../../../../common/domain/reading.ts';
import { assembleDocuments } from '../../../../ocr/steps/assemble-documents.ts';
import { classifyPage } from '../../../../ocr/steps/classify.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';

const TODAY = '2026-03-01';
const NATION: BuiltRow = [[1000, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']];

function shape(...pages: readonly PageReading[]): readonly (readonly [string, readonly number[]])[] {
  return assembleDocuments(pages, { today: TODAY }).map((one) => [one.type, one.pages] as const);
}

const birth = (index: number): PageReading =>
  buildPage([NATION, [[1050, 'GIẤY KHAI SINH']], 'Họ, chữ đệm, tên: LÊ VĂN AN'], { index });
const form = (index: number): PageReading =>
  buildPage([NATION, [[850, 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ']], '1. Họ, chữ đệm và tên: LÊ VĂN AN'], { index });
const loose = (index: number): PageReading =>
  buildPage(['và các thành viên khác cùng đi', 'xin xác nhận những điều trên là đúng'], { index });
const foreign = (index: number): PageReading =>
  buildPage([NATION, [[1000, 'HỢP ĐỒNG THUÊ NHÀ']], 'Hai bên thỏa thuận như sau'], { index });
const blank = (index: number): PageReading => buildPage([], { index });

describe('classifyPage', () => {
  const titles = DOCUMENT_TYPES.filter((type) => type.id !== 'other').flatMap((type) =>
    [type.title, ...type.also].map((title) => [title, type.id] as const),
  );

  it.each(titles)('knows %s by its title', (title, id) => {
    const page = classifyPage(buildPage([NATION, '', [[800, title]], 'Kính gửi: Ủy ban nhân dân']));
    expect(page).toMatchObject({ type: id, titled: true });
    expect(page.confidence).toBeGreaterThan(0.8);
  });

  it('knows a title that is broken over two lines and misread', () => {
    const page = buildPage([NATION, [[1000, 'GIÂY XÁC NHẬN']], [[900, 'TÌNH TRANG HÔN NHÂN']]]);
    expect(classifyPage(page).type).toBe('marital-status-confirmation');
  });

  it.each([
    'TỜ KHAI ĐĂNG KÝ KHAI SINH',
    'TỜ KHAI ĐĂNG KÝ KẾT HÔN',
    'TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN',
    'GIẤY PHÉP LÁI XE',
    'HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT',
    'GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH',
    'ĐƠN XIN CẤP LẠI GIẤY KHAI SINH',
    'ĐƠN ĐỀ NGHỊ CẤP ĐỔI GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT',
    'BIÊN BẢN GIAO NHẬN GIẤY ỦY QUYỀN',
    'TỜ KHAI CẤP BẢN SAO TRÍCH LỤC KHAI TỬ',
    'THÔNG BÁO MẤT THẺ BẢO HIỂM Y TẾ',
    'PHIẾU ĐỀ NGHỊ CẤP CĂN CƯỚC CÔNG DÂN',
  ])('does not take %s for the paper that its title resembles', (title) => {
    expect(shape(buildPage([NATION, [[700, title]], 'Kính gửi: Ủy ban nhân dân phường']))).toEqual([['other', [0]]]);
  });

  it('does not take a paper that is named in a sentence for the paper itself', () => {
    const page = buildPage([
      NATION,
      [[900, 'BIÊN BẢN LÀM VIỆC']],
      'Ông An nộp giấy khai sinh và giấy chứng nhận kết hôn.',
      'Hai bên cùng ký tên.',
    ]);
    expect(classifyPage(page).type).not.toBe('birth-certificate');
    expect(classifyPage(page).type).not.toBe('marriage-certificate');
  });

  it('does not take a paper about another for it when the title is broken over two lines', () => {
    const page = buildPage([NATION, [[1000, 'ĐƠN ĐỀ NGHỊ CẤP LẠI']], [[1020, 'GIẤY CHỨNG NHẬN KẾT HÔN']], 'Kính gửi:']);
    expect(classifyPage(page).type).toBe('other');
  });

  it.each([
    [
      'a letter',
      [
        'Bà nội tôi trước đây có giấy khai sinh và giấy chứng nhận kết hôn, nay đã thất lạc do lũ.',
        'Người ủy quyền và người được ủy quyền đã cùng nhau thống nhất nội dung ủy quyền trong nhà.',
        'Diện tích, mục đích sử dụng và thời hạn sử dụng ghi trong hồ sơ cũ không còn phù hợp.',
        'Kính mong quý cơ quan xem xét, hướng dẫn gia đình tôi thực hiện theo đúng quy định.',
      ],
    ],
    [
      'a table',
      ['STT Họ và tên Ngày sinh Địa chỉ Mức hỗ trợ', '1 Lê Văn An 01/02/1990 Ba Đình 500.000', '2 Trần Thị Mai'],
    ],
    ['a page of a book', ['Từ đầu năm đến nay mực nước dâng cao, mỗi lần mưa lớn là nước tràn vào sân.']],
  ])('takes %s for no known paper', (_, rows) => {
    expect(classifyPage(buildPage(rows)).type).toBeNull();
    expect(shape(buildPage(rows))).toEqual([['other', [0]]]);
  });

  it('does not take one numbered form of the police for another', () => {
    const page = buildPage([
      'Mẫu CT07 ban hành kèm theo Thông tư số 56/2021/TT-BCA',
      NATION,
      [[700, 'XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ']],
      '6. Họ, chữ đệm và tên chủ hộ: PHAN VĂN MỪNG 7. Quan hệ với chủ hộ: Vợ',
    ]);
    expect(classifyPage(page).type).toBe('other');
  });

  it('knows a page without a title by what it asks', () => {
    const page = buildPage([
      'Họ, chữ đệm, tên vợ: TRẦN THỊ MAI',
      'Họ, chữ đệm, tên chồng: LÊ VĂN AN',
      'Nơi đăng ký kết hôn: UBND phường Ba Đình',
    ]);
    expect(classifyPage(page)).toMatchObject({ type: 'marriage-certificate', titled: false });
  });
});

describe('assembleDocuments', () => {
  it('begins a paper with each title', () => {
    expect(shape(birth(0), form(1), birth(2))).toEqual([
      ['birth-certificate', [0]],
      ['residence-change-form', [1]],
      ['birth-certificate', [2]],
    ]);
  });

  it('carries a paper on with pages that have no title of their own', () => {
    expect(shape(form(0), loose(1), birth(2))).toEqual([
      ['residence-change-form', [0, 1]],
      ['birth-certificate', [2]],
    ]);
  });

  it('keeps a blank page only between two pages of one paper', () => {
    expect(shape(blank(0), form(1), blank(2), loose(3), blank(4), birth(5), blank(6))).toEqual([
      ['residence-change-form', [1, 2, 3]],
      ['birth-certificate', [5]],
    ]);
    expect(shape(blank(0))).toEqual([]);
  });

  it('leaves clauses of a contract with the contract, whatever papers they speak of', () => {
    const clauses = buildPage(
      ['Nguồn gốc sử dụng: nhận thừa kế. Hình thức sử dụng: riêng.', 'Mục đích sử dụng: đất ở tại nông thôn.'],
      { index: 1 },
    );
    expect(shape(foreign(0), clauses)).toEqual([['other', [0, 1]]]);
  });

  it('sets a paper of another kind apart', () => {
    expect(shape(birth(0), foreign(1), form(2))).toEqual([
      ['birth-certificate', [0]],
      ['other', [1]],
      ['residence-change-form', [2]],
    ]);
  });

  it('makes one paper of a file in which nothing is known', () => {
    const [document, ...more] = assembleDocuments([loose(0), loose(1)], { today: TODAY });
    expect(more).toEqual([]);
    expect(document).toMatchObject({ type: 'other', pages: [0, 1], fields: {}, findings: [] });
  });

  it('puts every page that is not blank into exactly one paper, in order, and never throws', () => {
    const kind = fc.constantFrom(birth, form, loose, foreign, blank);
    const noise = fc.array(fc.array(fc.tuple(fc.nat({ max: 2000 }), fc.string({ maxLength: 30 })), { maxLength: 4 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 7 }), noise, (kinds, rows) => {
        const pages = [...kinds.map((make, i) => make(i)), buildPage(rows, { index: kinds.length })];
        const documents = assembleDocuments(pages, { today: TODAY });
        const placed = documents.flatMap((one) => one.pages);
        expect(placed).toEqual([...placed].sort((a, b) => a - b));
        expect(new Set(placed).size).toBe(placed.length);
        for (const page of pages) if (!page.blank) expect(placed).toContain(page.index);
        for (const { typeConfidence, fields } of documents) {
          for (const value of [typeConfidence, ...Object.values(fields).map((field) => field.confidence)]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
