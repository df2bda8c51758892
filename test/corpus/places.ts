import type { IsoDate } from './dates.ts';
import type { Random } from './random.ts';

/** One commune before and after 01/07/2025. Names are real; streets and house numbers are invented. */
interface Commune {
  /** Prefix of citizen numbers of the province before the merger. */
  readonly prefix: string;
  readonly old: readonly [commune: string, district: string, province: string];
  readonly now: readonly [commune: string, province: string];
  readonly rural: boolean;
}

const C = (prefix: string, old: Commune['old'], now: Commune['now'], rural = false): Commune => ({
  prefix,
  old,
  now,
  rural,
});

const COMMUNES: readonly Commune[] = [
  C('001', ['Phường Ngọc Hà', 'Quận Ba Đình', 'Thành phố Hà Nội'], ['Phường Ngọc Hà', 'Thành phố Hà Nội']),
  C('001', ['Phường Nghĩa Đô', 'Quận Cầu Giấy', 'Thành phố Hà Nội'], ['Phường Nghĩa Đô', 'Thành phố Hà Nội']),
  C('001', ['Xã Phù Đổng', 'Huyện Gia Lâm', 'Thành phố Hà Nội'], ['Xã Phù Đổng', 'Thành phố Hà Nội'], true),
  C('079', ['Phường Bến Nghé', 'Quận 1', 'Thành phố Hồ Chí Minh'], ['Phường Sài Gòn', 'Thành phố Hồ Chí Minh']),
  C(
    '079',
    ['Phường Hiệp Bình Chánh', 'Thành phố Thủ Đức', 'Thành phố Hồ Chí Minh'],
    ['Phường Hiệp Bình', 'Thành phố Hồ Chí Minh'],
  ),
  C(
    '079',
    ['Xã Vĩnh Lộc A', 'Huyện Bình Chánh', 'Thành phố Hồ Chí Minh'],
    ['Xã Vĩnh Lộc', 'Thành phố Hồ Chí Minh'],
    true,
  ),
  C('048', ['Phường Hải Châu I', 'Quận Hải Châu', 'Thành phố Đà Nẵng'], ['Phường Hải Châu', 'Thành phố Đà Nẵng']),
  C('031', ['Phường Đằng Giang', 'Quận Ngô Quyền', 'Thành phố Hải Phòng'], ['Phường Gia Viên', 'Thành phố Hải Phòng']),
  C('092', ['Phường An Khánh', 'Quận Ninh Kiều', 'Thành phố Cần Thơ'], ['Phường Tân An', 'Thành phố Cần Thơ']),
  C('038', ['Xã Hoằng Lộc', 'Huyện Hoằng Hóa', 'Tỉnh Thanh Hóa'], ['Xã Hoằng Lộc', 'Tỉnh Thanh Hóa'], true),
  C('038', ['Phường Điện Biên', 'Thành phố Thanh Hóa', 'Tỉnh Thanh Hóa'], ['Phường Hạc Thành', 'Tỉnh Thanh Hóa']),
  C('040', ['Xã Diễn Thịnh', 'Huyện Diễn Châu', 'Tỉnh Nghệ An'], ['Xã Diễn Châu', 'Tỉnh Nghệ An'], true),
  C('040', ['Thị trấn Mường Xén', 'Huyện Kỳ Sơn', 'Tỉnh Nghệ An'], ['Xã Mường Xén', 'Tỉnh Nghệ An'], true),
  C('042', ['Xã Thạch Đài', 'Huyện Thạch Hà', 'Tỉnh Hà Tĩnh'], ['Xã Thạch Hà', 'Tỉnh Hà Tĩnh'], true),
  C('034', ['Xã Quỳnh Hồng', 'Huyện Quỳnh Phụ', 'Tỉnh Thái Bình'], ['Xã Quỳnh Phụ', 'Tỉnh Hưng Yên'], true),
  C('036', ['Thị trấn Cổ Lễ', 'Huyện Trực Ninh', 'Tỉnh Nam Định'], ['Xã Cổ Lễ', 'Tỉnh Ninh Bình'], true),
  C(
    '030',
    ['Phường Cẩm Thượng', 'Thành phố Hải Dương', 'Tỉnh Hải Dương'],
    ['Phường Lê Thanh Nghị', 'Thành phố Hải Phòng'],
  ),
  C('024', ['Xã Hương Gián', 'Huyện Yên Dũng', 'Tỉnh Bắc Giang'], ['Phường Cảnh Thụy', 'Tỉnh Bắc Ninh'], true),
  C('027', ['Phường Võ Cường', 'Thành phố Bắc Ninh', 'Tỉnh Bắc Ninh'], ['Phường Võ Cường', 'Tỉnh Bắc Ninh']),
  C('015', ['Xã Mồ Dề', 'Huyện Mù Cang Chải', 'Tỉnh Yên Bái'], ['Xã Mù Cang Chải', 'Tỉnh Lào Cai'], true),
  C('011', ['Xã Mường Phăng', 'Thành phố Điện Biên Phủ', 'Tỉnh Điện Biên'], ['Xã Mường Phăng', 'Tỉnh Điện Biên'], true),
  C('046', ['Phường Vỹ Dạ', 'Thành phố Huế', 'Tỉnh Thừa Thiên Huế'], ['Phường Vỹ Dạ', 'Thành phố Huế']),
  C('049', ['Phường Minh An', 'Thành phố Hội An', 'Tỉnh Quảng Nam'], ['Phường Hội An', 'Thành phố Đà Nẵng']),
  C('052', ['Xã Nhơn Lý', 'Thành phố Quy Nhơn', 'Tỉnh Bình Định'], ['Phường Quy Nhơn Đông', 'Tỉnh Gia Lai'], true),
  C('056', ['Phường Vĩnh Nguyên', 'Thành phố Nha Trang', 'Tỉnh Khánh Hòa'], ['Phường Nha Trang', 'Tỉnh Khánh Hòa']),
  C('066', ['Xã Ea Kpam', "Huyện Cư M'gar", 'Tỉnh Đắk Lắk'], ['Xã Quảng Phú', 'Tỉnh Đắk Lắk'], true),
  C('068', ['Phường 9', 'Thành phố Đà Lạt', 'Tỉnh Lâm Đồng'], ['Phường Lâm Viên - Đà Lạt', 'Tỉnh Lâm Đồng']),
  C('075', ['Phường Trảng Dài', 'Thành phố Biên Hòa', 'Tỉnh Đồng Nai'], ['Phường Trảng Dài', 'Tỉnh Đồng Nai']),
  C('074', ['Phường Dĩ An', 'Thành phố Dĩ An', 'Tỉnh Bình Dương'], ['Phường Dĩ An', 'Thành phố Hồ Chí Minh']),
  C('080', ['Xã Đức Hòa Thượng', 'Huyện Đức Hòa', 'Tỉnh Long An'], ['Xã Đức Hòa', 'Tỉnh Tây Ninh'], true),
  C('082', ['Xã Mỹ Đức Tây', 'Huyện Cái Bè', 'Tỉnh Tiền Giang'], ['Xã Mỹ Đức Tây', 'Tỉnh Đồng Tháp'], true),
  C('083', ['Xã Quới Thành', 'Huyện Châu Thành', 'Tỉnh Bến Tre'], ['Xã Phú Túc', 'Tỉnh Vĩnh Long'], true),
  C('091', ['Phường Dương Đông', 'Thành phố Phú Quốc', 'Tỉnh Kiên Giang'], ['Đặc khu Phú Quốc', 'Tỉnh An Giang']),
  C('096', ['Thị trấn Năm Căn', 'Huyện Năm Căn', 'Tỉnh Cà Mau'], ['Xã Năm Căn', 'Tỉnh Cà Mau'], true),
];

const STREETS = [
  'Trần Hưng Đạo',
  'Lê Lợi',
  'Nguyễn Huệ',
  'Hoàng Hoa Thám',
  'Lý Thường Kiệt',
  'Điện Biên Phủ',
  'Phan Đình Phùng',
  'Hùng Vương',
  'Ngô Quyền',
  'Đặng Thai Mai',
  'Huỳnh Thúc Kháng',
  'Nguyễn Thị Minh Khai',
  'Bà Triệu',
  'Cách Mạng Tháng Tám',
  'Đoàn Thị Điểm',
  'Tôn Đức Thắng',
] as const;
const HAMLETS = [
  'Thôn Đông',
  'Thôn Đoài',
  'Xóm Bãi',
  'Thôn Yên Mỹ',
  'Ấp Mỹ Phú',
  'Ấp Bình Hữu 2',
  'Bản Huổi Thum',
  'Bản Nà Nhạn',
  'Thôn Hạ',
  'Xóm 7',
  'Tổ 12',
  'Thôn Phượng Lĩnh',
  'Khối Hòa Bắc',
  'Buôn Sut',
  'Thôn Quỳnh Ngọc',
] as const;

/** First day on which addresses have two levels. */
const TWO_LEVELS_FROM = '2025-07-01';

export interface Place {
  readonly prefix: string;
  /** House, street or hamlet. */
  readonly detail: string;
  readonly commune: Commune;
}

/** @param prefix only places whose citizens' numbers begin so */
export function makePlace(random: Random, prefix?: string): Place {
  const commune = random.pick(COMMUNES.filter((candidate) => prefix === undefined || candidate.prefix === prefix));
  const detail = commune.rural
    ? random.pick(HAMLETS)
    : random.pick([
        `Số ${random.int(1, 320)} ${random.pick(STREETS)}`,
        `Số ${random.int(1, 90)}, ngõ ${random.int(2, 250)} ${random.pick(STREETS)}`,
        `${random.int(1, 400)}/${random.int(1, 60)} đường ${random.pick(STREETS)}`,
        `Tổ ${random.int(1, 40)}`,
        `Căn hộ ${random.int(2, 32)}${random.pick(['05', '08', '12', '16'])}, chung cư ${random.pick(['Hòa Bình', 'An Phú', 'Sông Đà', 'Mỹ Đình'])}`,
      ]);
  return { prefix: commune.prefix, detail, commune };
}

/** Units from small to large in the names valid on a day. */
export function units(place: Place, on: IsoDate): readonly string[] {
  return on < TWO_LEVELS_FROM ? place.commune.old : place.commune.now;
}

/** Full address as forms print it: "Thôn Đông, xã Hoằng Lộc, huyện Hoằng Hóa, tỉnh Thanh Hóa". */
export function addressOf(place: Place, on: IsoDate): string {
  return [place.detail, ...units(place, on).map(lowerUnit)].join(', ');
}

/** Address as citizen cards print it, without the words for the unit: "Thôn Đông, Hoằng Lộc, Hoằng Hóa, Thanh Hóa". */
export function cardAddressOf(place: Place, on: IsoDate): string {
  return [place.detail, ...units(place, on).map(bareUnit)].join(', ');
}

/** Commune and larger units without house or street: home places. */
export function hometownOf(place: Place, on: IsoDate): string {
  return units(place, on).map(lowerUnit).join(', ');
}

export function cardHometownOf(place: Place, on: IsoDate): string {
  return units(place, on).map(bareUnit).join(', ');
}

/** "xã Hoằng Lộc" */
export function lowerUnit(unit: string): string {
  return unit.charAt(0).toLocaleLowerCase('vi') + unit.slice(1);
}

/** "Hoằng Lộc"; numbered units keep their word: "Quận 1". */
export function bareUnit(unit: string): string {
  const bare = unit.replace(/^(Thành phố|Thị trấn|Đặc khu|Phường|Quận|Huyện|Tỉnh|Xã) /u, '');
  return /^\d+$/.test(bare) ? unit : bare === 'Hồ Chí Minh' ? 'TP. Hồ Chí Minh' : bare;
}
