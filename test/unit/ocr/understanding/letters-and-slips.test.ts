import { describe, expect, it } from 'vitest';
import { buildPage } from '../../../helpers/page-builder.ts';
import { readOne, values } from '../../../helpers/read-papers.ts';

describe('letters, insurance cards and slips', () => {
  it('reads both parties of an authorisation letter', () => {
    const document = readOne(
      buildPage([
        [[1100, 'GIẤY ỦY QUYỀN']],
        'I. BÊN ỦY QUYỀN:',
        'Họ và tên: TRẦN VĂN HƯỞNG',
        'Số CCCD: 046046973073 Ngày cấp: 01/02/2022',
        'II. BÊN ĐƯỢC ỦY QUYỀN:',
        'Họ và tên: MỴ THỊ HƯƠNG',
        'Số CCCD: 034185910121',
        'III. NỘI DUNG ỦY QUYỀN:',
        'Nộp hồ sơ và nhận kết quả thay cho bên ủy quyền.',
        'IV. THỜI HẠN ỦY QUYỀN: Đến hết ngày 29/12/2026',
        [[1300, 'Cảnh Thụy, ngày 02 tháng 01 năm 2026']],
        [
          [300, 'BÊN ĐƯỢC ỦY QUYỀN'],
          [1600, 'BÊN ỦY QUYỀN'],
        ],
      ]),
    );
    expect(values(document)).toEqual({
      principalName: 'TRẦN VĂN HƯỞNG',
      principalId: '046046973073',
      agentName: 'MỴ THỊ HƯƠNG',
      agentId: '034185910121',
      content: 'Nộp hồ sơ và nhận kết quả thay cho bên ủy quyền',
      signedOn: '2026-01-02',
    });
  });

  it('takes what the code of a health-insurance card holds, its name written in hexadecimal', () => {
    const name = [...new TextEncoder().encode('Nguyễn Thanh Oanh')]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    const text = `HT5380120012345|${name}|13/03/1953|2|4275c3b46e|07 - 296|01/01/2025|-|04/01/2025|x`;
    const document = readOne(
      buildPage([[[700, 'BẢO HIỂM XÃ HỘI VIỆT NAM']], [[700, 'THẺ BẢO HIỂM Y TẾ']], 'Họ và tên: NGUYỄN THANH OANH'], {
        codes: [{ format: 'QRCode', text, box: [10, 10, 80, 80] }],
      }),
    );
    expect(document.type).toBe('health-insurance-card');
    expect(values(document)).toEqual({
      insuranceNumber: 'HT5380120012345',
      fullName: 'NGUYỄN THANH OANH',
      dateOfBirth: '1953-03-13',
      gender: 'Nữ',
      validFrom: '2025-01-01',
    });
    expect(document.fields.fullName?.source).toBe('qr');
  });

  it('takes the code of a reception slip from its bar code', () => {
    const document = readOne(
      buildPage(
        [
          [[700, 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ']],
          'Mã hồ sơ: 000.34.37.H60-260505-3613',
          'Tiếp nhận hồ sơ của ông (bà): Trần Thị Mỹ',
          'Số căn cước/Hộ chiếu: 068186953728',
        ],
        {
          codes: [{ format: 'QRCode', text: '000.34.37.H60-260505-3673', box: [10, 10, 80, 80] }],
        },
      ),
    );
    expect(document.fields.dossierCode).toMatchObject({ value: '000.34.37.H60-260505-3673', source: 'qr' });
    expect(values(document)).toMatchObject({ fullName: 'Trần Thị Mỹ', citizenId: '068186953728' });
  });
});
