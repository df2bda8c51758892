import { describe, expect, it } from 'vitest';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';
import { LETTERHEAD, readOne, values } from '../../../helpers/read-papers.ts';

describe('business papers', () => {
  it('reads a household-business certificate, its latest change as the day of issue', () => {
    const document = readOne(
      buildPage([
        ...LETTERHEAD,
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
});
