import { describe, expect, it } from 'vitest';
import type { DocumentReading, PageReading, TableGrid } from '../../../../common/domain/reading.ts';
import { extractPaper } from '../../../../ocr/steps/extract.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';

const TODAY = '2026-03-01';

function rowsOf(
  type: DocumentReading['type'],
  page: PageReading | readonly PageReading[],
  table: string,
): readonly Record<string, string>[] {
  const rows = extractPaper(type, [page].flat(), TODAY).tables?.[table] ?? [];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell.value])));
}

const CT01_TOP: readonly BuiltRow[] = [
  [[850, 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ']],
  '1. Họ, chữ đệm và tên: NGUYỄN VĂN MẪU',
  '11. Những thành viên trong hộ gia đình cùng thay đổi:',
];
const CT01_HEADS: readonly BuiltRow[] = [
  [
    [260, 'TT'],
    [400, 'Họ, chữ đệm và tên'],
    [900, 'Ngày, tháng, năm'],
    [1310, 'Giới tính'],
    [1600, 'Số định danh cá'],
    [2050, 'Mối quan hệ'],
  ],
  [
    [1010, 'sinh'],
    [1710, 'nhân'],
    [2060, 'với chủ hộ'],
  ],
];
const FIRST: BuiltRow = [
  [265, '1'],
  [400, 'Nguyễn Thị Hoa'],
  [950, '01/01/2020'],
  [1360, 'Nữ'],
  [1620, '001320900012'],
  [2100, 'Con'],
];
const FIRST_READ = {
  order: '1',
  fullName: 'Nguyễn Thị Hoa',
  dateOfBirth: '2020-01-01',
  gender: 'Nữ',
  citizenId: '001320900012',
  relation: 'Con',
};
const FOOT: readonly BuiltRow[] = ['', '', [[1500, 'Hà Nội, ngày 01 tháng 02 năm 2026']], [[1600, 'NGƯỜI KÊ KHAI']]];

describe('lists without rules', () => {
  it('reads members of a household by how their words line up under heads of two lines', () => {
    const page = buildPage([
      ...CT01_TOP,
      ...CT01_HEADS,
      FIRST,
      [
        [265, '2'],
        [400, 'Nguyễn Văn An'],
        [950, '05/06/2022'],
        [1350, 'Nam'],
        [1620, '001222900017'],
        [2100, 'Con'],
      ],
      ...FOOT,
    ]);
    expect(rowsOf('residence-change-form', page, 'members')).toEqual([
      FIRST_READ,
      {
        order: '2',
        fullName: 'Nguyễn Văn An',
        dateOfBirth: '2022-06-05',
        gender: 'Nam',
        citizenId: '001222900017',
        relation: 'Con',
      },
    ]);
  });

  it('joins a cell of two lines, keeps the row whose number was lost and leaves unread cells absent', () => {
    const page = buildPage(
      [
        ...CT01_TOP,
        ...CT01_HEADS,
        [[400, 'Nguyễn Thị']],
        [
          [950, '01/01/2020'],
          [1360, 'Nữ'],
          [2100, 'Con'],
        ],
        [[400, 'Hoa']],
        ...FOOT,
      ],
      { pitch: 50 },
    );
    expect(rowsOf('residence-change-form', page, 'members')).toEqual([
      { fullName: 'Nguyễn Thị Hoa', dateOfBirth: '2020-01-01', gender: 'Nữ', relation: 'Con' },
    ]);
  });

  it('ends a list at the next numbered item and takes any mark for a cross', () => {
    const page = buildPage([
      [[700, 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ']],
      'Tiếp nhận hồ sơ của ông (bà): Nguyễn Văn Mẫu',
      '1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:',
      [
        [260, 'TT'],
        [500, 'Thành phần hồ sơ'],
        [1000, 'Bản chính'],
        [1350, 'Bản chứng thực'],
        [1800, 'Bản photo'],
      ],
      [
        [265, '1'],
        [350, 'Tờ khai theo mẫu'],
        [1090, 'x'],
      ],
      [
        [265, '2'],
        [350, 'Giấy chứng sinh'],
        [1890, 'M'],
      ],
      [
        [265, '3'],
        [350, 'Giấy ủy quyền'],
        [1490, '02'],
      ],
      '2. Số lượng hồ sơ: 01 bộ',
      '3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc',
    ]);
    expect(rowsOf('reception-slip', page, 'components')).toEqual([
      { order: '1', name: 'Tờ khai theo mẫu', original: 'x' },
      { order: '2', name: 'Giấy chứng sinh', photocopy: 'x' },
      { order: '3', name: 'Giấy ủy quyền', certified: '02' },
    ]);
  });

  it('doubts a number that contradicts the birth date of its row', () => {
    const [, , , , , relation] = FIRST as readonly (readonly [number, string])[];
    const page = buildPage([
      ...CT01_TOP,
      ...CT01_HEADS,
      FIRST,
      [
        [265, '2'],
        [400, 'Nguyễn Văn An'],
        [950, '05/06/2022'],
        [1350, 'Nam'],
        [1620, '001219900017'],
        relation as readonly [number, string],
      ],
      ...FOOT,
    ]);
    const rows = extractPaper('residence-change-form', [page], TODAY).tables?.members ?? [];
    expect(rows[0]?.citizenId?.confidence).toBeGreaterThan(0.975);
    expect(rows[1]?.citizenId?.confidence).toBeLessThan(0.9);
  });

  it('finds no list where a form has none, and none in a sentence', () => {
    const page = buildPage([...CT01_TOP, ...FOOT]);
    expect(extractPaper('residence-change-form', [page], TODAY).tables).toBeUndefined();
  });
});

describe('lists with rules', () => {
  const edges = [240, 380, 880, 1290, 1560, 2030, 2400];
  const grid: TableGrid = { box: [240, 420, 2160, 420], columns: edges, rows: [600, 690, 770] };

  it('gives words to cells by the grid, however close they stand', () => {
    const page = buildPage([
      ...CT01_TOP,
      ...CT01_HEADS,
      [
        [265, '1'],
        [385, 'Nguyễn Thị Hoa'],
        [890, '01/01/2020'],
        [1360, 'Nữ'],
        [1570, '001320900012'],
        [2040, 'Con'],
      ],
      [
        [265, '2'],
        [385, 'Nguyễn Văn An'],
      ],
      ...FOOT,
    ]);
    expect(rowsOf('residence-change-form', { ...page, tables: [grid] }, 'members')).toEqual([
      FIRST_READ,
      { order: '2', fullName: 'Nguyễn Văn An' },
    ]);
  });

  it('takes no list from a grid with other heads', () => {
    const page = buildPage([
      'Bảng kê',
      [
        [265, 'Một'],
        [600, 'Hai'],
        [1000, 'Ba'],
      ],
    ]);
    const other: TableGrid = { box: [240, 150, 2160, 400], columns: edges, rows: [230] };
    expect(extractPaper('residence-change-form', [{ ...page, tables: [other] }], TODAY).tables).toBeUndefined();
  });
});

describe('lists of two pages', () => {
  const member = (order: string, name: string): BuiltRow => [
    [265, order],
    [400, name],
    [950, '05/06/2022'],
    [1350, 'Nam'],
    [2100, 'Con'],
  ];
  const named = (order: string, fullName: string): Record<string, string> => ({
    order,
    fullName,
    dateOfBirth: '2022-06-05',
    gender: 'Nam',
    relation: 'Con',
  });
  const first = buildPage([...CT01_TOP, ...CT01_HEADS, member('1', 'Nguyễn Văn An'), '', [[1240, '1']]]);

  it('go on with the next number over the top of the next page', () => {
    const next = buildPage(
      [[[2200, 'MẪU']], member('2', 'Nguyễn Văn Bình'), member('3', 'Nguyễn Văn Cường'), ...FOOT],
      { index: 1 },
    );
    expect(rowsOf('residence-change-form', [first, next], 'members')).toEqual([
      named('1', 'Nguyễn Văn An'),
      named('2', 'Nguyễn Văn Bình'),
      named('3', 'Nguyễn Văn Cường'),
    ]);
  });

  it('end with the page when the next one begins with something else', () => {
    const next = buildPage(['1. Ghi theo giấy khai sinh', '7. Ghi rõ họ tên', ...FOOT], { index: 1 });
    expect(rowsOf('residence-change-form', [first, next], 'members')).toEqual([named('1', 'Nguyễn Văn An')]);
  });

  it.each([true, false])('go on in a grid with the same columns, heads said again (%s) or not', (again) => {
    const columns = [240, 380, 880, 1290, 1560, 2030, 2400];
    const filler = Array.from({ length: 30 }, () => '');
    const low = buildPage([...filler, ...CT01_TOP, ...CT01_HEADS, member('1', 'Nguyễn Văn An')]);
    const rows = again ? [...CT01_HEADS, member('2', 'Nguyễn Văn Bình')] : [member('2', 'Nguyễn Văn Bình')];
    const next = buildPage(rows, { index: 1 });
    const grid: TableGrid = { box: [240, 2920, 2160, 280], columns, rows: [3100] };
    const rest: TableGrid = again
      ? { box: [240, 150, 2160, 280], columns, rows: [340] }
      : { box: [240, 150, 2160, 100], columns, rows: [] };
    const pages = [
      { ...low, tables: [grid] },
      { ...next, tables: [rest] },
    ];
    expect(rowsOf('residence-change-form', pages, 'members')).toEqual([
      named('1', 'Nguyễn Văn An'),
      named('2', 'Nguyễn Văn Bình'),
    ]);
    const other = { ...next, tables: [{ ...rest, columns: [240, 800, 1290, 2400] }] };
    expect(rowsOf('residence-change-form', [pages[0]!, other], 'members')).toHaveLength(1);
  });
});

describe('spouses', () => {
  it('come as two rows, the wife first, with what stands under each', () => {
    const page = buildPage([
      [[700, 'GIẤY CHỨNG NHẬN KẾT HÔN']],
      [
        [260, 'Họ, chữ đệm, tên vợ: Lê Thị Hoa'],
        [1300, 'Họ, chữ đệm, tên chồng: Trần Văn An'],
      ],
      [
        [260, 'Ngày, tháng, năm sinh: 01/02/1995'],
        [1300, 'Ngày, tháng, năm sinh: 03/04/1994'],
      ],
      [
        [260, 'Dân tộc: Kinh'],
        [1300, 'Dân tộc: Tày'],
      ],
      [
        [260, 'Quốc tịch: Việt Nam'],
        [1300, 'Quốc tịch: Việt Nam'],
      ],
      [
        [260, 'Giấy tờ tùy thân: 001195900012'],
        [1300, 'Giấy tờ tùy thân: 001094900017'],
      ],
      'Nơi đăng ký kết hôn: Ủy ban nhân dân phường Ngọc Hà',
    ]);
    expect(rowsOf('marriage-certificate', page, 'spouses')).toEqual([
      {
        role: 'Vợ',
        fullName: 'Lê Thị Hoa',
        dateOfBirth: '1995-02-01',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        citizenId: '001195900012',
      },
      {
        role: 'Chồng',
        fullName: 'Trần Văn An',
        dateOfBirth: '1994-04-03',
        ethnicity: 'Tày',
        nationality: 'Việt Nam',
        citizenId: '001094900017',
      },
    ]);
  });
});
