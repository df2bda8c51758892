import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatVietnameseDate, isRealDate } from '../../../../common/domain/dates.ts';
import { composeTd1, parseTd1 } from '../../../../common/domain/mrz.ts';
import { holdsImpossibleDate, readDate } from '../../../../ocr/repair/date.ts';
import { readNumber } from '../../../../ocr/repair/digits.ts';
import { repairMrz } from '../../../../ocr/repair/mrz.ts';
import { repairName } from '../../../../ocr/repair/name.ts';
import { parseDateWords, parseNumberWords } from '../../../../ocr/repair/number-words.ts';
import { evenCase, fromVocabulary, RELATIONS, repairAddress, tidyText } from '../../../../ocr/repair/text.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('readDate', () => {
  it('reads every printed form of any day', () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [year, month, date] = iso.split('-') as [string, string, string];
        const spelled = `ngày ${Number(date)} tháng ${Number(month)} năm ${year}`;
        for (const text of [
          formatVietnameseDate(iso),
          `${date}-${month}-${year}`,
          `${date} / ${month} / ${year}`,
          spelled,
          `Hà Nội, ${spelled}`,
        ]) {
          expect(readDate(text)).toMatchObject({ value: iso, changes: 0 });
        }
      }),
    );
  });

  it('never gives a day that does not exist, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ 0-9/.\-OlI|ngàythăm]{0,30}$/u), (text) => {
        const read = readDate(text, { year: true });
        if (read !== null) expect(isRealDate(read.value)).toBe(true);
      }),
    );
  });

  it.each([
    ['91/05/1987', '1987-05-01'],
    ['l5/O3/1999', '1999-03-15'],
    ['15103/1999', '1999-03-15'],
    ['ngàv 26 thúng 02 năm 2026', '2026-02-26'],
  ])('puts misread digits of %s right and says so by lower certainty', (text, iso) => {
    expect(readDate(text)?.value).toBe(iso);
  });

  it('counts repaired digits as changes and keeps other readings', () => {
    expect(readDate('21/0/1980')).toMatchObject({ value: '1980-09-21', changes: 2 });
    expect(readDate('21/0/1980')?.alternatives).toContain('1980-08-21');
  });

  it('takes a year alone only where one is expected', () => {
    expect(readDate('1956')).toBeNull();
    expect(readDate('1956', { year: true })?.value).toBe('1956');
  });

  it('does not mend a day that the calendar lacks', () => {
    expect(readDate('31/02/2020')).toBeNull();
    expect(holdsImpossibleDate('cấp ngày 31/02/2020')).toBe(true);
    expect(holdsImpossibleDate('cấp ngày 29/02/2020')).toBe(false);
  });
});

describe('readNumber', () => {
  const number = fc
    .tuple(
      fc.constantFrom('001', '038', '079'),
      fc.constantFrom('0', '1', '2', '3'),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 900000, max: 999999 }),
    )
    .map(([province, marker, year, serial]) => `${province}${marker}${String(year).padStart(2, '0')}${serial}`);

  it('joins digits that stand one to a box, with or without the box lines', () => {
    fc.assert(
      fc.property(number, (id) => {
        for (const text of [
          id,
          [...id].join(' '),
          `|${[...id].join('|')}|`,
          `${id.slice(0, 3)} ${id.slice(3, 6)} ${id.slice(6)}`,
          `CCCD số ${id} do Cục cấp`,
        ]) {
          expect(readNumber(text)?.value).toBe(id);
        }
      }),
    );
  });

  it('never makes up digits', () => {
    expect(readNumber('00122290011')).toBeNull();
    expect(readNumber('0012229001177')).toBeNull();
    expect(readNumber('không có')).toBeNull();
  });

  it('reads look-alike letters as digits and counts them', () => {
    expect(readNumber('O0l222900117')).toEqual({ value: '001222900117', changes: 2, agreement: 0 });
  });

  it('doubts a stroke, which may be another digit, more than a letter', () => {
    expect(readNumber('0342129/0631')?.changes).toBeGreaterThan(readNumber('0342129I0631')?.changes ?? 99);
  });

  it('weighs the number against birth date and sex', () => {
    expect(readNumber('001222900117', { dateOfBirth: '2022-02-15', gender: 'Nam' })?.agreement).toBe(1);
    expect(readNumber('001222900117', { dateOfBirth: '2021-02-15', gender: 'Nam' })?.agreement).toBe(-1);
    expect(readNumber('001222900117', { gender: 'Nữ' })?.agreement).toBe(-1);
  });

  it('prefers the citizen number to the date beside it and reads old card numbers', () => {
    expect(readNumber('số 001190900022, cấp ngày 01/02/2021')?.value).toBe('001190900022');
    expect(readNumber('CMND số 012345678')?.value).toBe('012345678');
  });
});

describe('repairName', () => {
  it.each([
    ['NGUYÊN VĂN MẪU', 'NGUYỄN VĂN MẪU'],
    ['Trân Thị Mai', 'Trần Thị Mai'],
    ['PHAM ĐỨC HẢI', 'PHẠM ĐỨC HẢI'],
    ['ĐĂNG THI HOA', 'ĐẶNG THỊ HOA'],
  ])('repairs the surname of %s', (read, printed) => {
    expect(repairName(read)).toMatchObject({ value: printed });
    expect(repairName(read).changes).toBeGreaterThan(0);
  });

  it('leaves printed names alone, rare ones included', () => {
    for (const name of ['LÒ THỊ Ý', 'Siu Black', 'H’HEN NIÊ', 'LÊ HOÀ', 'LÊ HÒA']) {
      expect(repairName(name)).toMatchObject({ value: name, changes: 0 });
    }
  });

  it('marks a given name as doubtful when its marks are unexpected, with what it may be', () => {
    const read = repairName('TRẦN THỊ HÃNG');
    expect(read).toMatchObject({ value: 'TRẦN THỊ HÃNG', doubts: 1 });
    expect(read.alternatives).toContain('TRẦN THỊ HẰNG');
  });
});

describe('number words', () => {
  it.each([
    ['một nghìn chín trăm chín mươi chín', 1999],
    ['hai nghìn không trăm hai mươi hai', 2022],
    ['hai nghìn không trăm linh năm', 2005],
    ['mười lăm', 15],
    ['hai mươi mốt', 21],
    ['ba mươi', 30],
    ['mồng năm', 5],
    ['năm con', null],
  ])('%s is %s', (words, value) => {
    expect(parseNumberWords(words.split(' '))).toBe(value);
  });

  it('reads a date in words, with five and year told apart', () => {
    expect(parseDateWords('Ngày mười lăm, tháng hai, năm hai nghìn không trăm hai mươi lăm')).toBe('2025-02-15');
    expect(parseDateWords('ngày năm tháng năm năm một nghìn chín trăm tám mươi lăm')).toBe('1985-05-05');
    expect(parseDateWords('ngày tháng năm')).toBeNull();
  });
});

describe('repairMrz', () => {
  const holder = {
    citizenId: '075079951299',
    fullName: 'NGUYỄN QUANG BẰNG',
    dateOfBirth: '1979-07-13',
    gender: 'Nam',
    expiresOn: '2039-07-13',
  } as const;
  const zone = composeTd1(holder);

  it('leaves a clean zone as it is', () => {
    expect(repairMrz(zone)).toEqual({ lines: zone, changes: 0 });
  });

  it('puts letters for digits, K for fillers and single digits right', () => {
    const read = [
      zone[0].replace('IDVNM', '1DVNM').replace('<<', 'KL'),
      zone[1].replace('790713', '790715').replace('390713', '590713').replace(/<{11}/u, '<<KKKK<<L<<'),
      'NGUYEN<<QUANG<BANG<<KKKKLLLLKK',
    ];
    expect(repairMrz(read)?.lines).toEqual(zone);
  });

  it('survives any one digit of the lines being misread as one that looks like it', () => {
    const alike: Record<string, string> = {
      '0': '8',
      '1': '7',
      '2': '7',
      '3': '8',
      '4': '9',
      '5': '6',
      '6': '8',
      '7': '1',
      '8': '0',
      '9': '0',
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), (at) => {
        const damaged = zone[1].slice(0, at) + (alike[zone[1][at] ?? ''] ?? zone[1][at]) + zone[1].slice(at + 1);
        const td1 = parseTd1(repairMrz([zone[0], damaged, zone[2]])?.lines ?? []);
        expect(td1).toMatchObject({ dateOfBirth: holder.dateOfBirth, expiresOn: holder.expiresOn, gender: 'Nam' });
      }),
    );
  });

  it('finds the number behind a misread start, a character too many or too few', () => {
    const [one, two, three] = zone;
    for (const damaged of [
      one.replace('IDVNM', '1DVNH'),
      one.replace('IDVNM0', 'IDVNMO0'),
      one.replace('IDVNM079', 'IDVNM79'),
      one.replace('951299<<', '9551299<<'),
      one.replace('075079', '07579'),
    ]) {
      expect(repairMrz([damaged, two, three])?.lines).toEqual(zone);
    }
  });

  it('tells the sex of the number and a misread digit of both lines at once', () => {
    const [one, two, three] = zone;
    expect(repairMrz([one.replace('075079951299', '075079931299'), two.replace('M', 'H'), three])?.lines).toEqual(zone);
  });

  it('leaves a check digit that no look-alike explains as it was read', () => {
    const [one, two, three] = zone;
    // The digit over both lines is 4 in truth.
    const td1 = parseTd1(repairMrz([one, `${two.slice(0, -1)}5`, three])?.lines ?? []);
    expect(td1).toMatchObject({ citizenId: holder.citizenId, checks: { citizenId: true, composite: false } });
  });

  it('drops a letter that a filler was taken for, at the end of a name alone', () => {
    const [one, two] = zone;
    const name = (line: string) => repairMrz([one, two, line])?.lines[2].replace(/<+$/u, '');
    expect(name('NGUYEN<<QUANGS<BANG<<<<<<<<<<<')).toBe('NGUYEN<<QUANG<BANG');
    expect(name('LOC<<THI<BICH<<<<<<<<<<<<<<<<<')).toBe('LOC<<THI<BICH');
  });

  it('refuses lines that are no zone', () => {
    expect(repairMrz(['ĐẶC ĐIỂM NHÂN DẠNG', 'NGÓN TRỎ TRÁI', ''])).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }), (lines) => {
        const repaired = repairMrz(lines);
        if (repaired !== null) for (const line of repaired.lines) expect(line).toHaveLength(30);
      }),
    );
  });
});

describe('text', () => {
  it('drops leaders and stray marks at the ends, and capitals inside words', () => {
    expect(tidyText(' : Số 1 , phố Mẫu _ | nỘp LộỘc .')).toBe('Số 1, phố Mẫu nộp Lộc');
    expect(['hỘ', 'TP.HCM', 'NGUYỄN', 'McDonald', 'UBND'].map(evenCase)).toEqual([
      'hộ',
      'TP.HCM',
      'NGUYỄN',
      'Mcdonald',
      'UBND',
    ]);
  });

  it('mends the kinds of places and provinces, never the names of communes', () => {
    expect(repairAddress('xa Hoằng Lộc, tính Thanh Hoa')).toBe('xã Hoằng Lộc, tỉnh Thanh Hóa');
    expect(repairAddress('Tổ 12, xã Mù Cang Chai, tỉnh Hoà Bình')).toBe('Tổ 12, xã Mù Cang Chai, tỉnh Hoà Bình');
  });

  it('finds a listed value by its letters and leaves others', () => {
    expect(fromVocabulary('Me', RELATIONS)).toBe('Mẹ');
    expect(fromVocabulary('Bạn học', RELATIONS)).toBeNull();
  });
});
