import { describe, expect, it } from 'vitest';
import type { DocumentTypeId } from '../../../../common/domain/document-types.ts';
import type { FieldReading } from '../../../../common/domain/reading.ts';
import { repairNamesIn } from '../../../../ocr/repair/names-in-text.ts';
import { LEGACY_PLACES } from '../../../../ocr/repair/place-list.ts';
import { isSyllable, repairSyllable } from '../../../../ocr/repair/syllable.ts';
import { fromVocabularyWithin, RELATIONS, repairPhrases, repairSyllables } from '../../../../ocr/repair/text.ts';
import { extractPaper } from '../../../../ocr/steps/extract.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';

const TRUSTED = 0.975;

function fieldsOf(type: DocumentTypeId, ...rows: readonly BuiltRow[]): Readonly<Record<string, FieldReading>> {
  return extractPaper(type, [buildPage(rows)], '2026-03-01').fields;
}

describe('syllables', () => {
  it.each([
    ['SẲẢN', 'SẢN'],
    ['ĐỨƯC', 'ĐỨC'],
    ['NGUYẸT', 'NGUYỆT'],
  ])('that cannot be are put right: %s', (read, right) => {
    expect(repairSyllables(read)).toBe(right);
  });

  it.each(['HƯỞỚNG', 'Lắk', 'ẤN', 'Krông', 'TLKS', 'ĐƯC'])('that can be, or that two could be, stay: %s', (word) => {
    expect(repairSyllable(word, () => false)).toBe(word);
  });

  it('of Vietnamese place names are all possible but for minority names', () => {
    const words = LEGACY_PLACES.flatMap((line) => line.split(/[|;:, ]/u)).filter((word) => /^\p{L}{2,}$/u.test(word));
    const odd = words.filter((word) => !isSyllable(word));
    expect(odd.length / words.length).toBeLessThan(0.03);
    const known = new Set(words);
    expect(words.filter((word) => repairSyllable(word, (tried) => known.has(tried)) !== word)).toEqual([]);
  });
});

describe('set phrases', () => {
  it.each([
    ['Ủy ban nhân dôn phường Gia Viên', 'Ủy ban nhân dân phường Gia Viên'],
    ['Đốt ở tại đô thị', 'Đất ở tại đô thị'],
    ['Đất trồng cây lâu nằm', 'Đất trồng cây lâu năm'],
  ])('that are long get one wrong vowel back: %s', (read, right) => {
    expect(repairPhrases(read)).toBe(right);
  });

  it.each(['Đất ở tại đồn Thượng', 'Tổ dân phố 3', 'Ủy ban nhân danh ai'])('stay when more differs: %s', (text) => {
    expect(repairPhrases(text)).toBe(text);
  });

  it('are found in closed lists however the engine spaced them', () => {
    expect(fromVocabularyWithin('Ch ử hộ', RELATIONS)).toBe('Chủ hộ');
    expect(fromVocabularyWithin('/ M. h Việt Nam', ['Việt Nam', 'Lào'])).toBe('Việt Nam');
    expect(fromVocabularyWithin('Kẻ lạ', RELATIONS)).toBeNull();
  });
});

describe('names in free texts', () => {
  it('take the marks of the name that the paper gives elsewhere', () => {
    const known = [{ value: 'PHẠM THỊ TỴ', doubtful: false }];
    expect(repairNamesIn('Nhập hộ khẩu cho con về ở cùng PHẠM THỊ TY', known).value).toBe(
      'Nhập hộ khẩu cho con về ở cùng PHẠM THỊ TỴ',
    );
    expect(repairNamesIn('HỘ KINH DOANH NGUYÊN VĂN AN', [{ value: 'Nguyễn Văn An', doubtful: false }]).value).toBe(
      'HỘ KINH DOANH NGUYỄN VĂN AN',
    );
  });

  it('in capitals within small print are judged as names are', () => {
    const read = repairNamesIn('Nhận chuyển nhượng quyền sử dụng đất của ông NGUYÊN QUANG TY', []);
    expect(read.value).toBe('Nhận chuyển nhượng quyền sử dụng đất của ông NGUYỄN QUANG TỴ');
    expect(read.doubts).toBeGreaterThan(0);
  });

  it.each(['CÔNG TY TNHH MTV NÔNG SẢN SẠCH MỸ ĐỨC', 'Tách hộ', 'Nộp hồ sơ tại UBND'])('are not seen in %s', (text) => {
    expect(repairNamesIn(text, [{ value: 'LÊ VĂN MẪU', doubtful: false }])).toEqual({
      value: text,
      changes: 0,
      doubts: 0,
    });
  });
});

describe('areas', () => {
  const plot = (area: string, words: string): FieldReading | undefined =>
    fieldsOf(
      'land-certificate',
      [[700, 'GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT']],
      'a) Thửa đất số: 12,     tờ bản đồ số: 3',
      `c) Diện tích: ${area} m2,     (bằng chữ: ${words} mét vuông)`,
    ).area;

  it('get their lost comma back from the words', () => {
    const area = plot('9704', 'chín trăm bảy mươi phẩy bốn');
    expect(area?.value).toBe('970,4');
    expect(area?.candidates?.map((candidate) => candidate.value)).toEqual(['970,4', '9704']);
  });

  it('are confirmed by the same in words, and doubted when the words say something else', () => {
    expect(plot('721,1', 'bảy trăm hai mươi mốt phẩy một')?.confidence).toBeGreaterThan(TRUSTED);
    const doubted = plot('731,1', 'bảy trăm hai mươi mốt phẩy một');
    expect(doubted?.value).toBe('731,1');
    expect(doubted?.confidence).toBeLessThan(TRUSTED);
    expect(doubted?.candidates?.map((candidate) => candidate.value)).toContain('721,1');
  });
});

describe('dates over signatures', () => {
  const letter = (over: string): FieldReading | undefined =>
    fieldsOf(
      'authorisation-letter',
      [[850, 'GIẤY ỦY QUYỀN']],
      'Người ủy quyền (Bên A):',
      'Ông/Bà: Nguyễn Văn Mẫu',
      [[1300, over]],
      'Hôm nay, ngày 10 tháng 9 năm 2025, tại Ủy ban nhân dân, tôi chứng thực',
    ).signedOn;

  it('are confirmed by the same date elsewhere and doubted for one that differs by a digit', () => {
    expect(letter('Hà Nội, ngày 10 tháng 9 năm 2025')?.confidence).toBeGreaterThan(0.99);
    const doubted = letter('Hà Nội, ngày 10 tháng 9 năm 2023');
    expect(doubted?.confidence).toBeLessThan(TRUSTED);
    expect(doubted?.candidates?.map((candidate) => candidate.value).toSorted()).toEqual(['2023-09-10', '2025-09-10']);
  });
});

describe('numbers', () => {
  it('of nine digits are doubted where twelve are promised, and trusted on papers of the old card', () => {
    const company = (label: string): FieldReading | undefined =>
      fieldsOf(
        'company-registration',
        [[700, 'GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP']],
        '5. Người đại diện theo pháp luật của công ty',
        '* Họ, chữ đệm và tên: NGUYỄN VĂN MẪU',
        `${label}: 098959942`,
      ).representativeId;
    expect(company('Số CCCD')?.confidence).toBeLessThan(TRUSTED);
    expect(company('Số CMND')?.confidence).toBeGreaterThan(TRUSTED);
  });

  it('of papers have a year or a known symbol after the slash', () => {
    const numbered = (number: string): FieldReading | undefined =>
      fieldsOf('death-extract', `Số: ${number}`, [[700, 'TRÍCH LỤC KHAI TỬ']]).certificateNumber;
    expect(numbered('143/TLKTI-BS')?.value).toBe('143/TLKT-BS');
    expect(numbered('143/TLKI-BS')?.value).toBe('143/TLKI-BS');
    expect(numbered('16/724')?.confidence).toBeLessThan(0.5);
    expect(numbered('16/2024')?.confidence).toBeGreaterThan(TRUSTED);
  });
});

describe('names that differ by a tone', () => {
  it('carry candidates and stay below trust when the word was blurred', () => {
    const read = (confidence: number): FieldReading | undefined =>
      extractPaper(
        'reception-slip',
        [buildPage(['Tiếp nhận hồ sơ của ông (bà): Vũ Hữu Tuyển'], { confidence })],
        '2026-03-01',
      ).fields.fullName;
    expect(read(0.96)?.confidence).toBeGreaterThan(TRUSTED);
    expect(read(0.8)?.confidence).toBeLessThan(TRUSTED);
    const my = extractPaper('reception-slip', [buildPage(['Tiếp nhận hồ sơ của ông (bà): Lý Thị Mỹ'])], '2026-03-01');
    expect(my.fields.fullName?.confidence).toBeLessThan(TRUSTED);
    expect(my.fields.fullName?.candidates?.map((candidate) => candidate.value)).toEqual(['Lý Thị Mỹ', 'Lý Thị Mỵ']);
  });
});
