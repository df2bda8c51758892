import { describe, expect, it } from 'vitest';
import { extractPaper } from '../../../../ocr/steps/extract.ts';
import { buildPage } from '../../../helpers/page-builder.ts';

const TODAY = '2026-03-01';

describe('labels that could not be read', () => {
  const letter = (nameRow: string): ReturnType<typeof buildPage> =>
    buildPage([
      [[1100, 'GIẤY ỦY QUYỀN']],
      'I. BÊN ỦY QUYỀN:',
      nameRow,
      'Số CCCD: 046046973073',
      'II. BÊN ĐƯỢC ỦY QUYỀN:',
      'Họ và tên: MỴ THỊ HƯƠNG',
      'Số CCCD: 034185910121',
    ]);

  it('leave a name that stands alone under its heading, with doubt', () => {
    const { fields } = extractPaper('authorisation-letter', [letter('TRẦN VĂN HƯỞNG')], TODAY);
    expect(fields.principalName?.value).toBe('TRẦN VĂN HƯỞNG');
    expect(fields.principalName?.confidence).toBeLessThan(0.9);
    expect(fields.agentName?.value).toBe('MỴ THỊ HƯƠNG');
  });

  it('give no name from a line of other words', () => {
    const { fields } = extractPaper('authorisation-letter', [letter('CÔNG TY MẪU VIỆT TIẾN')], TODAY);
    expect(fields.principalName).toBeUndefined();
  });

  it('end a value that fits on one line, and an address', () => {
    const page = buildPage([
      [[700, 'GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH']],
      'Số: 51',
      'Số: 01C8900012',
      '1. Tên hộ kinh doanh: HỘ KINH DOANH LƯƠNG VĂN QUÝ',
      'B di lỉ kinh doa 4h: 138/5 đường Hùng Vương, xã Cổ Lễ, tỉnh Ninh Bình',
    ]);
    const { fields } = extractPaper('household-business-certificate', [page], TODAY);
    expect(fields.businessName?.value).toBe('HỘ KINH DOANH LƯƠNG VĂN QUÝ');
    // A stamp of incoming papers has a short number.
    expect(fields.businessCode?.value).toBe('01C8900012');
  });
});

describe('spouses of whom one label was lost', () => {
  it('stay on their sides, whichever way round they sign', () => {
    const both = (text: string, other: string): readonly (readonly [number, string])[] => [
      [260, text],
      [1300, other],
    ];
    const page = buildPage([
      [[700, 'GIẤY CHỨNG NHẬN KẾT HÔN']],
      both('Hởi', 'Họ và tên vợ: Lê Thị Hoa'),
      both('Ngày, tháng, năm sinh: 03/04/1994', 'Ngày, tháng, năm sinh: 01/02/1995'),
      both('Số Giấy CMND/Hộ chiếu: 174276502', 'Số Giấy CMND/Hộ chiếu: 179223978'),
      'Nơi đăng ký: Ủy ban nhân dân phường Ngọc Hà',
      '',
      both('Vợ', 'Chồng'),
    ]);
    const { fields } = extractPaper('marriage-certificate', [page], TODAY);
    expect(fields.wifeName?.value).toBe('Lê Thị Hoa');
    expect(fields.wifeId?.value).toBe('179223978');
    expect(fields.husbandDateOfBirth?.value).toBe('1994-04-03');
    expect(fields.husbandName).toBeUndefined();
  });
});

describe('names of which the marks are blurred', () => {
  const confidenceOf = (name: string, others: string): number => {
    const page = buildPage([[[700, 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ']], `1. Họ, chữ đệm và tên: ${name}`]);
    const [surname = ''] = name.split(' ');
    const lines = page.lines.map((line) => ({
      ...line,
      words: line.words.map((word) =>
        word.text === surname ? { ...word, confidence: 0.7, others: [{ text: others, confidence: 0.25 }] } : word,
      ),
    }));
    return extractPaper('residence-change-form', [{ ...page, lines }], TODAY).fields.fullName?.confidence ?? 0;
  };

  it('are sure for a surname that can be no other, unsure for one that can', () => {
    expect(confidenceOf('NGUYỄN VĂN BÌNH', 'NGUYẾN')).toBeGreaterThan(0.975);
    expect(confidenceOf('VŨ VĂN BÌNH', 'VÕ')).toBeLessThan(0.975);
  });
});
