import { describe, expect, it } from 'vitest';
import type { DocumentReading, FieldReading } from '../../../common/domain/reading.ts';
import {
  countWords,
  exactFields,
  holdsPrinted,
  percentile,
  sameValue,
  scoreFields,
  wordF1,
  words,
} from '../../bench/metrics.ts';

function field(value: string, confidence = 0.99): FieldReading {
  return { value, raw: value, confidence, source: 'ocr', page: 0, box: [0, 0, 1, 1] };
}

function paper(
  fields: Record<string, FieldReading>,
  type: DocumentReading['type'] = 'birth-certificate',
): DocumentReading {
  return { type, typeConfidence: 1, pages: [0], fields, findings: [] };
}

describe('words', () => {
  it('drops leaders and punctuation at the edges and keeps what is inside', () => {
    expect(words('Họ tên: NGUYỄN… THỊ……….. (HẰNG) 12/05/2024, 38/TLKS-BS.')).toEqual([
      'Họ',
      'tên',
      'NGUYỄN',
      'THỊ',
      'HẰNG',
      '12/05/2024',
      '38/TLKS-BS',
    ]);
  });

  it('keeps the fill of a machine-readable zone', () => {
    expect(words('NGUYEN<<VAN<AN<<<<')).toEqual(['NGUYEN<<VAN<AN<<<<']);
  });

  it('treats composed and decomposed letters as one', () => {
    expect(words('HẰNG'.normalize('NFD'))).toEqual(['HẰNG'.normalize('NFC')]);
  });
});

describe('word F1', () => {
  it('is 1 for the same words in another order', () => {
    expect(wordF1(countWords('a b c', 'c a b'))).toBe(1);
  });

  it('counts a repeated word as often as it is there', () => {
    expect(countWords('a a b', 'a b b')).toEqual({ hits: 2, truth: 3, read: 3 });
  });

  it('counts words of stamps and handwriting neither way', () => {
    expect(countWords('a b', 'a b MẪU', 'MẪU SAO')).toEqual({ hits: 2, truth: 2, read: 2 });
    expect(countWords('a b', 'a b', 'MẪU SAO')).toEqual({ hits: 2, truth: 2, read: 2 });
    expect(countWords('a MẪU', 'a MẪU MẪU MẪU', 'MẪU')).toEqual({ hits: 2, truth: 2, read: 3 });
  });

  it('falls for a wrong tone mark, a missing and a surplus word', () => {
    expect(wordF1(countWords('HẰNG an', 'HÃNG an'))).toBe(0.5);
    expect(wordF1(countWords('a b', 'a'))).toBeCloseTo(2 / 3);
    expect(wordF1(countWords('', 'x'))).toBe(0);
    expect(wordF1(countWords('', ''))).toBe(1);
  });
});

describe('fields', () => {
  const truth = {
    type: 'birth-certificate',
    fields: { fullName: 'NGUYỄN THỊ HẰNG', dateOfBirth: '2024-02-05' },
  } as const;

  it('compares names without regard to capitals, and nothing else so', () => {
    expect(sameValue('personName', 'NGUYỄN THỊ HẰNG', 'Nguyễn Thị Hằng')).toBe(true);
    expect(sameValue('personName', 'NGUYỄN THỊ HẰNG', 'NGUYỄN THỊ HÃNG')).toBe(false);
    expect(sameValue('text', 'Tổ 5', 'tổ 5')).toBe(false);
  });

  it('tells right, wrong, missing and invented apart', () => {
    const read = paper({ fullName: field('NGUYỄN THỊ HẰNG'), gender: field('Nữ') });
    expect(scoreFields(truth, read).map(({ key, outcome }) => [key, outcome])).toEqual([
      ['fullName', 'right'],
      ['dateOfBirth', 'missing'],
      ['gender', 'invented'],
    ]);
    expect(scoreFields(truth, paper({ dateOfBirth: field('2024-05-02') }))[1]?.outcome).toBe('wrong');
  });

  it('misses every field of a paper read as another type or not at all', () => {
    const read = paper({ fullName: field('NGUYỄN THỊ HẰNG') }, 'death-extract');
    expect(exactFields(scoreFields(truth, read))).toEqual({ right: 0, total: 2 });
    expect(exactFields(scoreFields(truth, undefined))).toEqual({ right: 0, total: 2 });
  });

  it('does not count a value that is right too but not asked for', () => {
    const back = { type: 'citizen-card', fields: {}, alsoRight: { fullName: ['NGUYEN THI HANG'] } } as const;
    expect(scoreFields(back, paper({ fullName: field('NGUYEN THI HANG') }, 'citizen-card'))).toEqual([]);
    expect(scoreFields(back, paper({ fullName: field('NGUYEN THI MANG') }, 'citizen-card'))[0]?.outcome).toBe(
      'invented',
    );
  });

  it('asks for no handwriting and forgives no wrong guess at it', () => {
    const written = { type: 'birth-certificate', fields: {}, handwritten: { fullName: 'TRẦN VĂN AN' } } as const;
    expect(scoreFields(written, paper({}))).toEqual([]);
    expect(scoreFields(written, paper({ fullName: field('TRẦN VĂN AN') }))).toEqual([]);
    expect(scoreFields(written, paper({ fullName: field('TRẦN VĂN ẤN') }))[0]?.outcome).toBe('invented');
  });

  it('finds a printed value only as whole words in order', () => {
    expect(holdsPrinted('Ngày sinh: 05/02/2024. Giới', '05/02/2024')).toBe(true);
    expect(holdsPrinted('NGUYỄN THỊ\nHẰNG', 'NGUYỄN THỊ HẰNG')).toBe(true);
    expect(holdsPrinted('HẰNG NGUYỄN THỊ', 'NGUYỄN THỊ HẰNG')).toBe(false);
    expect(holdsPrinted('105/02/2024', '05/02/2024')).toBe(false);
  });
});

describe('percentile', () => {
  it('takes the nearest rank', () => {
    expect(percentile([4, 1, 3, 2], 50)).toBe(2);
    expect(percentile([4, 1, 3, 2], 95)).toBe(4);
    expect(percentile([], 50)).toBe(0);
  });
});
