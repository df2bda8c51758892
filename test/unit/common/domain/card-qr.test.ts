import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCardQr, parseCardQr } from '../../../../common/domain/card-qr.ts';
import { anyDay, anyName, anyPerson, hostileText } from './arbitraries.ts';

const TEXT = '001222900117|012345678|Nguyễn Văn Mẫu|15022022|Nam|Số 1, Phố Mẫu, Phường Ba Đình, Hà Nội|01072024';
const CARD = {
  citizenId: '001222900117',
  oldId: '012345678',
  fullName: 'Nguyễn Văn Mẫu',
  dateOfBirth: '2022-02-15',
  gender: 'Nam',
  address: 'Số 1, Phố Mẫu, Phường Ba Đình, Hà Nội',
  issuedOn: '2024-07-01',
  surplus: [],
  damaged: false,
} as const;

/** TEXT with one of its fields replaced; fields count from 1 as in the description of the format. */
function withField(field: number, value: string): string {
  return TEXT.split('|')
    .with(field - 1, value)
    .join('|');
}

describe('parseCardQr', () => {
  it('reads the seven fields', () => {
    expect(parseCardQr(TEXT)).toEqual(CARD);
  });

  it('reads an empty second field as no old number', () => {
    expect(parseCardQr(withField(2, ''))).toEqual({ ...CARD, oldId: null });
  });

  it('takes the 12-digit number of an earlier card in the second field', () => {
    expect(parseCardQr(withField(2, '001085900001'))).toMatchObject({ oldId: '001085900001', damaged: false });
  });

  it('keeps what follows the seventh field, untouched and in order', () => {
    expect(parseCardQr(`${TEXT}||||`)?.surplus).toEqual(['', '', '', '']);
    expect(parseCardQr(`${TEXT}| Lê Thị  Mẫu |x|`)?.surplus).toEqual([' Lê Thị  Mẫu ', 'x', '']);
  });

  it('takes dates with slashes and births of which only the year is known', () => {
    expect(parseCardQr(withField(4, '15/02/2022'))).toEqual(CARD);
    for (const year of ['00001950', '1950', '00/00/1950']) {
      expect(parseCardQr(withField(4, year))).toMatchObject({ dateOfBirth: '1950', damaged: false });
    }
  });

  it('drops byte-order marks and the line ends of scanners', () => {
    expect(parseCardQr(`\uFEFF${TEXT}\r\n`)).toEqual(CARD);
    expect(parseCardQr(withField(7, '01072024\r'))).toEqual(CARD);
    expect(parseCardQr(`${TEXT}|\uFEFFx\r\n`)).toEqual({ ...CARD, surplus: ['x'] });
  });

  it('composes letters that come in parts', () => {
    expect(parseCardQr(TEXT.normalize('NFD'))).toEqual(CARD);
  });

  it.each([
    ['question marks of a keyboard-wedge scanner', withField(3, 'Nguy?n V?n M?u')],
    ['replacement characters', withField(6, 'S\uFFFD 1')],
    ['half a surrogate pair', withField(6, 'Số \uD800 1')],
    ['UTF-8 shown as Latin-1', withField(3, 'Nguyá»\u0085n VÄ\u0083n Máº«u')],
    ['control characters', withField(3, 'Nguyễn\u0000 Văn Mẫu')],
    ['a sex without its marks', withField(5, 'Nu')],
    ['a sex that is none', withField(5, 'X')],
    ['a birth date that does not exist', withField(4, '31022022')],
    ['no birth date', withField(4, '')],
    ['an issue date that does not exist', withField(7, '99999999')],
    ['a year alone as issue date', withField(7, '00002024')],
    ['an old number that is none', withField(2, '12345')],
    ['no name', withField(3, '')],
    ['a damaged surplus', `${TEXT}|L? Th? M?u`],
  ])('flags %s', (_, text) => {
    expect(parseCardQr(text)).toMatchObject({ citizenId: CARD.citizenId, damaged: true });
  });

  it('does not guess what was lost', () => {
    expect(parseCardQr(withField(5, 'N?'))).toMatchObject({ gender: null, damaged: true });
    expect(parseCardQr(withField(4, '3102202?'))).toMatchObject({ dateOfBirth: null, damaged: true });
    expect(parseCardQr(withField(3, 'Nguy?n V?n M?u'))?.fullName).toBe('Nguy?n V?n M?u');
  });

  it('does not flag capitals, nor an issue date that is absent', () => {
    expect(parseCardQr(withField(5, 'NAM'))).toEqual(CARD);
    expect(parseCardQr(withField(7, ''))).toEqual({ ...CARD, issuedOn: null });
    expect(parseCardQr(withField(3, 'NGUYỄN VĂN TÃO'))).toMatchObject({ damaged: false });
  });

  it.each([
    ['fewer than seven fields', TEXT.split('|').slice(0, 6).join('|')],
    ['no number', withField(1, '')],
    ['a number of eleven digits', withField(1, '00122290011')],
    ['an address on the web', 'https://example.vn/a|b|c|d|e|f|g'],
    ['nothing', ''],
    ['more than a QR code holds', `${TEXT}|${'x'.repeat(3000)}`],
  ])('is null for %s', (_, text) => {
    expect(parseCardQr(text)).toBeNull();
  });

  it('never throws and never grows, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(8), (text, at) => {
        const fields = TEXT.split('|');
        for (const candidate of [
          text,
          fields.toSpliced(at, 1, text).join('|'),
          fields.toSpliced(at, 0, text).join('|'),
        ]) {
          const card = parseCardQr(candidate);
          if (card === null) continue;
          expect(card.citizenId).toMatch(/^\d{12}$/);
          // NFC can lengthen a few rare characters, at most threefold.
          expect(JSON.stringify(card).length).toBeLessThan(6 * candidate.length + 400);
        }
      }),
    );
  });

  it('reads back every card that formatCardQr writes', () => {
    fc.assert(
      fc.property(
        anyPerson,
        anyName,
        fc.option(fc.stringMatching(/^\d{9}$/)),
        anyDay('2016-01-01', '2100-12-31'),
        fc.array(fc.stringMatching(/^[\p{L}\d ,/]{0,20}$/u), { maxLength: 4 }),
        fc.boolean(),
        (person, fullName, oldId, issuedOn, surplus, yearOnly) => {
          const card = {
            ...person,
            dateOfBirth: yearOnly ? person.dateOfBirth.slice(0, 4) : person.dateOfBirth,
            oldId,
            fullName,
            address: 'Thôn Mẫu, Xã Mẫu, Tỉnh Hưng Yên',
            issuedOn,
            surplus,
          };
          expect(parseCardQr(formatCardQr(card))).toEqual({ ...card, damaged: false });
        },
      ),
    );
  });
});

describe('formatCardQr', () => {
  it('writes dates in eight digits and absent values empty', () => {
    expect(formatCardQr(CARD)).toBe(TEXT);
    expect(
      formatCardQr({ ...CARD, oldId: null, dateOfBirth: '1950', gender: null, issuedOn: null, surplus: ['', 'x'] }),
    ).toBe('001222900117||Nguyễn Văn Mẫu|00001950||Số 1, Phố Mẫu, Phường Ba Đình, Hà Nội|||x');
  });

  it('lets no value open a field of its own', () => {
    expect(parseCardQr(formatCardQr({ ...CARD, address: 'Số 1 | Phố Mẫu' }))).toMatchObject({
      address: 'Số 1   Phố Mẫu',
      surplus: [],
    });
  });
});
