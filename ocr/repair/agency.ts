import { compareKey, stripDiacritics } from '../../common/domain/vietnamese-text.ts';

/** Names with which letterheads begin. */
const STARTS = [
  'UBND',
  'ỦY BAN NHÂN DÂN',
  'SỞ TÀI CHÍNH',
  'SỞ KẾ HOẠCH VÀ ĐẦU TƯ',
  'SỞ TƯ PHÁP',
  'SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG',
  'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
  'CÔNG AN',
  'BỘ PHẬN MỘT CỬA',
  'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
  'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG',
  'PHÒNG ĐĂNG KÝ KINH DOANH',
  'PHÒNG TÀI CHÍNH - KẾ HOẠCH',
  'PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ',
  'PHÒNG KINH TẾ',
  'VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI',
  'CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI',
] as const;
/** Kinds of places that follow them. */
const UNITS = ['THÀNH PHỐ', 'THỊ TRẤN', 'THỊ XÃ', 'ĐẶC KHU', 'TỈNH', 'HUYỆN', 'QUẬN', 'PHƯỜNG', 'XÃ'] as const;

/** Letters without marks; capitals with the marks misread stay the same. */
function bare(text: string): string {
  return stripDiacritics(text)
    .toUpperCase()
    .replace(/[^A-Z]+/gu, ' ')
    .trim();
}

/** The words at the start of a text that equal one of the names but for marks; the longest wins. */
function known(words: readonly string[], names: readonly string[]): readonly [count: number, name: string] | null {
  const found = names
    .map((name) => [name.split(' ').length, name] as const)
    .filter(([count, name]) => bare(words.slice(0, count).join(' ')) === bare(name))
    .sort((a, b) => b[0] - a[0]);
  return found[0] ?? null;
}

/** The printed words unless they differ from the name in more than where the tone stands. */
function settle(words: readonly string[], name: string): string {
  const printed = words.join(' ');
  return compareKey(printed) === compareKey(name) ? printed : name;
}

/**
 * The name of an agency in capitals, its fixed words with their marks: TÍNH for TỈNH. Names of places stay as read.
 *
 * @returns the name and how many parts of it were changed
 */
export function repairAgency(text: string): { readonly value: string; readonly changes: number } {
  const words = text.split(' ');
  const start = known(words, STARTS);
  if (start === null) return { value: text, changes: 0 };
  const head = words.slice(0, start[0]);
  const rest = words.slice(start[0]);
  const unit = known(rest, UNITS);
  const parts = [
    settle(head, start[1]),
    ...(unit === null ? rest : [settle(rest.slice(0, unit[0]), unit[1]), ...rest.slice(unit[0])]),
  ];
  const value = parts.join(' ');
  const changed = value.split(' ').filter((word, i) => word !== words[i]).length;
  return { value, changes: changed };
}
