import { describe, expect, it } from 'vitest';
import type { EngineLine } from '../../../../ocr/engines/engine.ts';
import { settleCase } from '../../../../ocr/steps/letter-case.ts';

function settled(text: string): string {
  const words = text.split(' ').map((word) => ({ text: word, box: [0, 0, 1, 1] as const, confidence: 1 }));
  const lines: readonly EngineLine[] = settleCase([{ words, box: [0, 0, 1, 1], confidence: 1 }]);
  return lines[0]!.words.map((word) => word.text).join(' ');
}

describe('settleCase', () => {
  it.each([
    ['Độc lập - TỰ do - Hạnh phúc', 'Độc lập - Tự do - Hạnh phúc'],
    ['NgƯời sỬ dỤng đất', 'Người sử dụng đất'],
    ['tỜ bản đỒ sỐ', 'tờ bản đồ số'],
    ['HỒ Chí Minh', 'Hồ Chí Minh'],
    ['cưỚc/Hộ chiếu', 'cước/Hộ chiếu'],
    ['ỦY BAN NHâN DâN', 'ỦY BAN NHâN DâN'],
  ])('%s', (read, text) => {
    expect(settled(read)).toBe(text);
  });

  it.each([
    'CỤC TRƯỞNG CỤC CẢNH SÁT',
    'SỞ TÀI CHÍNH',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'NGUYỄN VŨ',
    'ông Vũ Văn Ơ',
    'QĐ-UBND 10/CP TP. Hồ Chí Minh',
    'cơ sở số 2 CS',
    'SỐ: 29/TLKS-BS',
    'Số CCCD: 001222900117',
    'Số: 73/2024 BẢN SAO',
    'SỐ 177324528',
  ])('leaves %s', (text) => {
    expect(settled(text)).toBe(text);
  });
});
