import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../../../common/domain/reading.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';
import { LETTERHEAD, readOne, values } from '../../../helpers/read-papers.ts';

describe('birth-certificate', () => {
  const rows: readonly BuiltRow[] = [
    ...LETTERHEAD,
    [
      [200, 'Số: 118/2022'],
      [1000, 'Độc lập - Tự do - Hạnh phúc'],
    ],
    '',
    [[1050, 'GIẤY KHAI SINH']],
    'Họ, chữ đệm, tên: NGUYỄN THỊ HẰNG',
    'Ngày, tháng, năm sinh: 15/02/2022',
    'Ghi bằng chữ: Ngày mười lăm, tháng hai, năm hai nghìn không trăm hai mươi hai',
    'Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam',
    'Nơi sinh: Bệnh viện Phụ sản Hà Nội, phường Ngọc Khánh,',
    'quận Ba Đình, thành phố Hà Nội',
    'Quê quán: xã Hải Hưng, tỉnh Nam Định',
    'Số định danh cá nhân: 001322900117',
    'Họ, chữ đệm, tên người mẹ: Trần Thị Mai',
    'Năm sinh: 1990 Dân tộc: Kinh Quốc tịch: Việt Nam',
    'Nơi cư trú: Số 1, phố Mẫu, Hà Nội',
    'Họ, chữ đệm, tên người cha: Nguyễn Văn Ba',
    'Năm sinh: 1988 Dân tộc: Tày Quốc tịch: Việt Nam',
    'Nơi cư trú: Số 1, phố Mẫu, Hà Nội',
    'Họ, chữ đệm, tên người đi khai sinh: Lê Văn Khác',
    'Giấy tờ tùy thân: Căn cước công dân số 001088900017',
    'Nơi đăng ký khai sinh: Ủy ban nhân dân phường Ba Đình, thành phố Hà Nội',
    'Ngày, tháng, năm đăng ký: 01/03/2022',
    [[1500, 'NGƯỜI KÝ GIẤY KHAI SINH']],
  ];
  const expected = {
    certificateNumber: '118/2022',
    fullName: 'NGUYỄN THỊ HẰNG',
    dateOfBirth: '2022-02-15',
    gender: 'Nữ',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    placeOfBirth: 'Bệnh viện Phụ sản Hà Nội, phường Ngọc Khánh, quận Ba Đình, thành phố Hà Nội',
    hometown: 'xã Hải Hưng, tỉnh Nam Định',
    citizenId: '001322900117',
    motherName: 'Trần Thị Mai',
    motherBirthYear: '1990',
    fatherName: 'Nguyễn Văn Ba',
    fatherBirthYear: '1988',
    registeredAt: 'Ủy ban nhân dân phường Ba Đình, thành phố Hà Nội',
    registeredOn: '2022-03-01',
  };

  it('reads the certificate of 2016, each parent with the year that follows the name', () => {
    expect(values(readOne(buildPage(rows)))).toEqual(expected);
  });

  it('lets the date in words settle misread digits', () => {
    const misread = rows.map((row) =>
      row === 'Ngày, tháng, năm sinh: 15/02/2022' ? 'Ngày, tháng, năm sinh: 16/02/2022' : row,
    );
    const { dateOfBirth } = readOne(buildPage(misread)).fields;
    expect(dateOfBirth?.value).toBe('2022-02-15');
    expect(dateOfBirth?.candidates?.map((one) => one.value)).toEqual(['2022-02-15', '2022-02-16']);
  });

  it('reads the form of before 2016, father first, labels in other words', () => {
    const old = readOne(
      buildPage([
        ...LETTERHEAD,
        [
          [200, 'Quyển số: 01/2010'],
          [1700, 'Số: 45'],
        ],
        [[1050, 'GIẤY KHAI SINH']],
        [[1080, '(BẢN SAO)']],
        'Họ và tên: LÝ VĂN TÁM Giới tính: Nam',
        'Ngày, tháng, năm sinh: 05/05/2010 (bằng chữ: ngày năm tháng năm năm hai nghìn không trăm mười)',
        'Nơi sinh: Trạm y tế xã Cổ Lễ',
        'Dân tộc: Tày Quốc tịch: Việt Nam',
        'Quê quán: Nam Định',
        'Họ và tên cha: Lý Văn Bảy',
        'Dân tộc: Tày Quốc tịch: Việt Nam Năm sinh: 1980',
        'Nơi thường trú/tạm trú: xã Cổ Lễ',
        'Họ và tên mẹ: Nông Thị Chín',
        'Dân tộc: Nùng Quốc tịch: Việt Nam Năm sinh: 1985',
        'Nơi đăng ký: UBND xã Cổ Lễ, huyện Trực Ninh, tỉnh Nam Định',
        'Ngày, tháng, năm đăng ký: 10/05/2010',
      ]),
    );
    expect(values(old)).toMatchObject({
      certificateNumber: '45',
      fullName: 'LÝ VĂN TÁM',
      gender: 'Nam',
      dateOfBirth: '2010-05-05',
      fatherName: 'Lý Văn Bảy',
      fatherBirthYear: '1980',
      motherName: 'Nông Thị Chín',
      motherBirthYear: '1985',
      registeredAt: 'UBND xã Cổ Lễ, huyện Trực Ninh, tỉnh Nam Định',
      registeredOn: '2010-05-10',
    });
  });

  it('reads a table whose cells take several lines, the shorter cell centred', () => {
    const cells = (y: number, label: string, ...lines: readonly string[]): Parameters<typeof linesAt>[0] => [
      [260, y, label],
      ...lines.map((line, i) => [930, y + (i - (lines.length - 1) / 2) * 60, line] as const),
    ];
    const linesAt = (placed: readonly (readonly [x: number, y: number, text: string])[]): PageReading['lines'] =>
      placed.map(([x, y, text]) => {
        const line = buildPage([[[x, text]]]).lines[0] as PageReading['lines'][number];
        const words = line.words.map((word) => ({ ...word, box: [word.box[0], y, word.box[2], word.box[3]] as const }));
        return { words, box: [line.box[0], y, line.box[2], line.box[3]] as const };
      });
    const page = buildPage([LETTERHEAD[0] as BuiltRow, [[1050, 'GIẤY KHAI SINH']]]);
    const lines = linesAt([
      ...cells(500, 'Họ, chữ đệm, tên', 'LÊ VĂN AN'),
      ...cells(610, 'Ngày, tháng, năm sinh', '15/02/2022'),
      ...cells(720, 'Giới tính', 'Nam'),
      ...cells(850, 'Nơi sinh', 'Bệnh viện Đa khoa huyện Đông Anh,', 'thành phố Hà Nội'),
      [260, 960, 'Họ, chữ đệm, tên người'],
      [930, 990, 'Đinh Thị Thanh Xuân'],
      [260, 1020, 'mẹ'],
      ...cells(1130, 'Năm sinh', '1991'),
      ...cells(1240, 'Dân tộc', 'Mường'),
    ]);
    expect(values(readOne({ ...page, lines: [...page.lines, ...lines] }))).toMatchObject({
      fullName: 'LÊ VĂN AN',
      dateOfBirth: '2022-02-15',
      placeOfBirth: 'Bệnh viện Đa khoa huyện Đông Anh, thành phố Hà Nội',
      motherName: 'Đinh Thị Thanh Xuân',
      motherBirthYear: '1991',
    });
  });

  it('reads the extract, whose entry is given after its place', () => {
    const copy = readOne(
      buildPage([
        ...LETTERHEAD,
        [
          [200, 'Số: 77/TLKS-BS'],
          [1300, 'Ba Đình, ngày 20 tháng 6 năm 2025'],
        ],
        [[1000, 'TRÍCH LỤC KHAI SINH']],
        [[1100, '(BẢN SAO)']],
        ...rows.slice(4, 18),
        'Đăng ký khai sinh tại: Ủy ban nhân dân phường Ba Đình, thành phố Hà Nội',
        'Số: 118/2022 ngày 01 tháng 03 năm 2022',
        [[1500, 'NGƯỜI KÝ TRÍCH LỤC']],
      ]),
    );
    expect(values(copy)).toEqual({ ...expected, certificateNumber: '77/TLKS-BS' });
  });

  it('drops dotted leaders that were read as letters', () => {
    const page = buildPage(rows);
    const lines = page.lines.map((line) => ({
      ...line,
      words: [...line.words, { text: 'eenneneennee', box: [2000, line.box[1], 300, 30] as const, confidence: 0.02 }],
    }));
    expect(values(readOne({ ...page, lines }))).toEqual(expected);
  });
});
