import { describe, expect, it } from 'vitest';
import { formatCardQr } from '../../../../common/domain/card-qr.ts';
import { composeTd1 } from '../../../../common/domain/mrz.ts';
import type { DetectedCode, DocumentReading } from '../../../../common/domain/reading.ts';
import { assembleDocuments } from '../../../../ocr/steps/assemble-documents.ts';
import { type BuiltRow, buildPage } from '../../../helpers/page-builder.ts';

const TODAY = '2026-03-01';
const HOLDER = {
  citizenId: '001099900117',
  fullName: 'Nguyễn Văn Mẫu',
  dateOfBirth: '1999-02-15',
  gender: 'Nam',
} as const;

function qr(changes: Partial<Parameters<typeof formatCardQr>[0]> = {}): DetectedCode {
  const text = formatCardQr({
    ...HOLDER,
    oldId: null,
    address: 'Số 1, phố Mẫu, phường Ba Đình, Hà Nội',
    issuedOn: '2021-07-01',
    surplus: [],
    ...changes,
  });
  return { format: 'QRCode', text, box: [1900, 200, 300, 300] };
}

const FRONT: readonly BuiltRow[] = [
  [[900, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']],
  [[700, 'CĂN CƯỚC CÔNG DÂN']],
  [[700, 'Citizen Identity Card']],
  [[700, 'Số / No.: 001099900117']],
  [[700, 'Họ và tên / Full name:']],
  [[700, 'NGUYỄN VĂN MẪU']],
  [[700, 'Ngày sinh / Date of birth: 15/02/1999']],
  [[700, 'Giới tính / Sex: Nam   Quốc tịch / Nationality: Việt Nam']],
  [[700, 'Quê quán / Place of origin:']],
  [[700, 'Hải Hậu, Nam Định']],
  [
    [100, 'Có giá trị đến:'],
    [700, 'Nơi thường trú / Place of residence: Số 1, phố Mẫu,'],
  ],
  [
    [100, '15/02/2039'],
    [700, 'phường Ba Đình, Hà Nội'],
  ],
];
const BACK: readonly BuiltRow[] = [
  'Đặc điểm nhân dạng / Personal identification:',
  'Nốt ruồi cách 2cm dưới sau mép phải',
  'Ngày, tháng, năm / Date, month, year: 01/07/2021',
  'CỤC TRƯỞNG CỤC CẢNH SÁT',
  ...composeTd1({ ...HOLDER, expiresOn: '2039-02-15' }),
];

function readOne(...pages: Parameters<typeof assembleDocuments>[0]): DocumentReading {
  const [document, ...more] = assembleDocuments(pages, { today: TODAY });
  expect(more).toEqual([]);
  expect(document?.type).toBe('citizen-card');
  return document as DocumentReading;
}

function values(document: DocumentReading): Record<string, string> {
  return Object.fromEntries(Object.entries(document.fields).map(([key, field]) => [key, field.value]));
}

const PRINT = {
  citizenId: '001099900117',
  fullName: 'NGUYỄN VĂN MẪU',
  dateOfBirth: '1999-02-15',
  gender: 'Nam',
  nationality: 'Việt Nam',
  hometown: 'Hải Hậu, Nam Định',
  address: 'Số 1, phố Mẫu, phường Ba Đình, Hà Nội',
  expiresOn: '2039-02-15',
};

describe('citizen card', () => {
  it('reads a front by print alone, the address beside the expiry date', () => {
    const document = readOne(buildPage(FRONT));
    expect(values(document)).toEqual(PRINT);
    expect(document.findings).toEqual([]);
  });

  it('prefers the QR code, with the name in the capitals of the print', () => {
    const document = readOne(buildPage(FRONT, { codes: [qr()] }));
    expect(values(document)).toEqual({ ...PRINT, issuedOn: '2021-07-01' });
    for (const key of ['citizenId', 'fullName', 'dateOfBirth', 'gender', 'address', 'issuedOn']) {
      expect(document.fields[key]).toMatchObject({ source: 'qr', box: [1900, 200, 300, 300] });
      expect(document.fields[key]?.confidence).toBeGreaterThanOrEqual(0.99);
    }
    expect(document.findings).toEqual([]);
  });

  it('reads the code alone when nothing else can be', () => {
    const document = readOne(buildPage([], { codes: [qr()] }));
    expect(values(document)).toMatchObject({ fullName: 'NGUYỄN VĂN MẪU', issuedOn: '2021-07-01' });
  });

  it('flags print that differs from the code, not a misread mark', () => {
    const forged = FRONT.map((row) =>
      Array.isArray(row) && row[0]?.[1] === 'NGUYỄN VĂN MẪU' ? [[700, 'LÊ HOÀNG MẪU'] as const] : row,
    );
    expect(readOne(buildPage(forged, { codes: [qr()] })).findings).toMatchObject([
      { code: 'qr-differs', field: 'fullName' },
    ]);
    const misread = FRONT.map((row) =>
      Array.isArray(row) && row[0]?.[1] === 'NGUYỄN VĂN MẪU' ? [[700, 'NGUYỄN VĂN MẬU'] as const] : row,
    );
    expect(readOne(buildPage(misread, { codes: [qr()] })).findings).toEqual([]);
  });

  it('flags a birth date and a number that differ, but not print that was read with doubt', () => {
    const other = qr({ dateOfBirth: '1999-03-15', citizenId: '001099911117' });
    const codes = (confidence: number): readonly (string | undefined)[] =>
      readOne(buildPage(FRONT, { codes: [other], confidence }))
        .findings.filter((one) => one.code === 'qr-differs')
        .map((one) => one.field);
    expect(codes(0.95)).toEqual(['citizenId', 'dateOfBirth']);
    expect(codes(0.6)).toEqual([]);
  });

  it('says when the code lost letters', () => {
    expect(
      readOne(buildPage(FRONT, { codes: [qr({ fullName: 'Nguy?n V?n M?u' })] })).findings.map((one) => one.code),
    ).toContain('qr-damaged');
  });

  it('joins front and back, on two pages or one', () => {
    const expected = { ...PRINT, issuedOn: '2021-07-01' };
    const two = readOne(buildPage(FRONT), buildPage(BACK, { index: 1 }));
    expect(two.pages).toEqual([0, 1]);
    expect(values(two)).toEqual(expected);
    expect(two.fields.citizenId).toMatchObject({ source: 'mrz', page: 1 });
    expect(two.findings).toEqual([]);
    expect(values(readOne(buildPage([...FRONT, '', ...BACK])))).toEqual(expected);
  });

  it('keeps two cards apart', () => {
    const documents = assembleDocuments([buildPage(FRONT), buildPage(FRONT, { index: 1 })], { today: TODAY });
    expect(documents.map((one) => one.pages)).toEqual([[0], [1]]);
  });

  it('flags a zone that is of another person', () => {
    const zone = composeTd1({
      ...HOLDER,
      citizenId: '001099912345',
      fullName: 'LÊ THỊ HOA',
      gender: 'Nữ',
      expiresOn: null,
    });
    const { findings } = readOne(
      buildPage(FRONT, { codes: [qr()] }),
      buildPage([...BACK.slice(0, 4), ...zone], { index: 1 }),
    );
    expect(findings.filter((one) => one.code === 'mrz-differs').map((one) => one.field)).toEqual([
      'citizenId',
      'gender',
      'fullName',
    ]);
  });

  it('leaves the expiry out of a card without one and flags one that has passed', () => {
    const without = FRONT.map((row) =>
      Array.isArray(row) && row[0]?.[1] === '15/02/2039' ? ([[100, 'Không thời hạn'], row[1]] as BuiltRow) : row,
    );
    expect(readOne(buildPage(without)).fields).not.toHaveProperty('expiresOn');
    const expired = FRONT.map((row) =>
      Array.isArray(row) && row[0]?.[1] === '15/02/2039' ? ([[100, '15/02/2024'], row[1]] as BuiltRow) : row,
    );
    expect(readOne(buildPage(expired)).findings).toMatchObject([{ code: 'card-expired', field: 'expiresOn' }]);
  });

  it('reads the card of 2024, code and residence on its back', () => {
    const front: readonly BuiltRow[] = [
      [[900, 'CĂN CƯỚC']],
      [[900, 'IDENTITY CARD']],
      [[700, 'Số định danh cá nhân / Personal identification number']],
      [[700, '001099900117']],
      [[700, 'Họ, chữ đệm và tên khai sinh / Full name']],
      [[700, 'NGUYỄN VĂN MẪU']],
      [
        [700, 'Ngày, tháng, năm sinh / Date of birth'],
        [1800, 'Giới tính / Sex'],
      ],
      [
        [700, '15/02/1999'],
        [1800, 'Nam'],
      ],
      [[700, 'Quốc tịch / Nationality']],
      [[700, 'Việt Nam']],
    ];
    const back: readonly BuiltRow[] = [
      'Nơi cư trú / Place of residence',
      'Số 1, phố Mẫu, phường Ba Đình, Hà Nội',
      'Nơi đăng ký khai sinh / Place of birth',
      'Hải Hậu, Nam Định',
      'Ngày, tháng, năm cấp / Date of issue',
      '01/07/2024',
      'Ngày, tháng, năm hết hạn / Date of expiry',
      '15/02/2039',
      'BỘ CÔNG AN',
    ];
    const printed = readOne(buildPage(front), buildPage(back, { index: 1 }));
    expect(values(printed)).toEqual({
      citizenId: '001099900117',
      fullName: 'NGUYỄN VĂN MẪU',
      dateOfBirth: '1999-02-15',
      gender: 'Nam',
      nationality: 'Việt Nam',
      address: 'Số 1, phố Mẫu, phường Ba Đình, Hà Nội',
      issuedOn: '2024-07-01',
      expiresOn: '2039-02-15',
    });
    const coded = readOne(
      buildPage(front),
      buildPage(back, { index: 1, codes: [qr({ surplus: ['', '', '', ''], issuedOn: '2024-07-01' })] }),
    );
    expect(coded.fields.citizenId).toMatchObject({ source: 'qr', page: 1 });
    expect(coded.findings).toEqual([]);
  });

  it('does not take a zone for forged whose digits only look like those of the code', () => {
    const zone = composeTd1({ ...HOLDER, expiresOn: '2039-02-15' }).map((line) => line.replaceAll('0117', '0177'));
    const { findings } = readOne(
      buildPage(FRONT, { codes: [qr()] }),
      buildPage([...BACK.slice(0, 4), ...zone], { index: 1 }),
    );
    expect(findings.filter((one) => one.code === 'mrz-differs')).toEqual([]);
  });

  it('knows the expiry by the birthday where its caption is lost', () => {
    const rows = FRONT.slice(0, 10);
    const document = readOne(buildPage([...rows, [[100, '15/02/2039']]]));
    expect(document.fields.expiresOn?.value).toBe('2039-02-15');
    expect(readOne(buildPage([...rows, [[100, '16/02/2039']]])).fields).not.toHaveProperty('expiresOn');
  });

  it('reads the old card with nine digits', () => {
    const document = readOne(
      buildPage([
        [[700, 'GIẤY CHỨNG MINH NHÂN DÂN']],
        [[1000, 'SỐ 012345678']],
        [[700, 'Họ tên: NGUYỄN VĂN MẪU']],
        [[700, 'Sinh ngày: 15-02-1959']],
        [[700, 'Nguyên quán: Hải Hậu, Nam Định']],
        [[700, 'Nơi ĐKHK thường trú: Số 1, phố Mẫu,']],
        [[700, 'Hà Nội']],
      ]),
    );
    expect(values(document)).toEqual({
      citizenId: '012345678',
      fullName: 'NGUYỄN VĂN MẪU',
      dateOfBirth: '1959-02-15',
      hometown: 'Hải Hậu, Nam Định',
      address: 'Số 1, phố Mẫu, Hà Nội',
    });
    expect(document.findings.map((one) => one.code)).toEqual(['key-field-missing']);
  });
});
