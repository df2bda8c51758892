import { describe, expect, it } from 'vitest';
import type { EngineLine, EngineWord } from '../../../../ocr/engines/engine.ts';
import { settleWords } from '../../../../ocr/steps/settle-words.ts';

type Doubts = Readonly<Record<string, readonly [own: number, other: string, likelihood: number]>>;

/** A line whose words stand side by side; letters named in `doubts` may be others too. */
function lineOf(text: string, doubts: Doubts = {}): EngineLine {
  const words = text.split(' ').map((word, i): EngineWord => {
    const symbols = [...word].map((letter) => {
      const [confidence = 1, other, likelihood = 0] = doubts[letter] ?? [];
      const others = other === undefined ? [] : [{ text: other, confidence: likelihood }];
      return { text: letter, left: 0, right: 1, confidence, others };
    });
    return { text: word, box: [i * 100, 0, 20 * symbols.length, 30], confidence: 0.9, symbols };
  });
  return { words, box: [0, 0, 1, 1], confidence: 0.9 };
}

function settled(text: string, doubts: Doubts = {}): string {
  return settleWords([lineOf(text, doubts)])[0]!
    .words.map((word) => word.text)
    .join(' ');
}

describe('settleWords', () => {
  it.each<[string, Doubts, string]>([
    ['ngày 16 thóng 11', { ó: [0.93, 'á', 0.064] }, 'ngày 16 tháng 11'],
    ['MÃU', { Ã: [0.7, 'Ẫ', 0.29] }, 'MẪU'],
    ['Đăng ký thay đối lần', { ố: [0.78, 'ổ', 0.215] }, 'Đăng ký thay đổi lần'],
    ['THẺ BẢO HIỀM Y TẾ', { Ề: [0.95, 'Ể', 0.011] }, 'THẺ BẢO HIỂM Y TẾ'],
    ['II. NỘI DỤNG ỦY QUYỀN:', { Ụ: [0.59, 'U', 0.39] }, 'II. NỘI DUNG ỦY QUYỀN:'],
    ['theo phóp luật', {}, 'theo pháp luật'],
    ['Họ tên: NGUYÊN THỊ BÉ ĐÀO', {}, 'Họ tên: NGUYỄN THỊ BÉ ĐÀO'],
    ['tên: TRẤN VĂN AN', { Ấ: [0.8, 'Ầ', 0.2] }, 'tên: TRẦN VĂN AN'],
    ['LÊ VĂN HƯỚNG', { Ớ: [0.87, 'Ở', 0.11] }, 'LÊ VĂN HƯỞNG'],
    ['IÁM ĐỐC', {}, 'GIÁM ĐỐC'],
    ['HỘ INH DOANH', {}, 'HỘ KINH DOANH'],
    ['Iv. Những thay đổi', {}, 'IV. Những thay đổi'],
    ['xã Cư M9gar', {}, "xã Cư M'gar"],
  ])('%s with %j is %s', (read, doubts, text) => {
    expect(settled(read, doubts)).toBe(text);
  });

  it.each<[string, Doubts]>([
    ['Mã nơi đối tượng sinh sống', { ố: [0.9, 'ổ', 0.1] }],
    ['QUYỀN SỬ DỤNG ĐẤT', { Ụ: [0.6, 'U', 0.39] }],
    ['Bùi Văn Đăng', { ă: [0.6, 'ẳ', 0.39] }],
    ['xã Pơơ Xin, số 11/ĐK', {}],
    ['huyện Thái Nguyên Văn Bàn', {}],
    ['GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH', {}],
    ['TỜ KHAI ĐĂNG KÝ KHAI SINH', {}],
    ['NGUYÊN NHÂN CHẾT', {}],
    ['LÊ VĂN HƯỚNG', { Ớ: [0.97, 'Ở', 0.02] }],
    ['VŨ THẾ NHỰT', { Ế: [0.74, 'Ể', 0.23] }],
    ['Place of birth', { e: [0.5, 'ê', 0.3] }],
  ])('leaves %s', (read, doubts) => {
    expect(settled(read, doubts)).toBe(read);
  });

  it('names what was read no longer, and keeps each symbol in step with its letter', () => {
    const [line] = settleWords([lineOf('thóng', { ó: [0.93, 'á', 0.064] })]);
    expect(line!.words[0]!.symbols!.map((symbol) => symbol.text).join('')).toBe('tháng');
    expect(line!.words[0]!.symbols![2]!.others).toEqual([]);
  });

  it('keeps what was read as a candidate where it is a word too', () => {
    const [line] = settleWords([lineOf('LÊ VĂN HƯỚNG', { Ớ: [0.87, 'Ở', 0.11] })]);
    expect(line!.words[2]!.symbols![2]).toMatchObject({ text: 'Ở', others: [{ text: 'Ớ', confidence: 0.87 }] });
  });

  it('trusts a word less of which only a part was read', () => {
    const [line] = settleWords([lineOf('IÁM ĐỐC')]);
    expect(line!.words.map((word) => word.confidence)).toEqual([0.6, 0.9]);
  });

  it('joins the raised 2 of square metres and leaves a number that stands apart', () => {
    const words = (gap: number): EngineLine => ({
      words: [
        { text: '411', box: [0, 0, 60, 30], confidence: 0.9 },
        { text: 'm', box: [70, 10, 30, 20], confidence: 0.9 },
        { text: '2', box: [100 + gap, 0, 12, 15], confidence: 0.8 },
      ],
      box: [0, 0, 1, 1],
      confidence: 0.9,
    });
    expect(settleWords([words(3)])[0]!.words).toMatchObject([{ text: '411' }, { text: 'm2', box: [70, 0, 45, 30] }]);
    expect(settleWords([words(40)])[0]!.words).toHaveLength(3);
  });

  it('drops squares to tick that were read as letters', () => {
    const line: EngineLine = {
      words: ['có', 'L1', 'không'].map((text, i) => ({ text, box: [i * 100, 0, 34, 34], confidence: 0.6 })),
      box: [0, 0, 1, 1],
      confidence: 0.6,
    };
    expect(settleWords([line])[0]!.words.map((word) => word.text)).toEqual(['có', 'không']);
  });
});
