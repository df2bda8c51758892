import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCitizenId,
  composeCitizenId,
  isCitizenId,
  isCmnd,
  isTrainingCitizenId,
  maskCitizenId,
  parseGender,
  readCitizenId,
} from '../../../../common/domain/citizen-id.ts';
import { anyPerson, hostileText } from './arbitraries.ts';

function read(id: string) {
  if (!isCitizenId(id)) throw new Error('The test needs a number of 12 digits.');
  return readCitizenId(id);
}

describe('isCitizenId', () => {
  it('takes exactly twelve ASCII digits', () => {
    expect(isCitizenId('001222900117')).toBe(true);
    for (const text of [
      '',
      '00122290011',
      '0012229001177',
      '00122290011a',
      ' 001222900117',
      '001222900117\n',
      '٠٠١٢٢٢٩٠٠١١٧',
    ]) {
      expect(isCitizenId(text)).toBe(false);
    }
  });
});

describe('readCitizenId', () => {
  it('reads province, sex, year and serial', () => {
    expect(read('001222900117')).toEqual({
      province: { code: '001', name: 'Hà Nội' },
      gender: 'Nam',
      birthYear: 2022,
      serial: '900117',
    });
  });

  it('knows the sex and century of every fourth digit', () => {
    const rows = Array.from({ length: 10 }, (_, marker) => {
      const { gender, birthYear } = read(`001${marker}85900001`);
      return `${gender} ${birthYear}`;
    });
    expect(rows).toEqual([
      'Nam 1985',
      'Nữ 1985',
      'Nam 2085',
      'Nữ 2085',
      'Nam 2185',
      'Nữ 2185',
      'Nam 2285',
      'Nữ 2285',
      'Nam 2385',
      'Nữ 2385',
    ]);
  });

  it('has no province for a prefix that is none', () => {
    expect(read('003085900001').province).toBeNull();
  });

  it('is undone by composeCitizenId', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (id) => {
        const { gender, birthYear, serial } = read(id);
        expect(composeCitizenId({ province: id.slice(0, 3), gender, birthYear, serial: Number(serial) })).toBe(id);
      }),
    );
  });
});

describe('composeCitizenId', () => {
  it('refuses parts out of range', () => {
    const parts = { province: '001', gender: 'Nam', birthYear: 1990, serial: 900_001 } as const;
    expect(composeCitizenId(parts)).toBe('001090900001');
    expect(composeCitizenId({ ...parts, birthYear: 1899 })).toBeNull();
    expect(composeCitizenId({ ...parts, birthYear: 2400 })).toBeNull();
    expect(composeCitizenId({ ...parts, serial: 1_000_000 })).toBeNull();
    expect(composeCitizenId({ ...parts, serial: -1 })).toBeNull();
    expect(composeCitizenId({ ...parts, province: '1' })).toBeNull();
  });
});

describe('checkCitizenId', () => {
  it('finds nothing when number, sex and birth date agree, whole date or year alone', () => {
    fc.assert(
      fc.property(anyPerson, ({ citizenId, gender, dateOfBirth }) => {
        expect(checkCitizenId(citizenId, { gender, dateOfBirth })).toEqual([]);
        expect(checkCitizenId(citizenId, { gender, dateOfBirth: dateOfBirth.slice(0, 4) })).toEqual([]);
      }),
    );
  });

  it('finds another year and another sex, whichever they are', () => {
    fc.assert(
      fc.property(anyPerson, fc.integer({ min: 1900, max: 2399 }), ({ citizenId, gender, dateOfBirth }, year) => {
        fc.pre(year !== Number(dateOfBirth.slice(0, 4)));
        const other = gender === 'Nam' ? 'Nữ' : 'Nam';
        expect(checkCitizenId(citizenId, { dateOfBirth: String(year), gender: other })).toEqual([
          'citizen-id-birth-year-mismatch',
          'citizen-id-gender-mismatch',
        ]);
      }),
    );
  });

  it('tells a century apart: 1922 is not 2022', () => {
    expect(checkCitizenId('001222900117', { dateOfBirth: '1922-05-01' })).toEqual(['citizen-id-birth-year-mismatch']);
  });

  it('judges only what it was given and can read', () => {
    expect(checkCitizenId('001222900117')).toEqual([]);
    expect(checkCitizenId('001222900117', { dateOfBirth: null, gender: undefined })).toEqual([]);
    expect(checkCitizenId('001222900117', { dateOfBirth: '31/02/1990', gender: '?' })).toEqual([]);
    expect(checkCitizenId('001222900117', { dateOfBirth: '1990-02-31' })).toEqual([]);
  });

  it('compares the sex in any case and Unicode form', () => {
    expect(checkCitizenId('001322900117', { gender: 'NỮ'.normalize('NFD') })).toEqual([]);
    expect(checkCitizenId('001322900117', { gender: ' nam ' })).toEqual(['citizen-id-gender-mismatch']);
  });

  it('warns of an unknown province and goes on', () => {
    expect(checkCitizenId('003222900117', { dateOfBirth: '1999' })).toEqual([
      'citizen-id-unknown-province',
      'citizen-id-birth-year-mismatch',
    ]);
  });

  it('says of other text only that it has no twelve digits', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(!isCitizenId(text));
        expect(checkCitizenId(text, { dateOfBirth: '1990', gender: 'Nam' })).toEqual(['citizen-id-format']);
      }),
    );
  });
});

describe('parseGender', () => {
  it('knows two words', () => {
    expect([parseGender('NAM'), parseGender('nữ'), parseGender('Nu')]).toEqual(['Nam', 'Nữ', 'Nữ']);
    expect([parseGender(''), parseGender('Na m'), parseGender('Nam/Nữ')]).toEqual([null, null, null]);
  });
});

describe('isCmnd', () => {
  it('takes exactly nine digits', () => {
    expect(isCmnd('012345678')).toBe(true);
    expect([isCmnd('01234567'), isCmnd('0123456789'), isCmnd('01234567x')]).toEqual([false, false, false]);
  });
});

describe('maskCitizenId', () => {
  it('shows the first three and the last four digits of twelve, the last three of nine', () => {
    expect(maskCitizenId('001222900117')).toBe('001•••••0117');
    expect(maskCitizenId('012345678')).toBe('••••••678');
  });

  it('shows nothing of text that is neither, and stays short', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(!isCitizenId(text) && !isCmnd(text));
        expect(maskCitizenId(text)).toMatch(/^•{0,12}$/);
      }),
    );
  });

  it('never leaves the five digits in the middle', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (id) => {
        expect(maskCitizenId(id)).toBe(`${id.slice(0, 3)}•••••${id.slice(8)}`);
      }),
    );
  });
});

describe('isTrainingCitizenId', () => {
  it('wants a known province and a serial from 900000 on', () => {
    expect(isTrainingCitizenId('001222900000')).toBe(true);
    expect(isTrainingCitizenId('001222899999')).toBe(false);
    expect(isTrainingCitizenId('003222900000')).toBe(false);
    expect(isTrainingCitizenId('00122290000')).toBe(false);
  });
});
