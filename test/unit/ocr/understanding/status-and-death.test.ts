import { describe, expect, it } from 'vitest';
import { buildPage } from '../../../helpers/page-builder.ts';
import { LETTERHEAD, readOne, values } from '../../../helpers/read-papers.ts';

describe('confirmations and extracts', () => {
  it('reads a marital-status confirmation and says when it has lapsed', () => {
    const document = readOne(
      buildPage([
        ...LETTERHEAD,
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

  it('reads a death extract', () => {
    const document = readOne(
      buildPage([
        ...LETTERHEAD,
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
});
