import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeTd1 } from '../../../../common/domain/mrz.ts';
import type { DetectedCode, PageReading } from '../../../../common/domain/reading.ts';
import { cutPapers } from '../../../../ocr/steps/cut-papers.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';

const NATION: BuiltRow = [[1000, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']];
const FOOT = Array.from({ length: 34 }, () => '');

function shape(...pages: readonly PageReading[]): readonly (readonly [string, readonly number[]])[] {
  return cutPapers(pages).map((sheaf) => [sheaf.type, sheaf.pages.map((page) => page.index)] as const);
}

function page(index: number, ...rows: readonly BuiltRow[]): PageReading {
  return buildPage(rows, { index });
}

/** A page with a number in the middle of its foot. */
function numbered(index: number, number: string, ...rows: readonly BuiltRow[]): PageReading {
  return page(index, ...rows, ...FOOT.slice(rows.length), [[1220, number]]);
}

const BODY = ['Hai bên cùng nhau thống nhất những nội dung sau đây và cam kết', 'thực hiện đúng các điều đã ghi.'];
const birth = (index: number): PageReading =>
  page(index, NATION, [[1050, 'GIẤY KHAI SINH']], 'Họ, chữ đệm, tên: LÊ AN');
const unknown = (index: number): PageReading => page(index, NATION, [[950, 'GIẤY HẸN LÀM VIỆC']], ...BODY);
const loose = (index: number): PageReading => page(index, ...BODY);
const blank = (index: number): PageReading => page(index);
const slip = (index: number): PageReading => page(index, '', '', [[1050, 'TỜ NGĂN CÁCH']]);

describe('slips between papers', () => {
  const code: DetectedCode = { format: 'QRCode', text: 'SOHOA-SEPARATOR', box: [900, 900, 400, 400] };

  it.each([
    ['by its words', slip(1)],
    ['by its words and how to use it', page(1, [[1050, 'TRANG NGĂN']], 'Đặt tờ này giữa hai giấy tờ.')],
    ['by its words, misread', page(1, [[1050, 'TO PHÂN CACH']])],
    ['by its code', buildPage([], { index: 1, codes: [code] })],
    ['by a bar code', buildPage([], { index: 1, codes: [{ ...code, format: 'Code128' }] })],
  ])('are known %s and belong to no paper', (_, separator) => {
    expect(shape(birth(0), separator, loose(2))).toEqual([
      ['birth-certificate', [0]],
      ['other', [2]],
    ]);
  });

  it('are no papers that speak of a slip', () => {
    const text = Array.from({ length: 12 }, () => 'Tờ ngăn cách được đặt giữa hai giấy tờ theo hướng dẫn.');
    expect(shape(birth(0), page(1, ...text))).toEqual([['birth-certificate', [0, 1]]]);
  });

  it('keep the sides of a card apart', () => {
    const [front, back] = [cardFront(0, A), cardBack(2, A)];
    expect(shape(front, slip(1), back)).toEqual([
      ['citizen-card', [0]],
      ['citizen-card', [2]],
    ]);
  });
});

describe('pages that carry on', () => {
  it.each([
    ['Trang 2/3', 'Trang 3/3'],
    ['Trang 2', 'Trang 3'],
    ['2/3', '3/3'],
    ['- 2 -', '- 3 -'],
    ['2', '3'],
  ])('are known by numbers like %s, even with a line like a title', (second, third) => {
    const heading: BuiltRow = [[900, 'NỘI DUNG CÔNG VIỆC']];
    expect(shape(unknown(0), numbered(1, second, heading, ...BODY), numbered(2, third, ...BODY), unknown(3))).toEqual([
      ['other', [0, 1, 2]],
      ['other', [3]],
    ]);
  });

  it('end where the count says so', () => {
    expect(shape(unknown(0), numbered(1, '2/2', ...BODY), loose(2))).toEqual([
      ['other', [0, 1]],
      ['other', [2]],
    ]);
  });

  it('begin a new paper where the count starts again', () => {
    expect(shape(unknown(0), numbered(1, 'Trang 1/2', ...BODY), numbered(2, 'Trang 2/2', ...BODY))).toEqual([
      ['other', [0]],
      ['other', [1, 2]],
    ]);
  });

  it.each([
    ['company-registration', 'GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP', 'DANH SÁCH THÀNH VIÊN GÓP VỐN'],
    ['land-certificate', 'GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT', 'IV. Những thay đổi sau khi cấp giấy chứng nhận'],
    ['authorisation-letter', 'GIẤY ỦY QUYỀN', 'LỜI CHỨNG CỦA NGƯỜI THỰC HIỆN CHỨNG THỰC'],
    ['birth-certificate', 'GIẤY KHAI SINH', 'PHẦN GHI CHÚ NHỮNG THÔNG TIN THAY ĐỔI SAU NÀY'],
  ])('of a %s bear headings that begin none', (type, title, heading) => {
    expect(shape(page(0, NATION, [[900, title]]), page(1, [[850, heading]], ...BODY))).toEqual([[type, [0, 1]]]);
  });

  it('are not papers of unknown kinds with headings of their own', () => {
    expect(shape(birth(0), unknown(1), unknown(2))).toEqual([
      ['birth-certificate', [0]],
      ['other', [1]],
      ['other', [2]],
    ]);
    expect(shape(birth(0), page(1, [[950, 'GIẤY BIÊN NHẬN TIỀN']], ...BODY))).toEqual([
      ['birth-certificate', [0]],
      ['other', [1]],
    ]);
  });

  it('have the size of the sheet before', () => {
    const small = buildPage(BODY, { index: 1, width: 1240, height: 1754 });
    expect(shape(birth(0), small)).toEqual([
      ['birth-certificate', [0]],
      ['other', [1]],
    ]);
  });
});

interface Holder {
  readonly citizenId: string;
  readonly fullName: string;
}

const A: Holder = { citizenId: '001099900117', fullName: 'NGUYỄN VĂN MẪU' };
const B: Holder = { citizenId: '038094904418', fullName: 'TRẦN VĂN BÌNH' };

function cardFront(index: number, { citizenId, fullName }: Holder, codes = true): PageReading {
  const text = `${citizenId}||${fullName}|15021999|Nam|Số 1, phố Mẫu, Hà Nội|01072022`;
  return buildPage(
    [
      [[900, 'CĂN CƯỚC CÔNG DÂN']],
      [[900, 'Citizen Identity Card']],
      ...(codes ? [[[700, `Số / No.: ${citizenId}`]] as BuiltRow] : []),
      [[700, `Họ và tên / Full name: ${fullName}`]],
      [[700, 'Ngày sinh / Date of birth: 15/02/1999']],
    ],
    { index, codes: codes ? [{ format: 'QRCode', text, box: [1800, 100, 300, 300] }] : [] },
  );
}

function cardBack(index: number, holder: Holder, zone = true): PageReading {
  const lines = composeTd1({ ...holder, dateOfBirth: '1999-02-15', gender: 'Nam', expiresOn: '2039-02-15' });
  return page(
    index,
    'Đặc điểm nhân dạng / Personal identification',
    'Ngón trỏ trái / Left index finger',
    'CỤC TRƯỞNG CỤC CẢNH SÁT',
    ...(zone ? lines : []),
  );
}

describe('cards', () => {
  it.each([
    [
      'one after another',
      [cardFront(0, A), cardBack(1, A), cardFront(2, B), cardBack(3, B)],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      'fronts before backs',
      [cardFront(0, A), cardFront(1, B), cardBack(2, A), cardBack(3, B)],
      [
        [0, 2],
        [1, 3],
      ],
    ],
    [
      'turned as a pile',
      [cardFront(0, A), cardFront(1, B), cardBack(2, B), cardBack(3, A)],
      [
        [0, 3],
        [1, 2],
      ],
    ],
    [
      'backs first',
      [cardBack(0, A), cardFront(1, A), cardBack(2, B), cardFront(3, B)],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['with a form between', [cardFront(0, A), birth(1), cardBack(2, A)], [[0, 2], [1]]],
    ['a back that is missing', [cardFront(0, A), cardFront(1, B), cardBack(2, B)], [[0], [1, 2]]],
  ] as const)('find their sides by number: %s', (_, pages, expected) => {
    expect(shape(...pages).map(([, indexes]) => indexes)).toEqual(expected);
  });

  it('find their sides by name where the number in the zone was misread', () => {
    const [first, second, third] = composeTd1({ ...A, dateOfBirth: '1999-02-15', gender: 'Nam', expiresOn: null });
    const misread = page(
      2,
      'Đặc điểm nhân dạng',
      'Ngón trỏ trái',
      'Ngón trỏ phải',
      `${first?.slice(0, 20)}8888`,
      second ?? '',
      third ?? '',
    );
    const pages = [cardFront(0, A), cardFront(1, B), misread, cardBack(3, B)];
    expect(shape(...pages).map(([, indexes]) => indexes)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('without numbers are joined with their neighbours where only one way is left', () => {
    const pages = [cardFront(0, A, false), cardBack(1, A, false), cardFront(2, B, false), cardBack(3, B, false)];
    expect(shape(...pages).map(([, indexes]) => indexes)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('without numbers stay apart where two ways are left', () => {
    const pages = [cardFront(0, A, false), cardFront(1, B, false), cardBack(2, A, false), cardBack(3, B, false)];
    expect(shape(...pages).map(([, indexes]) => indexes)).toEqual([[0], [1], [2], [3]]);
  });

  it('take in the blank page between their sides, not one between other pages', () => {
    expect(shape(cardFront(0, A), blank(1), cardBack(2, A))).toEqual([['citizen-card', [0, 1, 2]]]);
    expect(shape(cardFront(0, A), blank(1), birth(2), cardBack(3, A)).map(([, indexes]) => indexes)).toEqual([
      [0, 3],
      [2],
    ]);
  });
});

describe('any pile', () => {
  const kinds = [birth, unknown, loose, blank, slip] as const;
  const cards = [(at: number) => cardFront(at, A), (at: number) => cardBack(at, A), (at: number) => cardBack(at, B)];
  const word = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('Trang 2/3', '2', 'LỜI CHỨNG', 'GIẤY', '<<<<'));
  const noise = fc.array(fc.array(fc.tuple(fc.nat({ max: 2400 }), word), { maxLength: 4 }), { maxLength: 9 });
  const maker = fc.oneof(
    fc.constantFrom(...kinds, ...cards),
    noise.map((rows) => (at: number) => buildPage(rows, { index: at })),
  );

  it('has each page that is neither blank nor a slip in exactly one paper, in order', () => {
    fc.assert(
      fc.property(fc.array(maker, { maxLength: 9 }), (makers) => {
        const pages = makers.map((make, at) => make(at));
        const sheaves = cutPapers(pages).map((sheaf) => sheaf.pages.map((one) => one.index));
        for (const own of sheaves) expect(own).toEqual([...own].sort((a, b) => a - b));
        expect(sheaves.map((own) => own[0])).toEqual(sheaves.map((own) => own[0]).sort((a, b) => a! - b!));
        const placed = sheaves.flat();
        expect(new Set(placed).size).toBe(placed.length);
        const alone = (one: PageReading): boolean => one.blank || cutPapers([one]).length === 0;
        expect(pages.filter((one) => !alone(one)).every((one) => placed.includes(one.index))).toBe(true);
        expect(pages.filter((one) => !one.blank && alone(one)).some((one) => placed.includes(one.index))).toBe(false);
      }),
      { numRuns: 80 },
    );
  });
});
