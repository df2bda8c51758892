import { describe, expect, it } from 'vitest';
import type { DocumentReading, PageReading } from '../../../../common/domain/reading.ts';
import { assembleDocuments } from '../../../../ocr/steps/assemble-documents.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';

const TODAY = '2026-03-01';
const NATION: readonly BuiltRow[] = [
  [
    [200, 'UBND PHƯỜNG BA ĐÌNH'],
    [1000, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ],
];

function readOne(...pages: readonly PageReading[]): DocumentReading {
  const [document, ...more] = assembleDocuments(pages, { today: TODAY });
  expect(more).toEqual([]);
  return document as DocumentReading;
}

function values(document: DocumentReading): Record<string, string> {
  return Object.fromEntries(Object.entries(document.fields).map(([key, field]) => [key, field.value]));
}

describe('residence-change-form', () => {
  const rows: readonly BuiltRow[] = [
    [[1000, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']],
    '',
    [[850, 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ']],
    'Kính gửi(1): Công an phường Ba Đình',
    '1. Họ, chữ đệm và tên: NGUYÊN VĂN MẪU',
    '2. Ngày, tháng, năm sinh: 15/02/1999     3. Giới tính: Nam',
    '4. Số định danh cá nhân: 0 0 1 0 9 9 9 0 0 1 1 7',
    '5. Số điện thoại liên hệ: 0912345678 6. Email: mau@example.vn',
    '7. Họ, chữ đệm và tên chủ hộ: TRẦN THỊ HẰNG 8. Mối quan hệ với chủ hộ: Con',
    '9. Số định danh cá nhân của chủ hộ: |0|0|1|1|7|1|9|0|0|0|1|2|',
    '10. Nội dung đề nghị(2): Đăng ký thường trú vào hộ của mẹ tại',
    'số 1 phố Mẫu, phường Ba Đình, thành phố Hà Nội',
    '11. Những thành viên trong hộ gia đình cùng thay đổi:',
    [
      [260, 'TT'],
      [400, 'Họ, chữ đệm và tên'],
      [1200, 'Ngày, tháng, năm sinh'],
      [1900, 'Giới tính'],
    ],
    [
      [260, '1'],
      [400, 'NGUYỄN THỊ HOA'],
      [1200, '01/01/2020'],
      [1900, 'Nữ'],
    ],
    '',
    [[1500, 'Hà Nội, ngày 01 tháng 02 năm 2026']],
    [
      [300, 'Ý KIẾN CỦA CHỦ HỘ'],
      [1600, 'NGƯỜI KÊ KHAI'],
    ],
  ];

  it('reads the form of 2023: boxed numbers, two labels to a line, a request over two lines, the table left out', () => {
    const document = readOne(buildPage(rows));
    expect(document.type).toBe('residence-change-form');
    expect(values(document)).toEqual({
      fullName: 'NGUYỄN VĂN MẪU',
      dateOfBirth: '1999-02-15',
      gender: 'Nam',
      citizenId: '001099900117',
      phone: '0912345678',
      householderName: 'TRẦN THỊ HẰNG',
      householderRelation: 'Con',
      householderId: '001171900012',
      request: 'Đăng ký thường trú vào hộ của mẹ tại số 1 phố Mẫu, phường Ba Đình, thành phố Hà Nội',
      signedOn: '2026-02-01',
    });
    expect(document.findings).toEqual([]);
  });

  it('is more certain of a number that agrees with birth date and sex than of a repaired name', () => {
    const { fields } = readOne(buildPage(rows));
    expect(fields.citizenId?.confidence).toBeGreaterThan(0.97);
    expect(fields.fullName?.confidence).toBeLessThan(fields.citizenId?.confidence ?? 0);
    expect(fields.fullName?.raw).toBe('NGUYÊN VĂN MẪU');
  });

  it('says where each value stands', () => {
    const { fields } = readOne(buildPage(rows, { index: 0 }));
    expect(fields.phone).toMatchObject({ source: 'ocr', page: 0 });
    expect(fields.phone?.box[1]).toBe(180 + 7 * 84);
  });

  it('reads labels whose letters the engine got wrong', () => {
    const damaged = rows.map((row) =>
      typeof row === 'string'
        ? row
            .replace('Họ, chữ đệm và tên:', 'Ho, chư đêm và tẽn:')
            .replace('Ngày, tháng, năm sinh', 'Ngảy, thảng, năm sính')
            .replace('Giới tính', 'Giớitính')
        : row,
    );
    expect(values(readOne(buildPage(damaged)))).toMatchObject({
      fullName: 'NGUYỄN VĂN MẪU',
      dateOfBirth: '1999-02-15',
      gender: 'Nam',
    });
  });

  it('reports a key field that is not there and invents nothing', () => {
    const document = readOne(buildPage(rows.filter((_, i) => i !== 5)));
    expect(document.fields).not.toHaveProperty('dateOfBirth');
    expect(document.findings.map((one) => `${one.code}:${one.field}`)).toEqual([
      'key-field-missing:dateOfBirth',
      'key-field-missing:gender',
    ]);
  });

  it('flags a number that contradicts birth year and sex, and trusts it less', () => {
    const wrong = rows.map((row) =>
      typeof row === 'string'
        ? row.replace('15/02/1999', '15/02/1989').replace('Giới tính: Nam', 'Giới tính: Nữ')
        : row,
    );
    const document = readOne(buildPage(wrong));
    expect(document.findings.map((one) => `${one.code}:${one.field}`)).toEqual([
      'citizen-id-birth-year-mismatch:citizenId',
      'citizen-id-gender-mismatch:citizenId',
    ]);
    expect(document.fields.citizenId?.confidence).toBeLessThan(0.975);
    expect(document.fields.dateOfBirth?.confidence).toBeLessThan(0.975);
  });
});

describe('birth-certificate', () => {
  const rows: readonly BuiltRow[] = [
    ...NATION,
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
        ...NATION,
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
    const page = buildPage([NATION[0] as BuiltRow, [[1050, 'GIẤY KHAI SINH']]]);
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
        ...NATION,
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

describe('marriage-certificate', () => {
  const expected = {
    wifeName: 'TRẦN THỊ MAI',
    wifeDateOfBirth: '1990-02-01',
    wifeId: '001190900022',
    husbandName: 'NGUYỄN VĂN BA',
    husbandDateOfBirth: '1988-04-03',
    husbandId: '001088900017',
    registeredAt: 'UBND phường Ba Đình',
    registeredOn: '2020-10-10',
  };
  const tail = ['Nơi đăng ký kết hôn: UBND phường Ba Đình', 'Ngày, tháng, năm đăng ký: 10/10/2020'];

  it.each([false, true])('reads two columns, lines joined across them or not (%s)', (splitCells) => {
    const document = readOne(
      buildPage(
        [
          ...NATION,
          [[1050, 'GIẤY CHỨNG NHẬN KẾT HÔN']],
          [[1100, 'Số: 12/2020']],
          [
            [260, 'Họ, chữ đệm, tên vợ:'],
            [1300, 'Họ, chữ đệm, tên chồng:'],
          ],
          [
            [260, 'TRẦN THỊ MAI'],
            [1300, 'NGUYỄN VĂN BA'],
          ],
          [
            [260, 'Ngày, tháng, năm sinh: 01/02/1990'],
            [1300, 'Ngày, tháng, năm sinh: 03/04/1988'],
          ],
          [
            [260, 'Dân tộc: Kinh Quốc tịch: Việt Nam'],
            [1300, 'Dân tộc: Kinh Quốc tịch: Việt Nam'],
          ],
          [
            [260, 'Nơi cư trú: Số 1, phố Mẫu,'],
            [1300, 'Nơi cư trú: Số 2,'],
          ],
          [
            [260, 'Hà Nội'],
            [1300, 'Hải Phòng'],
          ],
          [
            [260, 'Giấy tờ tùy thân: CCCD số'],
            [1300, 'Giấy tờ tùy thân: CCCD số'],
          ],
          [
            [260, '001190900022 cấp ngày 01/02/2021'],
            [1300, '001088900017 cấp ngày 01/02/2021'],
          ],
          ...tail,
        ],
        { splitCells },
      ),
    );
    expect(values(document)).toEqual({ certificateNumber: '12/2020', ...expected });
  });

  it('reads a table, labels broken over two lines', () => {
    const document = readOne(
      buildPage(
        [
          [[1050, 'TRÍCH LỤC KẾT HÔN']],
          [[1100, '(BẢN SAO)']],
          'Số: 05/TLKH-BS',
          [
            [330, 'Thông tin'],
            [1000, 'Vợ'],
            [1800, 'Chồng'],
          ],
          [
            [260, 'Họ, chữ đệm, tên'],
            [700, 'TRẦN THỊ MAI'],
            [1500, 'NGUYỄN VĂN BA'],
          ],
          [
            [260, 'Ngày, tháng,'],
            [700, '01/02/1990'],
            [1500, '03/04/1988'],
          ],
          [[260, 'năm sinh']],
          [
            [260, 'Giấy tờ tùy thân'],
            [700, 'CCCD số 001190900022'],
            [1500, 'CCCD số 001088900017'],
          ],
          [
            [700, 'cấp ngày 02/02/2021'],
            [1500, 'cấp ngày 02/02/2021'],
          ],
          'Đăng ký kết hôn tại: UBND phường Ba Đình',
          'Số: 15/2020, ngày 10 tháng 10 năm 2020',
        ],
        { splitCells: true },
      ),
    );
    expect(values(document)).toEqual({ certificateNumber: '05/TLKH-BS', ...expected });
  });

  it('reads one spouse after the other, husband first', () => {
    const document = readOne(
      buildPage([
        [[1050, 'GIẤY CHỨNG NHẬN KẾT HÔN']],
        'Họ và tên chồng: NGUYỄN VĂN BA',
        'Ngày, tháng, năm sinh: 03/04/1988',
        'Số CMND: 001088900017',
        'Họ và tên vợ: TRẦN THỊ MAI',
        'Ngày, tháng, năm sinh: 01/02/1990',
        'Số CMND: 001190900022',
        ...tail,
      ]),
    );
    expect(values(document)).toEqual(expected);
  });
});

describe('other certificates', () => {
  it('reads a marital-status confirmation and says when it has lapsed', () => {
    const document = readOne(
      buildPage([
        ...NATION,
        [
          [200, 'Số: 51/UBND-XNTTHN'],
          [1200, 'Ba Đình, ngày 08 tháng 5 năm 2025'],
        ],
        [[700, 'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN']],
        'Xét đề nghị của ông/bà Huỳnh Đức Quyết, về việc cấp Giấy xác nhận tình trạng hôn nhân,',
        [[1100, 'XÁC NHẬN:']],
        'Họ, chữ đệm, tên: HUỲNH ĐỨC QUYẾT',
        'Ngày, tháng, năm sinh: 19/01/2002',
        'Giới tính: Nam Dân tộc: Kinh Quốc tịch: Việt Nam',
        'Giấy tờ tùy thân: Căn cước công dân số 038202983934, Cục Cảnh sát cấp ngày 20/04/2022',
        'Nơi cư trú: Căn hộ 2816, chung cư Sông Đà, phường Ngọc Hà, thành phố Hà Nội',
        'Tình trạng hôn nhân: Chưa đăng ký kết hôn với ai',
        'Giấy này có giá trị sử dụng trong thời hạn 6 tháng, kể từ ngày cấp.',
        [[1500, 'NGƯỜI KÝ GIẤY XÁC NHẬN']],
      ]),
    );
    expect(values(document)).toEqual({
      certificateNumber: '51/UBND-XNTTHN',
      fullName: 'HUỲNH ĐỨC QUYẾT',
      dateOfBirth: '2002-01-19',
      gender: 'Nam',
      citizenId: '038202983934',
      address: 'Căn hộ 2816, chung cư Sông Đà, phường Ngọc Hà, thành phố Hà Nội',
      maritalStatus: 'Chưa đăng ký kết hôn với ai',
      issuedOn: '2025-05-08',
    });
    expect(document.findings.map((one) => one.code)).toEqual(['confirmation-expired']);
  });

  it('reads a land application: name before the birth year, the plot in one sentence, the serial', () => {
    const document = readOne(
      buildPage([
        [[900, 'ĐƠN ĐĂNG KÝ BIẾN ĐỘNG']],
        [[700, 'ĐẤT ĐAI, TÀI SẢN GẮN LIỀN VỚI ĐẤT']],
        'Kính gửi: Văn phòng đăng ký đất đai',
        '1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:',
        'a) Tên: NGUYỄN THỊ ẨN, sinh năm 1998',
        'b) Giấy tờ nhân thân/pháp nhân: CCCD số 052198939188, Cục Cảnh sát cấp ngày 16/07/2021',
        'c) Địa chỉ: Tổ 12, xã Mù Cang Chải, tỉnh Lào Cai',
        'd) Điện thoại liên hệ (nếu có): 0936019488 Hộp thư điện tử (nếu có):',
        '2. Nội dung biến động:',
        'Nhận thừa kế quyền sử dụng đất',
        'Thửa đất số: 489, tờ bản đồ số: 76, diện tích (m2): 1.957,2',
        'Địa chỉ thửa đất: xã Cổ Lễ, tỉnh Ninh Bình',
        '3. Giấy tờ liên quan đến nội dung biến động nộp kèm theo đơn này gồm có:',
        '(1) Giấy chứng nhận đã cấp, số phát hành: CS 41554162;',
        [[1500, 'Cổ Lễ, ngày 22 tháng 02 năm 2026']],
        [[1600, 'Người viết đơn']],
      ]),
    );
    expect(document.type).toBe('land-change-application');
    expect(values(document)).toEqual({
      fullName: 'NGUYỄN THỊ ẨN',
      citizenId: '052198939188',
      address: 'Tổ 12, xã Mù Cang Chải, tỉnh Lào Cai',
      plotNumber: '489',
      mapSheetNumber: '76',
      area: '1.957,2',
      certificateSerial: 'CS 41554162',
      change: 'Nhận thừa kế quyền sử dụng đất',
      signedOn: '2026-02-22',
    });
  });

  it('reads a household-business certificate, its latest change as the day of issue', () => {
    const document = readOne(
      buildPage([
        ...NATION,
        [[700, 'GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH']],
        [[800, 'Mã số hộ kinh doanh: 8789594867-001']],
        [[800, 'Đăng ký lần đầu, ngày 14 tháng 10 năm 2024']],
        [[700, 'Đăng ký thay đổi lần thứ 2, ngày 03 tháng 12 năm 2025']],
        '1. Tên hộ kinh doanh: QUÁN ĂN XUYẾN',
        '2. Địa chỉ trụ sở hộ kinh doanh: 2/43 đường Cách Mạng Tháng Tám, phường Ngọc Hà,',
        'thành phố Hà Nội',
        'Điện thoại: 0949106931 Fax:',
        '3. Ngành, nghề kinh doanh: Bán lẻ lương thực',
        '6. Thông tin về chủ hộ kinh doanh:',
        'Họ và tên: ĐINH NGỌC XUYẾN     Giới tính: Nữ',
        'Sinh ngày: 05/08/1998 Dân tộc: Kinh Quốc tịch: Việt Nam',
        'Số giấy tờ pháp lý của cá nhân: 091198905080',
        'Ngày cấp: 21/01/2023 Nơi cấp: Cục Cảnh sát',
      ]),
    );
    expect(values(document)).toEqual({
      businessName: 'QUÁN ĂN XUYẾN',
      businessCode: '8789594867-001',
      address: '2/43 đường Cách Mạng Tháng Tám, phường Ngọc Hà, thành phố Hà Nội',
      fullName: 'ĐINH NGỌC XUYẾN',
      dateOfBirth: '1998-08-05',
      gender: 'Nữ',
      citizenId: '091198905080',
      issuedOn: '2025-12-03',
    });
  });

  it('reads a death extract', () => {
    const document = readOne(
      buildPage([
        ...NATION,
        [
          [200, 'Số: 67/TLKT-BS'],
          [1300, 'Thạch Hà, ngày 03 tháng 12 năm 2025'],
        ],
        [[1000, 'TRÍCH LỤC KHAI TỬ']],
        'Họ, chữ đệm, tên: ĐỖ THỊ NGUYỆT',
        'Ngày, tháng, năm sinh: 1960',
        'Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam',
        'Giấy tờ tùy thân: Căn cước công dân số 001160970798',
        'Đã chết vào lúc: 15 giờ 07 phút, ngày 22 tháng 11 năm 2025',
        'Nơi chết: Bệnh viện Đa khoa tỉnh Hà Tĩnh',
        'Nguyên nhân chết: Tai biến mạch máu não',
        'Giấy báo tử/Giấy tờ thay thế số 75/GBT do Ủy ban nhân dân xã Thạch Hà cấp',
        'Đã được đăng ký khai tử tại: Ủy ban nhân dân xã Thạch Hà, tỉnh Hà Tĩnh',
        'Số: 67/2025 Ngày: 25/11/2025',
      ]),
    );
    expect(values(document)).toEqual({
      certificateNumber: '67/TLKT-BS',
      fullName: 'ĐỖ THỊ NGUYỆT',
      dateOfBirth: '1960',
      gender: 'Nữ',
      citizenId: '001160970798',
      diedOn: '2025-11-22',
      placeOfDeath: 'Bệnh viện Đa khoa tỉnh Hà Tĩnh',
      causeOfDeath: 'Tai biến mạch máu não',
      registeredOn: '2025-11-25',
    });
  });

  it('reads both parties of an authorisation letter', () => {
    const document = readOne(
      buildPage([
        [[1100, 'GIẤY ỦY QUYỀN']],
        'I. BÊN ỦY QUYỀN:',
        'Họ và tên: TRẦN VĂN HƯỞNG',
        'Số CCCD: 046046973073 Ngày cấp: 01/02/2022',
        'II. BÊN ĐƯỢC ỦY QUYỀN:',
        'Họ và tên: MỴ THỊ HƯƠNG',
        'Số CCCD: 034185910121',
        'III. NỘI DUNG ỦY QUYỀN:',
        'Nộp hồ sơ và nhận kết quả thay cho bên ủy quyền.',
        'IV. THỜI HẠN ỦY QUYỀN: Đến hết ngày 29/12/2026',
        [[1300, 'Cảnh Thụy, ngày 02 tháng 01 năm 2026']],
        [
          [300, 'BÊN ĐƯỢC ỦY QUYỀN'],
          [1600, 'BÊN ỦY QUYỀN'],
        ],
      ]),
    );
    expect(values(document)).toEqual({
      principalName: 'TRẦN VĂN HƯỞNG',
      principalId: '046046973073',
      agentName: 'MỴ THỊ HƯƠNG',
      agentId: '034185910121',
      content: 'Nộp hồ sơ và nhận kết quả thay cho bên ủy quyền',
      signedOn: '2026-01-02',
    });
  });

  it('checks the check digit of a company code', () => {
    const rows = (code: string): readonly BuiltRow[] => [
      [[700, 'GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP']],
      [[800, `Mã số doanh nghiệp: ${code}`]],
      'Tên công ty viết bằng tiếng Việt: CÔNG TY TNHH MẪU',
      '5. Người đại diện theo pháp luật của công ty',
      'Họ và tên: NGUYỄN MINH THẮNG',
      'Số giấy tờ pháp lý của cá nhân: 040079940921',
    ];
    const right = readOne(buildPage(rows('2899271721')));
    const wrong = readOne(buildPage(rows('2899271722')));
    expect(values(right)).toMatchObject({
      companyCode: '2899271721',
      companyName: 'CÔNG TY TNHH MẪU',
      representativeName: 'NGUYỄN MINH THẮNG',
      representativeId: '040079940921',
    });
    expect(right.findings).toEqual([]);
    expect(wrong.findings.map((one) => one.code)).toEqual(['company-code-check-digit']);
  });

  it('takes what the code of a health-insurance card holds, its name written in hexadecimal', () => {
    const name = [...new TextEncoder().encode('Nguyễn Thanh Oanh')]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    const text = `HT5380120012345|${name}|13/03/1953|2|4275c3b46e|07 - 296|01/01/2025|-|04/01/2025|x`;
    const document = readOne(
      buildPage([[[700, 'BẢO HIỂM XÃ HỘI VIỆT NAM']], [[700, 'THẺ BẢO HIỂM Y TẾ']], 'Họ và tên: NGUYỄN THANH OANH'], {
        codes: [{ format: 'QRCode', text, box: [10, 10, 80, 80] }],
      }),
    );
    expect(document.type).toBe('health-insurance-card');
    expect(values(document)).toEqual({
      insuranceNumber: 'HT5380120012345',
      fullName: 'NGUYỄN THANH OANH',
      dateOfBirth: '1953-03-13',
      gender: 'Nữ',
      validFrom: '2025-01-01',
    });
    expect(document.fields.fullName?.source).toBe('qr');
  });

  it('takes the code of a reception slip from its bar code', () => {
    const document = readOne(
      buildPage(
        [
          [[700, 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ']],
          'Mã hồ sơ: 000.34.37.H60-260505-3613',
          'Tiếp nhận hồ sơ của ông (bà): Trần Thị Mỹ',
          'Số căn cước/Hộ chiếu: 068186953728',
        ],
        {
          codes: [{ format: 'QRCode', text: '000.34.37.H60-260505-3673', box: [10, 10, 80, 80] }],
        },
      ),
    );
    expect(document.fields.dossierCode).toMatchObject({ value: '000.34.37.H60-260505-3673', source: 'qr' });
    expect(values(document)).toMatchObject({ fullName: 'Trần Thị Mỹ', citizenId: '068186953728' });
  });
});
