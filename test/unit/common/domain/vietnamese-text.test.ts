import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareKey,
  isPlausibleName,
  sameText,
  stripDiacritics,
  toNfc,
} from '../../../../common/domain/vietnamese-text.ts';
import { anyName, hostileText } from './arbitraries.ts';

const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const word = fc.constantFrom(
  'hoa',
  'hoan',
  'thuy',
  'khoe',
  'quy',
  'gia',
  'giêng',
  'khuya',
  'ngoai',
  'mua',
  'uyên',
  'đưa',
  'yêu',
);

describe('compareKey', () => {
  it.each([
    ['oà', 'òa'],
    ['Hoà', 'Hòa'],
    ['HOÀ', 'hòa'],
    ['khoẻ', 'khỏe'],
    ['oẹ', 'ọe'],
    ['Thuý', 'Thúy'],
    ['thuỷ', 'thủy'],
    ['luỹ', 'lũy'],
    ['Quý', 'Qúy'],
    ['giá', 'gía'],
    ['giờ', 'gìơ'],
    ['nghĩa', 'nghiã'],
    ['của', 'cuả'],
    ['ngoài', 'ngòai'],
    ['khuỷu', 'khủyu'],
    ['toàn', 'tòan'],
    ['Nguyễn', 'Nguỹên'],
    ['Thuở', 'Thủơ'],
    ['CỘNG HOÀ XÃ HỘI', 'Cộng  hòa xã\u00A0hội'],
    ['Ðặng', 'Đặng'],
    ['Đà\u200B Nẵng', 'đà nẵng'],
  ])('is one for %j and %j', (a, b) => {
    expect(compareKey(a)).toBe(compareKey(b));
    expect(sameText(a, b.normalize('NFD'))).toBe(true);
  });

  it('sets the tone where dictionaries set it', () => {
    const keys = [
      'hoà',
      'thuý',
      'qúy',
      'gía',
      'gìn',
      'gì',
      'khoẻ',
      'ngòai',
      'tòan',
      'cuả',
      'mưà',
      'nguỹên',
      'hoẵng',
      'quôć',
    ];
    expect(keys.map(compareKey)).toEqual([
      'hòa',
      'thúy',
      'quý',
      'giá',
      'gìn',
      'gì',
      'khỏe',
      'ngoài',
      'toàn',
      'của',
      'mừa',
      'nguyễn',
      'hoẵng',
      'quốc',
    ]);
  });

  it.each([
    ['Hòa', 'Hóa'],
    ['Hòa', 'Hoa'],
    ['Hoa', 'Hoả'],
    ['Quý', 'Quy'],
    ['Mỹ', 'Mĩ'],
    ['Thủy', 'Thùy'],
    ['Đào', 'Dào'],
    ['Ân', 'An'],
    ['Tú', 'Từ'],
    ['Lê Văn', 'Lêvăn'],
  ])('keeps %j and %j apart', (a, b) => {
    expect(sameText(a, b)).toBe(false);
  });

  it('leaves words that are no Vietnamese syllable', () => {
    expect(compareKey('José')).toBe('josé');
    expect(compareKey('hòà')).not.toBe(compareKey('hòa'));
    expect(compareKey('JOSÉ Niê')).not.toBe(compareKey('JÓSE Niê'));
  });

  it('is one for a syllable whichever of its vowels carries the tone', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...TONES), (syllable, tone) => {
        const vowels = [...syllable].flatMap((letter, at) => (/[aeiouyâăêôơư]/u.test(letter) ? [at] : []));
        const keys = vowels.map((at) => compareKey(syllable.slice(0, at + 1) + tone + syllable.slice(at + 1)));
        expect(new Set(keys).size).toBe(1);
        expect(keys[0]).not.toBe(compareKey(syllable));
        expect(stripDiacritics(keys[0] ?? '')).toBe(stripDiacritics(syllable));
      }),
    );
  });

  it('is its own key, in NFC, with single spaces, for any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const key = compareKey(text);
        expect(compareKey(key)).toBe(key);
        expect(compareKey(text.normalize('NFD'))).toBe(key);
        expect(key.normalize('NFC')).toBe(key);
        expect(key).not.toMatch(/^\s|\s$|\s\s/u);
      }),
    );
  });

  it('never tells names apart by case, Unicode form or spacing', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        for (const variant of [
          name.toUpperCase(),
          name.toLowerCase(),
          name.normalize('NFD'),
          ` ${name.replaceAll(' ', '  ')}\n`,
        ]) {
          expect(sameText(name, variant)).toBe(true);
        }
      }),
    );
  });

  it('keeps the letters: without marks the key is the text', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(stripDiacritics(compareKey(name))).toBe(stripDiacritics(name).toLowerCase());
      }),
    );
  });
});

describe('toNfc', () => {
  it('composes and changes nothing else: printed tone placement and case stay', () => {
    expect(toNfc('HOÀ Thuý'.normalize('NFD'))).toBe('HOÀ Thuý');
    expect(toNfc('  Hoà ')).toBe('  Hoà ');
  });
});

describe('stripDiacritics', () => {
  it('takes marks off and turns Đ into D', () => {
    expect(stripDiacritics('Nguyễn Thị Đào, ĐẶNG Ước')).toBe('Nguyen Thi Dao, DANG Uoc');
    expect(stripDiacritics('Ðặng'.normalize('NFD'))).toBe('Dang');
  });

  it('leaves ASCII as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(stripDiacritics(text)).toBe(text);
      }),
    );
  });
});

describe('isPlausibleName', () => {
  it.each([
    'NGUYỄN VĂN MẪU',
    'Nguyễn Văn Mẫu',
    'Lê Ý',
    'Đỗ Ý Á',
    'Trần Thị B',
    'NGUYỄN HẠNH PHÚC',
    'Nguyễn Việt Nam',
    'Vũ Cộng Hòa',
    'Y Moan Ênuôl',
    "H'Hen Niê",
    'H’HEN NIÊ',
    'Y-Bham Niê',
    "Ksor H'Nhim",
    'Tôn Nữ Thị Ninh Hương',
    ' ĐẶNG  THỊ ĐÀO ',
    'JOHN SMITH',
  ])('takes %j', (name) => {
    expect(isPlausibleName(name)).toBe(true);
    expect(isPlausibleName(name.normalize('NFD'))).toBe(true);
  });

  it.each([
    '',
    'Nguyễn',
    'nguyễn văn mẫu',
    'NGUYỄN VĂN 1',
    'Nguyễn Văn Mẫu.',
    'NGUYỄN VăN MẪU',
    'Nguyễn NGh Mẫu',
    'Họ và tên',
    'HỌ VÀ TÊN',
    'HỌ, CHỮ ĐỆM VÀ TÊN',
    'GIẤY KHAI SINH',
    'GIỚI TÍNH NAM',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'ĐỘC LẬP - TỰ DO - HẠNH PHÚC',
    'ỦY BAN NHÂN DÂN',
    'NGUYỄN | MẪU',
    'Иван Петров',
    'LÊ '.repeat(11),
    'A'.repeat(40).concat(' ', 'A'.repeat(41)),
  ])('refuses %j', (text) => {
    expect(isPlausibleName(text)).toBe(false);
  });

  it('takes every name of the surname and syllable lists, in both ways of print', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(isPlausibleName(name)).toBe(true);
      }),
    );
  });

  it('answers for any text, and never takes one with a digit in it', () => {
    fc.assert(
      fc.property(hostileText, anyName, fc.nat(9), (text, name, digit) => {
        expect(typeof isPlausibleName(text)).toBe('boolean');
        expect(isPlausibleName(`${name}${digit}`)).toBe(false);
      }),
    );
  });
});
