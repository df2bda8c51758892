import { describe, expect, it } from 'vitest';
import { mergeZoneReadings, ZONE_CHARACTERS } from '../../../../ocr/engines/lstm/machine-zone.ts';
import { spell, textOf } from './symbols.ts';

const merged = (vietnamese: string, english: string) => textOf(mergeZoneReadings(spell(vietnamese), spell(english)));

describe('mergeZoneReadings', () => {
  it('takes the filler from the one and digits from the other', () => {
    expect(merged('NGUYEN<<VAN<AN', 'NGUYENKKVANLAN')).toBe('NGUYEN<<VAN<AN');
    expect(merged('7907131M3907133VNM<<<4', '7907151M3907135VNM<<<4')).toBe('7907151M3907135VNM<<<4');
    expect(merged('3907133VNM<<<<4', '5907135VNMKLC<4')).toBe('5907135VNM<<<<4');
  });

  it('is surer of what both say than of what one says', () => {
    const [same, other] = mergeZoneReadings(spell('A3', 0.7), spell('A5', 0.95));
    expect(same).toMatchObject({ text: 'A', confidence: 0.95 });
    expect(other).toMatchObject({ text: '5', confidence: 0.9 });
  });

  it('keeps a letter where the filler was read instead of something else, in doubt', () => {
    const [symbol] = mergeZoneReadings(spell('<', 0.9), spell('8', 0.9));
    expect(symbol).toMatchObject({ text: '<', confidence: expect.closeTo(0.54) });
  });

  it('mends what one of them left out', () => {
    const whole = spell('IDVNM0799512999');
    expect(
      textOf(
        mergeZoneReadings(
          whole.filter((_, i) => i !== 6),
          whole,
        ),
      ),
    ).toBe('IDVNM0799512999');
    // A filler that the Vietnamese model alone saw stays; a letter that it alone saw doesn't.
    const fillers = spell('VNM<<<<4');
    expect(
      textOf(
        mergeZoneReadings(
          fillers,
          fillers.filter((_, i) => i !== 5),
        ),
      ),
    ).toBe('VNM<<<<4');
    const letters = spell('VNMX4');
    expect(
      textOf(
        mergeZoneReadings(
          letters,
          letters.filter((_, i) => i !== 3),
        ),
      ),
    ).toBe('VNM4');
  });

  it('drops what the English model alone takes for a letter that a filler looks like', () => {
    const read = spell('VNM4').map((symbol, i) => (i === 3 ? { ...symbol, left: 80, right: 100 } : symbol));
    expect(textOf(mergeZoneReadings(read, spell('VNMK4')))).toBe('VNM4');
    expect(textOf(mergeZoneReadings(read, spell('VNM84')))).toBe('VNM84');
  });

  it('drops a doubted letter where the pitch has no room for one', () => {
    const [before, stray, after] = [spell('NGHIAVAN'), spell('S', 0.9, 12, 154), spell('<NGHIA<<', 0.99, 20, 160)];
    const vietnamese = [...before, ...after];
    expect(textOf(mergeZoneReadings(vietnamese, [...before, ...stray, ...after]))).toBe('NGHIAVAN<NGHIA<<');
    // With room for it, it stays.
    const apart = spell('<NGHIA<<', 0.99, 20, 180);
    const whole = [...before, ...spell('S', 0.9, 20, 160), ...apart];
    expect(textOf(mergeZoneReadings([...before, ...apart], whole))).toBe('NGHIAVANS<NGHIA<<');
  });

  it('drops spaces and reads nothing from nothing', () => {
    expect(merged('V N', 'V N')).toBe('VN');
    expect(mergeZoneReadings([], [])).toEqual([]);
  });

  it('knows the characters of ICAO 9303 alone', () => {
    expect([...ZONE_CHARACTERS].sort().join('')).toBe('0123456789<ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  });
});
