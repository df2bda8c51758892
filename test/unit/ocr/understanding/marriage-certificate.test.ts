import { describe, expect, it } from 'vitest';
import { buildPage } from '../../../helpers/page-builder.ts';
import { LETTERHEAD, readOne, values } from '../../../helpers/read-papers.ts';

describe('marriage-certificate', () => {
  const expected = {
    wifeName: 'TRẦN THỊ MAI',
    wifeDateOfBirth: '1990-02-01',
    wifeId: '001190900022',
    husbandName: 'NGUYỄN VĂN BA',
    husbandDateOfBirth: '1988-04-03',
    husbandId: '001088900017',
    registeredAt: 'UBND phường Ba Đình',
    registeredOn: '2020-10-10',
  };
  const tail = ['Nơi đăng ký kết hôn: UBND phường Ba Đình', 'Ngày, tháng, năm đăng ký: 10/10/2020'];

  it.each([false, true])('reads two columns, lines joined across them or not (%s)', (splitCells) => {
    const document = readOne(
      buildPage(
        [
          ...LETTERHEAD,
          [[1050, 'GIẤY CHỨNG NHẬN KẾT HÔN']],
          [[1100, 'Số: 12/2020']],
          [
            [260, 'Họ, chữ đệm, tên vợ:'],
            [1300, 'Họ, chữ đệm, tên chồng:'],
          ],
          [
            [260, 'TRẦN THỊ MAI'],
            [1300, 'NGUYỄN VĂN BA'],
          ],
          [
            [260, 'Ngày, tháng, năm sinh: 01/02/1990'],
            [1300, 'Ngày, tháng, năm sinh: 03/04/1988'],
          ],
          [
            [260, 'Dân tộc: Kinh Quốc tịch: Việt Nam'],
            [1300, 'Dân tộc: Kinh Quốc tịch: Việt Nam'],
          ],
          [
            [260, 'Nơi cư trú: Số 1, phố Mẫu,'],
            [1300, 'Nơi cư trú: Số 2,'],
          ],
          [
            [260, 'Hà Nội'],
            [1300, 'Hải Phòng'],
          ],
          [
            [260, 'Giấy tờ tùy thân: CCCD số'],
            [1300, 'Giấy tờ tùy thân: CCCD số'],
          ],
          [
            [260, '001190900022 cấp ngày 01/02/2021'],
            [1300, '001088900017 cấp ngày 01/02/2021'],
          ],
          ...tail,
        ],
        { splitCells },
      ),
    );
    expect(values(document)).toEqual({ certificateNumber: '12/2020', ...expected });
  });

  it('reads a table, labels broken over two lines', () => {
    const document = readOne(
      buildPage(
        [
          [[1050, 'TRÍCH LỤC KẾT HÔN']],
          [[1100, '(BẢN SAO)']],
          'Số: 05/TLKH-BS',
          [
            [330, 'Thông tin'],
            [1000, 'Vợ'],
            [1800, 'Chồng'],
          ],
          [
            [260, 'Họ, chữ đệm, tên'],
            [700, 'TRẦN THỊ MAI'],
            [1500, 'NGUYỄN VĂN BA'],
          ],
          [
            [260, 'Ngày, tháng,'],
            [700, '01/02/1990'],
            [1500, '03/04/1988'],
          ],
          [[260, 'năm sinh']],
          [
            [260, 'Giấy tờ tùy thân'],
            [700, 'CCCD số 001190900022'],
            [1500, 'CCCD số 001088900017'],
          ],
          [
            [700, 'cấp ngày 02/02/2021'],
            [1500, 'cấp ngày 02/02/2021'],
          ],
          'Đăng ký kết hôn tại: UBND phường Ba Đình',
          'Số: 15/2020, ngày 10 tháng 10 năm 2020',
        ],
        { splitCells: true },
      ),
    );
    expect(values(document)).toEqual({ certificateNumber: '05/TLKH-BS', ...expected });
  });

  it('reads one spouse after the other, husband first', () => {
    const document = readOne(
      buildPage([
        [[1050, 'GIẤY CHỨNG NHẬN KẾT HÔN']],
        'Họ và tên chồng: NGUYỄN VĂN BA',
        'Ngày, tháng, năm sinh: 03/04/1988',
        'Số CMND: 001088900017',
        'Họ và tên vợ: TRẦN THỊ MAI',
        'Ngày, tháng, năm sinh: 01/02/1990',
        'Số CMND: 001190900022',
        ...tail,
      ]),
    );
    expect(values(document)).toEqual(expected);
  });
});
