import fc from 'fast-check';
import { parse as oracle } from 'mrz';
import { describe, expect, it } from 'vitest';
import { composeTd1, mrzCheckDigit, parseTd1, type Td1Checks } from '../../../../common/domain/mrz.ts';
import { compareKey, stripDiacritics } from '../../../../common/domain/vietnamese-text.ts';
import { anyDay, anyName, anyPerson, hostileText } from './arbitraries.ts';

const SAMPLE = [
  'IDVNM2990000170001299000017<<1',
  '9902152M2402158VNM<<<<<<<<<<<8',
  'NGUYEN<<VAN<MAU<<<<<<<<<<<<<<<',
] as const;

const ALL_HOLD: Td1Checks = { documentNumber: true, citizenId: true, dateOfBirth: true, expiry: true, composite: true };

/** People with a card: a name, and an expiry after birth within a century (the zone has two digits of the year). */
const anyHolder = fc
  .record({ person: anyPerson, fullName: anyName, expiresOn: fc.option(anyDay('2021-01-01', '2100-12-31')) })
  .map(({ person, fullName, expiresOn }) => ({ ...person, fullName, expiresOn }));

const zoneLine = fc.stringMatching(/^[A-Z0-9<]{30}$/);

describe('mrzCheckDigit', () => {
  it('agrees with the examples of ICAO Doc 9303 part 3', () => {
    expect(mrzCheckDigit('520727')).toBe('3');
    expect(mrzCheckDigit('AB2134<<<')).toBe('5');
    expect(mrzCheckDigit('D23145890734')).toBe('9');
    expect(mrzCheckDigit('')).toBe('0');
    expect(mrzCheckDigit('<<<<<<')).toBe('0');
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(11), fc.integer({ min: 1, max: 9 }), (text, at, shift) => {
        const wrong = (Number(text.charAt(at)) + shift) % 10;
        expect(mrzCheckDigit(text.slice(0, at) + wrong + text.slice(at + 1))).not.toBe(mrzCheckDigit(text));
      }),
    );
  });
});

describe('parseTd1', () => {
  it('reads a card of a person born in 2099', () => {
    expect(parseTd1(SAMPLE)).toEqual({
      documentNumber: '299000017',
      citizenId: '001299000017',
      dateOfBirth: '2099-02-15',
      gender: 'Nam',
      expiresOn: '2124-02-15',
      surname: 'NGUYEN',
      givenNames: 'VAN MAU',
      checks: ALL_HOLD,
    });
  });

  it('drops spaces and raises letters', () => {
    expect(parseTd1(SAMPLE.map((line) => ` ${line.toLowerCase().slice(0, 15)} ${line.slice(15)}\r\n`))).toEqual(
      parseTd1(SAMPLE),
    );
  });

  it.each([
    ['documentNumber', 0, 7],
    ['citizenId', 0, 17],
    ['dateOfBirth', 1, 1],
    ['expiry', 1, 9],
  ] as const)('shows a wrong digit in %s and in the composite, and in nothing else', (field, row, at) => {
    const lines: string[] = [...SAMPLE];
    const line = lines[row] ?? '';
    lines[row] = line.slice(0, at) + ((Number(line.charAt(at)) + 1) % 10) + line.slice(at + 1);
    expect(parseTd1(lines)?.checks).toEqual({ ...ALL_HOLD, [field]: false, composite: false });
  });

  it('shows a wrong composite alone', () => {
    expect(parseTd1([SAMPLE[0], `${SAMPLE[1].slice(0, 29)}9`, SAMPLE[2]])?.checks).toEqual({
      ...ALL_HOLD,
      composite: false,
    });
  });

  it('counts every character of the optional field in the composite', () => {
    for (let at = 18; at < 29; at += 1) {
      const second = `${SAMPLE[1].slice(0, at)}1${SAMPLE[1].slice(at + 1)}`;
      expect(parseTd1([SAMPLE[0], second, SAMPLE[2]])?.checks).toEqual({ ...ALL_HOLD, composite: false });
    }
  });

  it('has no birth date when the number, which gives the century, was not read', () => {
    const zone = parseTd1([SAMPLE[0].replace('001299000017', '0012990000I7'), SAMPLE[1], SAMPLE[2]]);
    expect(zone).toMatchObject({ citizenId: '0012990000I7', dateOfBirth: null, checks: { citizenId: false } });
  });

  it('takes the century from the number and the year from the zone', () => {
    const [first, second, third] = composeTd1({
      citizenId: '001085900001',
      fullName: 'LÊ Ý',
      dateOfBirth: '1985-03-04',
      gender: 'Nam',
      expiresOn: '2045-03-04',
    });
    expect(parseTd1([first, second, third])).toMatchObject({ dateOfBirth: '1985-03-04', expiresOn: '2045-03-04' });
    expect(parseTd1([first, `86${second.slice(2)}`, third])?.dateOfBirth).toBe('1986-03-04');
  });

  it('has no date for a day that does not exist', () => {
    expect(parseTd1([SAMPLE[0], SAMPLE[1].replace('990215', '990231'), SAMPLE[2]])?.dateOfBirth).toBeNull();
  });

  it('is null for other sizes, alphabets and countries', () => {
    expect(parseTd1([])).toBeNull();
    expect(parseTd1(SAMPLE.slice(0, 2))).toBeNull();
    expect(parseTd1([...SAMPLE, SAMPLE[2]])).toBeNull();
    expect(parseTd1([SAMPLE[0], SAMPLE[1], SAMPLE[2].slice(1)])).toBeNull();
    expect(parseTd1([SAMPLE[0], SAMPLE[1], SAMPLE[2].replace('Y', 'Ỳ')])).toBeNull();
    expect(parseTd1([SAMPLE[0].replace('VNM', 'UTO'), SAMPLE[1], SAMPLE[2]])).toBeNull();
  });

  it('never throws, whatever the lines', () => {
    fc.assert(fc.property(fc.array(hostileText, { maxLength: 5 }), (lines) => void parseTd1(lines)));
    fc.assert(
      fc.property(zoneLine, zoneLine, zoneLine, (first, second, third) => {
        const zone = parseTd1([`IDVNM${first.slice(5)}`, second, third]);
        expect(zone).not.toBeNull();
        expect([null, 'Nam', 'Nữ']).toContain(zone?.gender);
      }),
    );
  });

  it('agrees on all five check digits with an independent reader, right or wrong', () => {
    fc.assert(
      fc.property(anyHolder, fc.nat(1), fc.nat(29), fc.constantFrom(...'0123456789'), (holder, row, at, character) => {
        const lines: string[] = composeTd1(holder);
        // One character is struck over, outside the code and the country, where only the structure would change.
        fc.pre((row === 0 && at >= 5) || (row === 1 && (at < 15 || at >= 18)));
        lines[row] = `${lines[row]?.slice(0, at)}${character}${lines[row]?.slice(at + 1)}`;
        const details = oracle(lines).details;
        const valid = (field: string) => details.find((detail) => detail.field === field)?.valid;
        const checks = parseTd1(lines)?.checks;
        expect(checks?.documentNumber).toBe(valid('documentNumberCheckDigit'));
        expect(checks?.dateOfBirth).toBe(valid('birthDateCheckDigit'));
        expect(checks?.expiry).toBe(valid('expirationDateCheckDigit'));
        expect(checks?.composite).toBe(valid('compositeCheckDigit'));
      }),
    );
  });

  it('agrees on the fields with an independent reader', () => {
    fc.assert(
      fc.property(anyHolder, (holder) => {
        const lines = composeTd1(holder);
        const { fields } = oracle(lines);
        const zone = parseTd1(lines);
        expect(zone?.surname).toBe(fields.lastName);
        expect(zone?.givenNames).toBe(fields.firstName);
        expect(zone?.documentNumber).toBe(fields.documentNumber);
        expect(zone?.gender).toBe(fields.sex === 'male' ? 'Nam' : 'Nữ');
        expect(zone?.dateOfBirth?.slice(2).replaceAll('-', '')).toBe(fields.birthDate);
      }),
    );
  });
});

describe('composeTd1', () => {
  it('writes the zone of the sample', () => {
    expect(
      composeTd1({
        citizenId: '001299000017',
        fullName: 'Nguyễn Văn Mẫu',
        dateOfBirth: '2099-02-15',
        gender: 'Nam',
        expiresOn: '2124-02-15',
      }),
    ).toEqual(SAMPLE);
  });

  it('is read back by parseTd1, names without diacritics', () => {
    fc.assert(
      fc.property(anyHolder, (holder) => {
        const lines = composeTd1(holder);
        for (const line of lines) expect(line).toMatch(/^[A-Z0-9<]{30}$/);
        const zone = parseTd1(lines);
        expect(zone?.citizenId).toBe(holder.citizenId);
        expect(zone?.documentNumber).toBe(holder.citizenId.slice(3));
        expect(zone?.dateOfBirth).toBe(holder.dateOfBirth);
        expect(zone?.gender).toBe(holder.gender);
        expect(zone?.checks).toEqual(ALL_HOLD);
        const printed = compareKey(stripDiacritics(holder.fullName));
        // 30 characters, two of which stand between surname and given names where print has one space.
        if (printed.length < 30) expect(compareKey(`${zone?.surname} ${zone?.givenNames}`)).toBe(printed);
      }),
    );
  });

  it('reads back the expiry of cards made in the century after the first of them', () => {
    fc.assert(
      fc.property(anyPerson, anyDay('2021-01-01', '2120-12-31'), (person, expiresOn) => {
        fc.pre(person.dateOfBirth < '2021-01-01');
        expect(parseTd1(composeTd1({ ...person, fullName: 'LÊ Ý', expiresOn }))?.expiresOn).toBe(expiresOn);
      }),
    );
  });

  it('writes fillers for what is not there', () => {
    const lines = composeTd1({
      citizenId: '001050900001',
      fullName: 'Đặng Ý',
      dateOfBirth: '1950',
      gender: null,
      expiresOn: null,
    });
    expect(lines[1].slice(0, 15)).toMatch(/^50<<<<\d<<<<<<<0$/);
    expect(parseTd1(lines)).toMatchObject({
      dateOfBirth: '1950',
      gender: null,
      expiresOn: null,
      surname: 'DANG',
      givenNames: 'Y',
      checks: ALL_HOLD,
    });
  });

  it('drops apostrophes, splits at hyphens and cuts long names', () => {
    const base = { citizenId: '066185900001', dateOfBirth: '1985-03-04', gender: 'Nữ', expiresOn: null } as const;
    expect(composeTd1({ ...base, fullName: "H'Hen Niê" })[2]).toBe('HHEN<<NIE'.padEnd(30, '<'));
    expect(composeTd1({ ...base, fullName: 'Y-Bham Niê' })[2]).toBe('Y<<BHAM<NIE'.padEnd(30, '<'));
    expect(composeTd1({ ...base, fullName: 'NGUYỄN THỊ '.concat('PHƯƠNG '.repeat(6)) })[2]).toBe(
      'NGUYEN<<THI<PHUONG<PHUONG<PHUO',
    );
  });

  it('refuses numbers and dates that no card can carry', () => {
    const base = {
      citizenId: '001085900001',
      fullName: 'LÊ Ý',
      dateOfBirth: '1985-03-04',
      gender: 'Nam',
      expiresOn: null,
    } as const;
    expect(() => composeTd1({ ...base, citizenId: '123' })).toThrow(RangeError);
    expect(() => composeTd1({ ...base, dateOfBirth: '1985-02-30' })).toThrow(RangeError);
    expect(() => composeTd1({ ...base, expiresOn: 'x' })).toThrow(RangeError);
  });
});
