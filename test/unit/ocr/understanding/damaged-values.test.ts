import { describe, expect, it } from 'vitest';
import { composeTd1, parseTd1 } from '../../../../common/domain/mrz.ts';
import { readDate } from '../../../../ocr/repair/date.ts';
import { readNumber } from '../../../../ocr/repair/digits.ts';
import { repairMrz } from '../../../../ocr/repair/mrz.ts';
import { restorePlaceCommas } from '../../../../ocr/repair/place-commas.ts';
import { tidyText } from '../../../../ocr/repair/text.ts';
import { isMisread } from '../../../../ocr/steps/extractors/card-codes.ts';
import type { Draft } from '../../../../ocr/steps/layout/draft.ts';

describe('commas of addresses', () => {
  it.each([
    ['Tổ 25 phường Lâm Viên tỉnh Lâm Đồng', 'Tổ 25, phường Lâm Viên, tỉnh Lâm Đồng'],
    ['xã Hương Gián huyện Yên Dũng tỉnh Bắc Giang', 'xã Hương Gián, huyện Yên Dũng, tỉnh Bắc Giang'],
    ['51/35 đường Đoàn Thị Điểm phường 9 quận 3', '51/35 đường Đoàn Thị Điểm, phường 9, quận 3'],
    ['Đăng ký tạm trú tại phường Đằng Giang quận Ngô Quyền', 'Đăng ký tạm trú tại phường Đằng Giang, quận Ngô Quyền'],
  ])('puts them back in %j', (read, meant) => {
    expect(restorePlaceCommas(read)).toBe(meant);
  });

  it.each([
    'xã Hương Gián, huyện Yên Dũng, thị xã Hồng Lĩnh',
    'Bệnh viện Nhi tỉnh Thanh Hóa',
    'Bệnh viện Đa khoa tỉnh Thừa Thiên Huế',
    'UBND phường Vỹ Dạ',
    'Công an thành phố Hồ Chí Minh',
  ])('leaves %j as it is', (text) => {
    expect(restorePlaceCommas(text)).toBe(text);
  });
});

describe('specks before words', () => {
  it('drops a lone quotation mark and keeps a pair', () => {
    expect(tidyText("phường 'Vỹ Dạ, thành phố Huế")).toBe('phường Vỹ Dạ, thành phố Huế');
    expect(tidyText("hộ kinh doanh 'Vỹ Dạ' tại Huế")).toBe("hộ kinh doanh 'Vỹ Dạ' tại Huế");
    expect(tidyText("xã Ea M'gar")).toBe("xã Ea M'gar");
  });
});

describe('a day whose first digit stands apart', () => {
  it('takes both digits, with the other date to choose', () => {
    expect(readDate('từ ngày 1 6/05/2025')).toMatchObject({ value: '2025-05-16', alternatives: ['2025-05-06'] });
  });

  it('takes the day alone where months are printed without noughts', () => {
    expect(readDate('lần 1 6/5/2025')).toMatchObject({ value: '2025-05-06', changes: 0 });
  });
});

describe('digits in boxes', () => {
  it('leaves out sides read as letters or strokes, and is never sure of it', () => {
    const read = readNumber('08J2/0/9|2J9|5|9|9|3|9');
    expect(read).toMatchObject({ value: '082092959939' });
    expect(read?.changes).toBeGreaterThanOrEqual(2);
  });

  it('does not complete what lacks a digit', () => {
    expect(readNumber('08J2/0/9|2J9|5|9|9|3')).toBeNull();
  });
});

describe('machine-readable zones', () => {
  const lines = composeTd1({
    citizenId: '075079951299',
    fullName: 'NGUYỄN QUANG BẰNG',
    dateOfBirth: '1979-07-13',
    gender: 'Nam',
    expiresOn: '2039-07-13',
  });

  it('are given up when many characters would have to change', () => {
    const damaged = lines[0].replace('079951299', '0O9BS12Q9').replace('075079951299', '0Z5079BS12Q9');
    expect(repairMrz([damaged, lines[1], lines[2]])).toBeNull();
  });

  it('count as misread when repaired to another number than the clear print', () => {
    const td1 = parseTd1(lines)!;
    const zone = { td1, changes: 2, page: 0, box: [0, 0, 10, 10], confidence: 0.99 } as const;
    const print: Draft = {
      value: '075079951298',
      raw: '075079951298',
      source: 'ocr',
      page: 0,
      box: [0, 0, 10, 10],
      evidence: { kind: 'citizenId', words: [0.99], label: 1, changes: 0, agreement: 1, doubts: 0, coded: false },
      alternatives: [],
    };
    expect(isMisread(zone, print)).toBe(true);
    expect(isMisread(zone, { ...print, value: td1.citizenId })).toBe(false);
    expect(isMisread({ ...zone, changes: 0 }, print)).toBe(false);
    expect(isMisread(zone, undefined)).toBe(false);
  });
});
