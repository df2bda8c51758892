import { compareKey, stripDiacritics } from '../../common/domain/vietnamese-text.ts';

/** Surnames by how often they are met: the first list covers about nine people in ten. */
const COMMON_SURNAMES =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Đinh Lâm Mai Trịnh Trương Tô Tạ Hà Cao Châu Chu Lương Lưu Phùng';
const RARE_SURNAMES =
  'Quách Thái Tăng Thạch Sơn Kim Vương Nghiêm Nông Ma Lò Vi Vàng Giàng Sùng Thào Hứa La Lục Mạc Mạch Nhữ Ninh Ông Quan Tiêu Tống Triệu Trình Từ Văn Viên Vòng Âu Bạch Bành Bế Biện Bồ Cái Cam Cấn Chung Chử Cù Cung Danh Diệp Doãn Đàm Đan Đái Điền Điểu Đồng Đổng Đường Giáp Hạ Hàn Hầu Hoa Kiều Khổng Khuất Khúc Khương Kha Liêu Liễu Lại Lã Lữ Lộc Lư Mã Mẫn Mông Nhan Ngụy Nhâm Phí Phó Phương Phú Quản Sái Sầm Tất Thân Thẩm Thi Thiều Thịnh Tòng Trang Trà Trầm Ung Uông Ứng Vạn Vừ Hờ Mùa Lầu Cà Quàng Bàn Chảo Phàn Tẩn Lù Đèo Cầm Điêu Hạng Cứ Ly Siu Ksor Nay Phùng Lường Lỳ Tráng Thân Bạc Cồ Đậu Đôn Giang Hán Hoa Khiếu Lê Lô Long Luyện Lương Mẫu Nghê Ngân Ngũ Nhiêu Oanh Phạm Phù Quế Quyền Si Sử Tào Thới Thôi Tiền Tiết Tòng Tôn Trà Trác Triều Trưng Vì Vĩnh Xa Yên Chế Mỵ Tôn Hồng Khoa Kỷ Phó Sỳ Tưởng Ưng Vưu Vũ Xin';

/** Middle and given names; a syllable that is missing here is not wrong, only less expected. */
const GIVEN =
  'Thị Văn Hữu Đức Ngọc Minh Thanh Quang Xuân Thu Kim Hồng Bích Thúy Thùy Phương Mai Lan Hoa Hương Huệ Hằng Hạnh Hiền Hòa Hoà Hải Hà Hùng Hưng Huy Hoàng Hoàn Hiếu Hiệp Hậu Hân Hảo Hào Hiển Hoan Hoạt Học Hội Hợp Huân Huấn Huyền Huỳnh Hường An Anh Ân Ái Ánh Ẩn Âu Ba Bá Bạch Bảo Bằng Bắc Biên Bình Bính Bửu Bân Bốn Cảnh Cao Cầm Cẩm Cần Cát Chánh Châu Chi Chí Chiến Chính Chinh Chung Chương Chuyên Công Cúc Cường Cương Dân Danh Dao Diễm Diệp Diệu Dinh Doanh Du Dung Duy Duyên Dũng Dương Đại Đan Đào Đạo Đạt Đăng Đằng Đặng Điền Điệp Định Đình Đoan Đoàn Đô Đồng Độ Đông Đính Đường Gấm Gia Giang Giáp Giao Giàu Hai Hiên Hiệu Hinh Hoài Hòe Huê Khá Khả Khai Khải Khang Khanh Khánh Khiêm Khiết Khoa Khoái Khôi Khuê Khương Kha Kiên Kiều Kiệt Kỳ Kính Kiểm Lai Lài Lam Lâm Lân Lanh Lành Lập Lê Lệ Lễ Liêm Liên Liễu Linh Loan Loát Lộc Lợi Long Lụa Luân Luận Lực Lương Lượng Lưu Luyến Luyện Lựu Ly Lý Lạc Lưỡng Mạnh Mậu Mẫn Mến Miên Mơ Mùi Mừng Muội My Mỹ Mỵ Na Nam Năm Nga Ngà Ngân Nghĩa Nghiêm Nghị Nguyên Nguyệt Nguyễn Nhã Nhàn Nhân Nhất Nhật Nhi Nhị Nhiên Nho Nhu Nhung Như Nhựt Nở Ninh Nương Nụ Oanh Oánh Phan Phát Phấn Phi Phong Phú Phúc Phụng Phùng Phước Phượng Quân Quảng Quế Quốc Quí Quý Quyên Quyền Quyết Quỳnh Sang Sáng Sao Sáu Sâm Sen Sinh Soạn Song Sơn Sương Sửu Sự Sỹ Sĩ Tài Tám Tám Tân Tấn Tâm Tần Thạch Thái Thảo Thắm Thăng Thắng Thân Thành Thạnh Thao Thế Thêm Thi Thiên Thiện Thiết Thiệu Thịnh Thọ Thoa Thoại Thơ Thơm Thông Thống Thới Thu Thuần Thuận Thục Thủy Thụy Thuý Thuỷ Thuỳ Thư Thường Thương Thược Thưởng Thức Tiên Tiến Tiệp Tín Tình Tính Tịnh Toàn Toán Toản Tố Tôn Tới Trà Trang Trâm Trân Trí Triết Triều Triệu Trinh Trình Trọng Trúc Trung Trực Trường Trước Tú Tuân Tuấn Tùng Tuyên Tuyến Tuyền Tuyết Tuyển Tường Tươi Tư Tước Tỵ Từ Uyên Út Vân Vấn Vi Viên Viễn Việt Vinh Vĩnh Vịnh Võ Vũ Vui Vượng Vương Vy Vỹ Xoan Xuyên Xuyến Ý Yên Yến Nhẫn Nhuận Quyến Trưởng Chuẩn Khuyên Ngọ Hiến Khắc Bưởi Chuyền Vẻ Đẳng Dậu Tuất Hợi Thân Tí Hưởng Rộng Nữ Khởi Của A Mận Lượt Thêu Thoan Thà Thuyết Thuyên Tuệ Tuy Viện Vọng Xứng Ngát Ngần Ngôn Nhuần Nhượng Nhẹ Nhài Nhớ Lớn Gái Trai Cả Quýnh Rạng Sắc Tảo Tặng Thạo Thập Thấm Thể Thơi Thuyền Tiềm Tiếp Tụ Vang Vĩ Xinh Xướng Đang Đảng Đậu Đẹp Đôn Được Đương Ấm Én Ích Khiển Liệu Lĩnh Lịch Lũy Miền Mịn Nghi Nghiệp Nguyện Nhường Niệm Phán Phiên Phu Phủ Quyển Sử Nết Đức Hiệp Đệ Thìn Mão Tý Dần Ngữ Đài Hồ Hoè Cử Nhàn Phận Điểm Bảy Chín Mười Tư Lãm Kiếm Chức Mẫu Huynh Thắm Nhâm Sửu Ngoan Hậu Huề Khoát Viết Đắc Tất Bội Cẩn Chuyển Cơ Diên Đản Đạm Gương Hiểu Kế Kiện Kỷ Liệt Lệnh Mạc Mộng Mộc Nhạn Nhạc Ngạn Nhuệ Oai Phẩm Sách Tạo Tạ Tháp Thiêm Thuấn Thứ Tịch Toại Trác Trạch Tráng Trứ Tự Uy Uẩn Ưng Xoa Xương Doãn Thúc Bút Chúc Chuông Cõi Dịu Đán Đoá Giỏi Hạ Hanh Hồi Huyến Khuyến Khảm Khê Lánh Luật Mây Mẹo Ngoãn Ngỡi Nhịn Phiến Phàn Sỏi Sum Thẩm Thiểu Thổ Tơ Tụy Vàng Vị Vệ Xạ Yêm Ơn';

/** Ethnic groups as forms print them. */
const ETHNICITIES =
  'Kinh|Tày|Thái|Mường|Khmer|Khơ Me|Hoa|Nùng|Mông|HMông|H’Mông|Dao|Gia Rai|Ê Đê|Ba Na|Sán Chay|Chăm|Cơ Ho|Xơ Đăng|Sán Dìu|Hrê|Raglai|Ra Glai|Mnông|M’Nông|Thổ|Xtiêng|Khơ Mú|Bru - Vân Kiều|Cơ Tu|Giáy|Tà Ôi|Mạ|Giẻ Triêng|Co|Chơ Ro|Xinh Mun|Hà Nhì|Chu Ru|Lào|La Chí|Kháng|Phù Lá|La Hủ|La Ha|Pà Thẻn|Lự|Ngái|Chứt|Lô Lô|Mảng|Cơ Lao|Bố Y|Cống|Si La|Pu Péo|Rơ Măm|Brâu|Ơ Đu|Cao Lan|Sán Chỉ';

/** Ways to write one plain key with marks, most common first. */
export type Gazetteer = ReadonlyMap<string, readonly string[]>;

function gather(entries: readonly string[]): Gazetteer {
  const found = new Map<string, string[]>();
  for (const entry of entries) {
    const plain = plainKey(entry);
    const forms = found.get(plain) ?? [];
    const form = compareKey(entry);
    if (!forms.includes(form)) forms.push(form);
    found.set(plain, forms);
  }
  return found;
}

/** Lower case without diacritics. */
export function plainKey(text: string): string {
  return stripDiacritics(text).toLowerCase();
}

export const SURNAMES: Gazetteer = gather(`${COMMON_SURNAMES} ${RARE_SURNAMES}`.split(' '));
export const COMMON_SURNAME_KEYS: ReadonlySet<string> = new Set(COMMON_SURNAMES.split(' ').map(compareKey));
export const GIVEN_NAMES: Gazetteer = gather(GIVEN.split(' '));
export const ETHNIC_GROUPS: readonly string[] = ETHNICITIES.split('|');

/** True when the syllable, marks included, is in the list. */
export function isListed(gazetteer: Gazetteer, syllable: string): boolean {
  return gazetteer.get(plainKey(syllable))?.includes(compareKey(syllable)) ?? false;
}

/** Nationalities met at a counter; any other stays as read. */
export const NATIONALITIES: readonly string[] = [
  'Việt Nam',
  'Trung Quốc',
  'Đài Loan',
  'Hàn Quốc',
  'Nhật Bản',
  'Lào',
  'Campuchia',
  'Hoa Kỳ',
  'Mỹ',
  'Pháp',
  'Đức',
  'Anh',
  'Nga',
  'Úc',
  'Canada',
  'Singapore',
  'Thái Lan',
  'Malaysia',
  'Ấn Độ',
];
