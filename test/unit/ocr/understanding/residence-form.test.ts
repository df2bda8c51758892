import { describe, expect, it } from 'vitest';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';
import { readOne, values } from '../../../helpers/read-papers.ts';

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
