import type { IsoDate } from '../dates.ts';
import type { Person } from '../people.ts';
import { bareUnit, lowerUnit, type Place, units } from '../places.ts';
import type { Random } from '../random.ts';

/** Names that an office's papers carry. */
export interface Office {
  /** Header lines, superior first. */
  readonly header: readonly [superior: string, own: string];
  /** "Ủy ban nhân dân xã …, huyện …, tỉnh …" */
  readonly full: string;
  /** Place in "…, ngày … tháng …". */
  readonly place: string;
  readonly sealText: string;
  readonly signer: string;
}

const SIGNERS = [
  'Nguyễn Đình Thọ',
  'Trần Thị Thúy',
  'Lê Quang Vỹ',
  'Phạm Đức Ẩn',
  'Hoàng Thị Nguyệt',
  'Đặng Hữu Trí',
  'Võ Mỹ Huyền',
] as const;

export function communeOffice(random: Random, place: Place, on: IsoDate): Office {
  const names = units(place, on);
  const own = names[0]!;
  const superior = names.length === 3 ? names[1]! : names.at(-1)!;
  return {
    header: [
      `UBND ${superior.toLocaleUpperCase('vi')}`,
      random.chance(0.5) ? `ỦY BAN NHÂN DÂN ${own.toLocaleUpperCase('vi')}` : `UBND ${own.toLocaleUpperCase('vi')}`,
    ],
    full: `Ủy ban nhân dân ${names.map(lowerUnit).join(', ')}`,
    place: /\d$/.test(own) ? own : bareUnit(own),
    sealText: `UBND ${own}`.toLocaleUpperCase('vi'),
    signer: random.pick(SIGNERS),
  };
}

/** "Cục Cảnh sát quản lý hành chính về trật tự xã hội" or "Bộ Công an", by the card's day. */
export function cardIssuer(issuedOn: IsoDate): string {
  return issuedOn < '2024-07-01' ? 'Cục Cảnh sát quản lý hành chính về trật tự xã hội' : 'Bộ Công an';
}

/** Day of issue of a person's card that a paper of a day can mention. */
export function cardDay(person: Person, on: IsoDate): IsoDate {
  return person.cardIssuedOn < on ? person.cardIssuedOn : '2021-05-04';
}
