import { currentProvinceOf, LEGACY_PROVINCES } from '../../../common/domain/administrative-units.ts';
import { composeCitizenId, type Gender } from '../../../common/domain/citizen-id.ts';
import {
  BLOOD_GROUPS,
  ETHNICITIES,
  FEMALE_GIVEN,
  FEMALE_MIDDLES,
  MALE_GIVEN,
  MALE_MIDDLES,
  STREETS,
  SURNAMES,
  WARDS,
} from './names.ts';
import { hash32, type SeededChoice, seededChoice } from './seeded.ts';

type CitizenStatus = 'living' | 'deceased' | 'cancelled';

/** An invented person. Only the first six fields must be known of people that are added by hand. */
export interface StubCitizen {
  /** 12 digits, serial in the training range. */
  readonly citizenId: string;
  /** In capitals, as cards print it. */
  readonly fullName: string;
  /** `YYYY-MM-DD`, or `YYYY` when only the year is known. */
  readonly dateOfBirth: string;
  readonly gender: Gender;
  readonly address: string;
  readonly status: CitizenStatus;
  /** 9 digits beginning with 00, which no province had. */
  readonly oldId?: string | null;
  readonly hometown?: string;
  readonly birthRegistration?: string;
  readonly ethnicity?: string;
  readonly bloodGroup?: string;
  readonly fatherName?: string | null;
  readonly motherName?: string | null;
}

/** All citizens of one seed. Nothing is held in memory: each is computed from its index, and its index from its number. */
export interface Citizens {
  readonly count: number;
  at(index: number): StubCitizen;
  byCitizenId(citizenId: string): StubCitizen | null;
  byOldId(oldId: string): StubCitizen | null;
}

/** Serials 900000 to 999999 are the training range. */
const SERIALS = 100_000;
const FIRST_SERIAL = 900_000;
/** Every 50th citizen is dead, another 50th has a cancelled number. */
const CYCLE = 50;
const DECEASED_AT = 7;
const CANCELLED_AT = 23;
const FIRST_BIRTH_YEAR = 1935;
const LAST_BIRTH_YEAR = 2023;
/** Who was born later never had a 9-digit card. */
const LAST_OLD_ID_YEAR = 2000;
/** Of older people often only the year of birth is known. */
const LAST_YEAR_ONLY = 1955;

/**
 * @param seed any text; the same one gives the same citizens for ever
 * @param count up to 6,300,000: 100,000 serials times 63 provinces keep every number unique
 */
export function createCitizens(seed: string, count: number): Citizens {
  if (!Number.isInteger(count) || count < 0 || count > SERIALS * LEGACY_PROVINCES.length) {
    throw new RangeError(`The number of citizens must lie between 0 and ${SERIALS * LEGACY_PROVINCES.length}.`);
  }
  const order = createOrder(seed);
  const at = (index: number): StubCitizen => citizenAt(seed, index, order);
  const withSlot = (slot: number, matches: (citizen: StubCitizen) => boolean): StubCitizen | null => {
    for (let index = order.indexOf(slot); index < count; index += SERIALS) {
      const citizen = at(index);
      if (matches(citizen)) return citizen;
    }
    return null;
  };
  return {
    count,
    at: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError('No citizen has this index.');
      return at(index);
    },
    byCitizenId: (citizenId) => {
      const serial = Number(citizenId.slice(6));
      if (!/^\d{12}$/.test(citizenId) || serial < FIRST_SERIAL) return null;
      return withSlot(serial - FIRST_SERIAL, (citizen) => citizen.citizenId === citizenId);
    },
    byOldId: (oldId) =>
      /^00\d{7}$/.test(oldId) ? withSlot(Number(oldId) % SERIALS, (citizen) => citizen.oldId === oldId) : null,
  };
}

interface Order {
  slotOf(index: number): number;
  /** The lowest index that has the slot. */
  indexOf(slot: number): number;
}

/** A seeded shuffle of the serials that can be undone by arithmetic: slot = a·index + b, modulo their number. */
function createOrder(seed: string): Order {
  let factor = (hash32(`${seed}/factor`) % SERIALS) | 1;
  while (factor % 5 === 0) factor += 2;
  const shift = hash32(`${seed}/shift`) % SERIALS;
  const inverse = inverseModulo(BigInt(factor), BigInt(SERIALS));
  return {
    slotOf: (index) => Number((BigInt(factor) * BigInt(index % SERIALS) + BigInt(shift)) % BigInt(SERIALS)),
    indexOf: (slot) => Number((inverse * BigInt((slot - shift + SERIALS) % SERIALS)) % BigInt(SERIALS)),
  };
}

/** Extended Euclid; `value` and `modulus` have no common factor. */
function inverseModulo(value: bigint, modulus: bigint): bigint {
  let [remainder, next] = [value, modulus];
  let [left, right] = [1n, 0n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [left, right] = [right, left - quotient * right];
  }
  return ((left % modulus) + modulus) % modulus;
}

function citizenAt(seed: string, index: number, order: Order): StubCitizen {
  const choice = seededChoice(seed, index);
  const slot = order.slotOf(index);
  const block = Math.floor(index / SERIALS);
  // Citizens who share a serial live in different blocks, and each block takes the next province.
  const provinceIndex = (hash32(`${seed}/province/${slot}`) + block) % LEGACY_PROVINCES.length;
  const province = LEGACY_PROVINCES[provinceIndex];
  if (province === undefined) throw new Error('the list of provinces is empty');

  const status = statusAt(index);
  const gender: Gender = choice.chance(0.5, 'gender') ? 'Nam' : 'Nữ';
  const lastYear = status === 'deceased' ? LAST_YEAR_ONLY + 10 : LAST_BIRTH_YEAR;
  const birthYear = FIRST_BIRTH_YEAR + choice.below(lastYear - FIRST_BIRTH_YEAR + 1, 'year');
  const citizenId = composeCitizenId({ province: province.prefix, gender, birthYear, serial: FIRST_SERIAL + slot });
  if (citizenId === null) throw new Error('an invented citizen number is out of its range');

  const surname = choice.pick(SURNAMES, 'surname');
  const today = currentProvinceOf(province.prefix)?.fullName ?? province.name;
  return {
    citizenId,
    fullName: fullName(surname, gender, choice, ''),
    dateOfBirth: birthDate(birthYear, choice),
    gender,
    address: `Số ${1 + choice.below(300, 'house')}, Phố ${choice.pick(STREETS, 'street')}, Phường ${choice.pick(WARDS, 'ward')}, ${today}`,
    status,
    oldId:
      birthYear <= LAST_OLD_ID_YEAR && choice.chance(0.7, 'old id')
        ? `00${String(block * SERIALS + slot).padStart(7, '0')}`
        : null,
    hometown: `Xã ${choice.pick(WARDS, 'hometown')}, ${province.name}`,
    birthRegistration: `Xã ${choice.pick(WARDS, 'birth registration')}, ${province.name}`,
    ethnicity: choice.pick(ETHNICITIES, 'ethnicity'),
    bloodGroup: choice.pick(BLOOD_GROUPS, 'blood group'),
    fatherName: fullName(surname, 'Nam', choice, 'father '),
    motherName: fullName(choice.pick(SURNAMES, 'mother surname'), 'Nữ', choice, 'mother '),
  };
}

function statusAt(index: number): CitizenStatus {
  if (index % CYCLE === DECEASED_AT) return 'deceased';
  return index % CYCLE === CANCELLED_AT ? 'cancelled' : 'living';
}

function fullName(surname: string, gender: Gender, choice: SeededChoice, whose: string): string {
  const middle = choice.pick(gender === 'Nam' ? MALE_MIDDLES : FEMALE_MIDDLES, `${whose}middle`);
  const given = choice.pick(gender === 'Nam' ? MALE_GIVEN : FEMALE_GIVEN, `${whose}given`);
  return `${surname} ${middle} ${given}`.normalize('NFC').toUpperCase();
}

function birthDate(year: number, choice: SeededChoice): string {
  if (year <= LAST_YEAR_ONLY && choice.chance(0.3, 'year only')) return String(year);
  const month = 1 + choice.below(12, 'month');
  const day = 1 + choice.below(28, 'day');
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
