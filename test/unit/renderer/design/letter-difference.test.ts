import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterDifference } from '../../../../renderer/design/letter-difference.ts';

function marked(text: string, other: string): string {
  return letterDifference(text, other)
    .map((piece) => (piece.differs ? `[${piece.text}]` : piece.text))
    .join('');
}

describe('letterDifference', () => {
  it('marks the letters that differ and no others', () => {
    expect(marked('NGUYÊN THỊ HẰNG', 'NGUYỄN THỊ HẰNG')).toBe('NGUY[Ê]N THỊ HẰNG');
    expect(marked('ĐỖ THỊ MINH', 'ĐỖ THỊ MINH')).toBe('ĐỖ THỊ MINH');
    expect(marked('Đặng Thị Hằng', 'ĐẶNG THỊ HẢNG')).toBe('Đặng Thị H[ằ]ng');
  });

  it('holds a letter and its tone together, however they are coded', () => {
    expect(marked('Hằng'.normalize('NFD'), 'Hằng')).toBe('Hằng');
  });

  it('compares dates by day, month and year', () => {
    expect(marked('08/12/1994', '12/08/1994')).toBe('[08]/[12]/1994');
    expect(marked('01/02/1994', '01/02/1995')).toBe('01/02/[1994]');
  });

  it('keeps the text, marks all of it against nothing and nothing of it against itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const whole = letterDifference(text, '')
          .map((piece) => piece.text)
          .join('');
        expect(whole).toBe(text.normalize('NFC'));
        expect(letterDifference(text, text).some((piece) => piece.differs)).toBe(false);
        expect(letterDifference(text, '').every((piece) => piece.differs)).toBe(true);
      }),
    );
  });
});
