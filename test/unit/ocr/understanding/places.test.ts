import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENT_PLACES, LEGACY_PLACES } from '../../../../ocr/repair/place-list.ts';
import { repairPlaces } from '../../../../ocr/repair/places.ts';

describe('place lists', () => {
  it('hold the 63 provinces of before and the 34 of since 1 July 2025, with all their communes', () => {
    expect(LEGACY_PLACES).toHaveLength(63);
    expect(CURRENT_PLACES).toHaveLength(34);
    const communes = CURRENT_PLACES.flatMap((line) => (line.split('|')[1] ?? '').split(','));
    expect(communes.length).toBeGreaterThan(3200);
    for (const line of [...LEGACY_PLACES, ...CURRENT_PLACES]) expect(line).toBe(line.normalize('NFC'));
  });
});

describe('repairPlaces', () => {
  it.each([
    ['Xóm 7, xã Mỹ Đức Tây, huyện Gái Bè, tỉnh Tiền Giang', 'Xóm 7, xã Mỹ Đức Tây, huyện Cái Bè, tỉnh Tiền Giang'],
    ['Căn hộ 516, phường Trắng Dài, tỉnh Đồng Nai', 'Căn hộ 516, phường Trảng Dài, tỉnh Đồng Nai'],
    ['Thôn Đông, Hoăng Lộc, Hoằng Hóa, Thanh Hoá', 'Thôn Đông, Hoằng Lộc, Hoằng Hóa, Thanh Hoá'],
    ['Buôn Sut, xã Ea Kpam, huyện Cư M9gar, tỉnh Đắk Lắk', "Buôn Sut, xã Ea Kpam, huyện Cư M'gar, tỉnh Đắk Lắk"],
  ])('puts right what is listed in its province alone: %s', (read, right) => {
    expect(repairPlaces(read)).toEqual({ value: right, changes: 1, confirmed: true });
  });

  it.each([
    'Thôn Đông, xã Mồ Dề, huyện Mù Cang Chải, tỉnh Yên Bái',
    'Tổ 3, phường Không Có, thành phố Biên Hòa, tỉnh Đồng Nai',
    'Số 1 phố Mẫu, tỉnh Chẳng Có',
    'Số 12 Trần Hưng Đạo',
    '',
  ])('leaves alone what is a name elsewhere or in no list: %s', (read) => {
    expect(repairPlaces(read)).toEqual({ value: read, changes: 0, confirmed: expect.any(Boolean) });
  });

  it('confirms an address that is listed from the commune up, with and without districts', () => {
    expect(repairPlaces('Số 3, phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh').confirmed).toBe(true);
    expect(repairPlaces('Thôn Hạ, xã Quỳnh Phụ, tỉnh Hưng Yên').confirmed).toBe(true);
    expect(repairPlaces('huyện Cái Bè, tỉnh Tiền Giang').confirmed).toBe(false);
    expect(repairPlaces('xã Không Có, huyện Cái Bè, tỉnh Tiền Giang').confirmed).toBe(false);
  });

  it('never changes a listed address', () => {
    const addresses = LEGACY_PLACES.flatMap((line) => {
      const [province = '', districts = ''] = line.split('|');
      return districts.split(';').flatMap((district) => {
        const [name = '', communes = ''] = district.split(':');
        return communes.split(',').map((commune) => `Thôn 1, xã ${commune}, huyện ${name}, tỉnh ${province}`);
      });
    });
    fc.assert(
      fc.property(fc.constantFrom(...addresses), (address) => {
        expect(repairPlaces(address).value).toBe(address);
      }),
    );
  });
});
