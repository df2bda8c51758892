import { addDays, type IsoDate, randomDate, yearOf } from './dates.ts';
import { makePlace, type Place } from './places.ts';
import type { Random } from './random.ts';

export type Gender = 'Nam' | 'Nữ';

/** An invented citizen. Numbers lie in the training range: serial (last six digits) from 900000. */
export interface Person {
  readonly citizenId: string;
  /** 9 digits, or empty. */
  readonly oldId: string;
  /** Title case, NFC. */
  readonly fullName: string;
  readonly dateOfBirth: IsoDate;
  readonly gender: Gender;
  readonly ethnicity: string;
  readonly nationality: string;
  readonly home: Place;
  readonly residence: Place;
  readonly phone: string;
  readonly cardIssuedOn: IsoDate;
}

/** Shares roughly as in the population; the tail is there for its letters. */
const SURNAMES: readonly (readonly [string, number])[] = [
  ['Nguyễn', 34],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Hoàng', 4],
  ['Huỳnh', 3],
  ['Phan', 4],
  ['Vũ', 3],
  ['Võ', 2.5],
  ['Đặng', 3],
  ['Bùi', 2.5],
  ['Đỗ', 2],
  ['Hồ', 1.6],
  ['Ngô', 1.6],
  ['Dương', 1.4],
  ['Lý', 0.8],
  ['Đinh', 1],
  ['Đoàn', 0.8],
  ['Trịnh', 0.8],
  ['Lương', 0.8],
  ['Đào', 0.8],
  ['Tạ', 0.5],
  ['Quách', 0.4],
  ['Thạch', 0.4],
  ['Lò', 0.5],
  ['Vừ', 0.4],
  ['Giàng', 0.5],
  ['Mỵ', 0.3],
  ['Tăng', 0.3],
  ['Khổng', 0.3],
  ['Ẩn', 0.2],
  ['Kiều', 0.3],
  ['Bế', 0.3],
  ['Chế', 0.2],
  ['Nghiêm', 0.3],
  ['Tôn Nữ', 0.2],
  ['Âu', 0.2],
  ['Ông', 0.2],
];
const MIDDLE: Readonly<Record<Gender, readonly (readonly [string, number])[]>> = {
  Nam: [
    ['Văn', 22],
    ['Đức', 6],
    ['Hữu', 6],
    ['Minh', 5],
    ['Quang', 5],
    ['Ngọc', 4],
    ['Thế', 3],
    ['Xuân', 3],
    ['Đình', 5],
    ['Công', 3],
    ['Tuấn', 2],
    ['Bá', 2],
    ['Trọng', 2],
    ['Viết', 1],
    ['Sỹ', 1],
    ['Khắc', 1],
    ['Quốc', 3],
    ['Hoàng', 2],
    ['A', 1],
  ],
  Nữ: [
    ['Thị', 26],
    ['Thị Thu', 4],
    ['Thị Ngọc', 4],
    ['Thị Hồng', 3],
    ['Ngọc', 5],
    ['Thanh', 4],
    ['Thu', 3],
    ['Bích', 2],
    ['Thúy', 2],
    ['Mỹ', 2],
    ['Phương', 2],
    ['Diễm', 1],
    ['Hoài', 1],
    ['Quỳnh', 2],
    ['Thị Mỵ', 0.5],
    ['Thị Bé', 0.5],
  ],
};
const GIVEN: Readonly<Record<Gender, readonly string[]>> = {
  Nam: [
    'Hùng',
    'Dũng',
    'Tuấn',
    'Cường',
    'Thắng',
    'Hải',
    'Sơn',
    'Thành',
    'Đạt',
    'Đức',
    'Khánh',
    'Phúc',
    'Lộc',
    'Thọ',
    'Nghĩa',
    'Trí',
    'Vỹ',
    'Tuyển',
    'Quyết',
    'Quý',
    'Ẩn',
    'Thưởng',
    'Trường',
    'Hưởng',
    'Bằng',
    'Đẳng',
    'Lượng',
    'Chiến',
    'Huỳnh',
    'Khởi',
    'Kiệt',
    'Nhựt',
    'Sửu',
    'Tỵ',
    'Ngọ',
    'Dậu',
    'Mừng',
    'Của',
    'Hiển',
    'Điệp',
  ],
  Nữ: [
    'Hằng',
    'Hạnh',
    'Hương',
    'Huyền',
    'Thảo',
    'Nguyệt',
    'Tuyết',
    'Mỵ',
    'Mỹ',
    'Thủy',
    'Thúy',
    'Thùy',
    'Yến',
    'Ẩn',
    'Ánh',
    'Bưởi',
    'Chuyền',
    'Diệp',
    'Đào',
    'Gấm',
    'Hiền',
    'Hiếu',
    'Khuyên',
    'Loan',
    'Lụa',
    'Lý',
    'Nhung',
    'Nữ',
    'Oanh',
    'Phượng',
    'Quỳnh',
    'Rộng',
    'Sáu',
    'Tỵ',
    'Vẻ',
    'Xuyến',
    'Trâm',
    'Hoài',
    'Hòa',
    'Vân',
  ],
};
const ETHNIC: readonly (readonly [string, number])[] = [
  ['Kinh', 82],
  ['Tày', 3],
  ['Thái', 3],
  ['Mường', 3],
  ['Khmer', 2],
  ['Hoa', 2],
  ['Nùng', 2],
  ['Mông', 2],
  ['Ê Đê', 1],
];

export interface PersonOptions {
  /** Day on which the person's age counts. */
  readonly on: IsoDate;
  readonly age?: readonly [number, number];
  readonly gender?: Gender;
  readonly surname?: string;
  readonly residence?: Place;
  readonly home?: Place;
  readonly ethnicity?: string;
  readonly dateOfBirth?: IsoDate;
}

export function makePerson(random: Random, options: PersonOptions): Person {
  const gender = options.gender ?? (random.chance(0.5) ? 'Nam' : 'Nữ');
  const [low, high] = options.age ?? [19, 72];
  const dateOfBirth =
    options.dateOfBirth ??
    randomDate(
      random,
      `${yearOf(options.on) - high - 1}${options.on.slice(4)}`,
      `${yearOf(options.on) - low - 1}-12-31`,
    );
  const home = options.home ?? makePlace(random);
  const residence =
    options.residence ?? (random.chance(0.6) ? { ...home, detail: makePlace(random).detail } : makePlace(random));
  const surname = options.surname ?? random.weighted(SURNAMES);
  const fullName = `${surname} ${random.weighted(MIDDLE[gender])} ${random.pick(GIVEN[gender])}`.normalize('NFC');
  return {
    citizenId: makeCitizenId(random, home.prefix, gender, dateOfBirth),
    oldId:
      yearOf(dateOfBirth) < 2002 && random.chance(0.6)
        ? `${random.pick(['01', '02', '03', '09', '13', '16', '17', '24', '36'])}${random.digits(7)}`
        : '',
    fullName,
    dateOfBirth,
    gender,
    ethnicity: options.ethnicity ?? random.weighted(ETHNIC),
    nationality: 'Việt Nam',
    home,
    residence,
    phone: `09${random.digits(8)}`,
    cardIssuedOn: randomDate(random, '2021-03-01', '2023-12-28'),
  };
}

/** Province, century and sex, birth year, and a serial in the range that no living citizen's sample may leave. */
export function makeCitizenId(random: Random, prefix: string, gender: Gender, dateOfBirth: IsoDate): string {
  const year = yearOf(dateOfBirth);
  const century = (Math.floor(year / 100) - 19) * 2 + (gender === 'Nữ' ? 1 : 0);
  return `${prefix}${century}${String(year % 100).padStart(2, '0')}${random.int(900000, 999999)}`;
}

export interface Family {
  readonly wife: Person;
  readonly husband: Person;
  /** Born 12 to 58 days before the paper's day. */
  readonly baby: Person;
  readonly children: readonly Person[];
  readonly grandparent: Person;
}

/** A household as it stands on a day. */
export function makeFamily(random: Random, on: IsoDate): Family {
  const ethnicity = random.weighted(ETHNIC);
  const wife = makePerson(random.fork('wife'), { on, age: [20, 43], gender: 'Nữ', ethnicity });
  const husband = makePerson(random.fork('husband'), { on, age: [22, 48], gender: 'Nam', residence: wife.residence });
  const surname = husband.fullName.startsWith('Tôn Nữ') ? 'Tôn' : husband.fullName.split(' ')[0]!;
  const baby = makePerson(random.fork('baby'), {
    on,
    surname,
    home: husband.home,
    residence: wife.residence,
    ethnicity: husband.ethnicity,
    dateOfBirth: addDays(on, -random.int(12, 58)),
  });
  const oldest = Math.min(14, yearOf(on) - yearOf(wife.dateOfBirth) - 20);
  const children = Array.from({ length: oldest < 1 ? 0 : random.int(1, 3) }, (_, index) =>
    makePerson(random.fork(`child${index}`), {
      on,
      age: [Math.min(1, oldest), oldest],
      surname,
      home: husband.home,
      residence: wife.residence,
      ethnicity: husband.ethnicity,
    }),
  );
  const grandparent = makePerson(random.fork('elder'), { on, age: [62, 91], surname, home: husband.home });
  return { wife, husband, baby, children, grandparent };
}

/** Capitals with Vietnamese rules. */
export function capitals(text: string): string {
  return text.toLocaleUpperCase('vi').normalize('NFC');
}
