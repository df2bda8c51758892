import { compact, type IsoDate, yearOf } from './dates.ts';
import type { Person } from './people.ts';

/** TD1 lines of a citizen card (domain rules: number's last nine digits as document number). Written apart from the product's own, so that one can test the other. */
export function mrzLines(person: Person, expiresOn: IsoDate | null): readonly [string, string, string] {
  const number = person.citizenId.slice(3);
  const birth = shortDate(person.dateOfBirth);
  // A card without expiry carries the last day that the field can hold.
  const expiry = expiresOn === null ? '991231' : shortDate(expiresOn);
  const first = `IDVNM${number}${digit(number)}${person.citizenId}<<${digit(person.citizenId)}`;
  const start = `${birth}${digit(birth)}${person.gender === 'Nữ' ? 'F' : 'M'}${expiry}${digit(expiry)}VNM`;
  const composite = first.slice(5, 30) + start.slice(0, 7) + start.slice(8, 15) + '<'.repeat(11);
  const second = `${start}${'<'.repeat(11)}${digit(composite)}`;
  return [first, second, nameLine(person.fullName)];
}

function nameLine(fullName: string): string {
  const [family, ...given] = plain(fullName).split(' ');
  return `${family}<<${given.join('<')}`.padEnd(30, '<').slice(0, 30);
}

/** Capitals without diacritics, as in the zone. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toUpperCase();
}

/** YYMMDD */
function shortDate(date: IsoDate): string {
  const day = compact(date);
  return `${String(yearOf(date)).slice(2)}${day.slice(2, 4)}${day.slice(0, 2)}`;
}

/** ICAO 9303: weights 7, 3, 1. */
function digit(text: string): string {
  const weights = [7, 3, 1] as const;
  const sum = [...text].reduce((total, character, index) => {
    const value = character === '<' ? 0 : /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
    return total + value * weights[index % 3]!;
  }, 0);
  return String(sum % 10);
}
