import { describe, expect, it } from 'vitest';
import { buildPage } from '../../../helpers/page-builder.ts';
import { readOne, values } from '../../../helpers/read-papers.ts';

describe('land papers', () => {
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
});
