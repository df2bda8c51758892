import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CURRENT_PROVINCES,
  currentProvinceOf,
  LEGACY_PROVINCES,
  provinceByIdPrefix,
  provinceNameAt,
} from '../../../../common/domain/administrative-units.ts';
import { anyDay } from './arbitraries.ts';

describe('the tables of provinces', () => {
  it('hold 63 legacy and 34 current provinces, each code and name once', () => {
    expect(LEGACY_PROVINCES).toHaveLength(63);
    expect(CURRENT_PROVINCES).toHaveLength(34);
    for (const values of [
      LEGACY_PROVINCES.map((province) => province.prefix),
      LEGACY_PROVINCES.map((province) => province.name),
      CURRENT_PROVINCES.map((province) => province.code),
      CURRENT_PROVINCES.map((province) => province.name),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('send every legacy province to exactly one current one', () => {
    const merged = CURRENT_PROVINCES.flatMap((province) => province.mergedFrom);
    expect([...merged].sort()).toEqual(LEGACY_PROVINCES.map((province) => province.prefix));
    for (const { prefix, currentCode } of LEGACY_PROVINCES) {
      expect(CURRENT_PROVINCES.find(({ code }) => code === currentCode)?.mergedFrom).toContain(prefix);
    }
  });

  it('keep every current code among the prefixes of its own merger', () => {
    for (const { prefix, mergedFrom } of CURRENT_PROVINCES) expect(mergedFrom).toContain(prefix);
  });

  it('change the name of exactly the eight codes that the resolution renamed', () => {
    const renamed = LEGACY_PROVINCES.flatMap(({ prefix, name }) => {
      const current = CURRENT_PROVINCES.find((province) => province.prefix === prefix);
      return current === undefined || current.name === name ? [] : [`${prefix} ${name} -> ${current.name}`];
    });
    expect(renamed).toEqual([
      '015 Yên Bái -> Lào Cai',
      '024 Bắc Giang -> Bắc Ninh',
      '044 Quảng Bình -> Quảng Trị',
      '046 Thừa Thiên Huế -> Huế',
      '052 Bình Định -> Gia Lai',
      '080 Long An -> Tây Ninh',
      '082 Tiền Giang -> Đồng Tháp',
      '091 Kiên Giang -> An Giang',
    ]);
  });

  it('are in NFC', () => {
    for (const { name } of [...LEGACY_PROVINCES, ...CURRENT_PROVINCES]) expect(name.normalize('NFC')).toBe(name);
  });
});

describe('provinceByIdPrefix', () => {
  it('knows provinces that no longer exist', () => {
    expect(provinceByIdPrefix('034')).toEqual({ prefix: '034', name: 'Thái Bình', currentCode: '33' });
  });

  it('knows nothing but the 63 prefixes', () => {
    const known = new Set(LEGACY_PROVINCES.map((province) => province.prefix));
    for (let code = 0; code <= 999; code += 1) {
      const prefix = String(code).padStart(3, '0');
      expect(provinceByIdPrefix(prefix) !== null).toBe(known.has(prefix));
    }
    expect(provinceByIdPrefix('constructor')).toBeNull();
  });
});

describe('provinceNameAt', () => {
  it('names a code by the day of issue', () => {
    expect(provinceNameAt('015', '2025-06-30')).toBe('Yên Bái');
    expect(provinceNameAt('015', '2025-07-01')).toBe('Lào Cai');
    expect(provinceNameAt('001', '2026-01-01')).toBe('Hà Nội');
  });

  it('renames Thừa Thiên Huế half a year before the merger', () => {
    expect(provinceNameAt('046', '2024-12-31')).toBe('Thừa Thiên Huế');
    expect(provinceNameAt('046', '2025-01-01')).toBe('Huế');
    expect(provinceNameAt('046', '2026-01-01')).toBe('Huế');
  });

  it('has no name for a code that ended with the merger, while its area has a province', () => {
    expect(provinceNameAt('034', '2025-07-01')).toBeNull();
    expect(currentProvinceOf('034')?.fullName).toBe('Tỉnh Hưng Yên');
  });

  it('takes a bare year from its first day', () => {
    expect(provinceNameAt('015', '2025')).toBe('Yên Bái');
    expect(provinceNameAt('015', '2026')).toBe('Lào Cai');
  });

  it('gives legacy names before the merger and current ones after, for every code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LEGACY_PROVINCES), anyDay('1976-01-01', '2060-01-01'), ({ prefix, name }, day) => {
        const current = CURRENT_PROVINCES.find((province) => province.prefix === prefix)?.name ?? null;
        const expected = day >= '2025-07-01' || (prefix === '046' && day >= '2025-01-01') ? current : name;
        expect(provinceNameAt(prefix, day)).toBe(expected);
      }),
    );
  });
});
