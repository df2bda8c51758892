import fc from 'fast-check';
import { LEGACY_PROVINCES } from '../../../../common/domain/administrative-units.ts';
import { type CitizenId, composeCitizenId, GENDERS, type Gender } from '../../../../common/domain/citizen-id.ts';

/** Days that exist, YYYY-MM-DD, in the years that citizen numbers cover. */
export function anyDay(from = '1900-01-01', to = '2399-12-31'): fc.Arbitrary<string> {
  return fc
    .date({ min: new Date(`${from}T00:00:00Z`), max: new Date(`${to}T00:00:00Z`), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
}

export interface Person {
  readonly citizenId: CitizenId;
  readonly gender: Gender;
  readonly dateOfBirth: string;
}

/** Invented people whose number agrees with their sex and birth date. */
export const anyPerson: fc.Arbitrary<Person> = fc
  .record({
    province: fc.constantFrom(...LEGACY_PROVINCES.map((province) => province.prefix)),
    gender: fc.constantFrom(...GENDERS),
    dateOfBirth: anyDay(),
    serial: fc.integer({ min: 900_000, max: 999_999 }),
  })
  .map(({ province, gender, dateOfBirth, serial }) => {
    const citizenId = composeCitizenId({ province, gender, birthYear: Number(dateOfBirth.slice(0, 4)), serial });
    if (citizenId === null) throw new Error('The generator made an impossible number.');
    return { citizenId, gender, dateOfBirth };
  });

const SURNAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Bùi', 'Đỗ', 'Vũ', 'Ngô', 'Lương', 'Kiều', 'Quách'];
const SYLLABLES = [
  'Thị',
  'Văn',
  'Hoà',
  'Thuý',
  'Quý',
  'Đức',
  'Ý',
  'Ân',
  'Mỵ',
  'Giáng',
  'Khuê',
  'Toàn',
  'Ngọc',
  'Ái',
  'Ơn',
];

/** Names as cards print them, in capitals or with a capital first. */
export const anyName: fc.Arbitrary<string> = fc
  .record({
    surname: fc.constantFrom(...SURNAMES),
    given: fc.array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 4 }),
    capitals: fc.boolean(),
  })
  .map(({ surname, given, capitals }) => {
    const name = [surname, ...given].join(' ');
    return capitals ? name.toUpperCase() : name;
  });

/** Text that tries to break parsers: separators, fillers, controls, surrogates, marks, long runs. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '|',
        '<',
        '/',
        '-',
        '.',
        ' ',
        '\r\n',
        '\u0000',
        '\uFEFF',
        '\uFFFD',
        '\uD800',
        'ngày',
        '0',
        '12',
        'Đ',
        'à',
        '𝟙',
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join('')),
  fc
    .record({
      part: fc.constantFrom('|', ' ', '1', '<', 'ngày ', '. ', 'a'),
      count: fc.integer({ min: 1, max: 20_000 }),
    })
    .map(({ part, count }) => part.repeat(count)),
);
