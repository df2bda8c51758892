/** Words for administrative units, before their names. */
const UNIT = '(?:tỉnh|huyện|quận|thành phố|thị xã|thị trấn|xã|phường|đặc khu)';
/** Words with which the smaller parts of an address begin. */
const DETAIL =
  '(?:[Ss]ố|[Tt]ổ|[Tt]hôn|[Xx]óm|[Ấấ]p|[Bb]ản|[Kk]hu|[Đđ]ội|[Ll]àng|[Kk]hóm|[Kk]hối|[Bb]uôn|[Nn]gõ|[Hh]ẻm|[Đđ]ường|[Pp]hố|[Cc]ăn hộ)';

/** The space between the name of one place and the word for the next, larger one. */
const JOINT = new RegExp(
  `(?<=(?:(?:^|[\\s,])(?:${UNIT}|${DETAIL})\\s|(?:^|, )\\d)[^,]*(?:(?<!\\p{L})\\p{Lu}\\p{Ll}*|\\d)) (?=${UNIT} [\\p{Lu}\\d])`,
  'gu',
);

/**
 * Puts the commas back that stand between the places of an address, from small to large, and are lost in faint print
 * ("phường Đằng Giang quận Ngô Quyền"). Only after what is surely a place: "Bệnh viện Nhi tỉnh Thanh Hóa" stays.
 */
export function restorePlaceCommas(text: string): string {
  return text.replace(JOINT, ', ');
}
