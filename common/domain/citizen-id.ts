import { provinceByIdPrefix } from './administrative-units.ts';
import { isRealDate } from './dates.ts';
import type { FindingCode } from './findings.ts';
import { compareKey } from './vietnamese-text.ts';

/** Personal identification number: exactly 12 digits, PPP G YY NNNNNN. It has no check digit. */
export type CitizenId = string & { readonly __brand: 'CitizenId' };

export const GENDERS = ['Nam', 'Nữ'] as const;
export type Gender = (typeof GENDERS)[number];

/** What a citizen number says about its holder. */
export interface CitizenIdParts {
  /** Province of birth registration under its legacy name; null when the prefix is no province (perhaps a country). */
  readonly province: { readonly code: string; readonly name: string } | null;
  readonly gender: Gender;
  /** Four digits, 1900 to 2399. */
  readonly birthYear: number;
  /** Last six digits. */
  readonly serial: string;
}

/** Serials from here on are kept for invented people in training and tests. */
const FIRST_TRAINING_SERIAL = 900_000;

/** True for exactly 12 digits. Structure beyond that is judged by checkCitizenId, since real numbers have surprises. */
export function isCitizenId(text: string): text is CitizenId {
  return /^\d{12}$/.test(text);
}

/** Sex and century come from the fourth digit: even is male, odd female, a pair of digits to each century from 1900. */
export function readCitizenId(id: CitizenId): CitizenIdParts {
  const marker = Number(id.charAt(3));
  const province = provinceByIdPrefix(id.slice(0, 3));
  return {
    province: province === null ? null : { code: province.prefix, name: province.name },
    gender: marker % 2 === 0 ? 'Nam' : 'Nữ',
    birthYear: 1900 + 100 * Math.floor(marker / 2) + Number(id.slice(4, 6)),
    serial: id.slice(6),
  };
}

/**
 * Findings about a number and about its agreement with sex and birth date printed beside it. A disagreement is a
 * warning and no proof: sex or date may have been corrected after the number was given, so the supervisor decides.
 *
 * @param claims dateOfBirth as YYYY-MM-DD or YYYY, gender as printed; what is absent or unreadable is not judged
 */
export function checkCitizenId(
  text: string,
  claims: { readonly dateOfBirth?: string | null | undefined; readonly gender?: string | null | undefined } = {},
): readonly FindingCode[] {
  if (!isCitizenId(text)) return ['citizen-id-format'];
  const parts = readCitizenId(text);
  const found: FindingCode[] = [];
  if (parts.province === null) found.push('citizen-id-unknown-province');
  const { dateOfBirth } = claims;
  if (dateOfBirth != null && isRealDate(dateOfBirth) && Number(dateOfBirth.slice(0, 4)) !== parts.birthYear) {
    found.push('citizen-id-birth-year-mismatch');
  }
  const gender = claims.gender == null ? null : parseGender(claims.gender);
  if (gender !== null && gender !== parts.gender) found.push('citizen-id-gender-mismatch');
  return found;
}

/** Nam or Nữ in any case and Unicode form, `Nu` from devices that lose marks; null for anything else. */
export function parseGender(text: string): Gender | null {
  const key = compareKey(text);
  if (key === 'nam') return 'Nam';
  return key === 'nữ' || key === 'nu' ? 'Nữ' : null;
}

/** True for the 9-digit number of the old identity card (CMND), void since 2025 and still found on old papers. */
export function isCmnd(text: string): boolean {
  return /^\d{9}$/.test(text);
}

/** For lists and logs: first three and last four digits of a 12-digit number; of anything else at most the last three. */
export function maskCitizenId(text: string): string {
  if (isCitizenId(text)) return `${text.slice(0, 3)}•••••${text.slice(-4)}`;
  return isCmnd(text) ? `••••••${text.slice(-3)}` : '•'.repeat(Math.min(text.length, 12));
}

/** True for numbers of invented people: a known province and a serial from 900000 on. */
export function isTrainingCitizenId(text: string): boolean {
  return (
    isCitizenId(text) && provinceByIdPrefix(text.slice(0, 3)) !== null && Number(text.slice(6)) >= FIRST_TRAINING_SERIAL
  );
}

/**
 * Builds a number from its parts; the opposite of readCitizenId.
 *
 * @param parts province: three digits; birthYear: 1900 to 2399; serial: 0 to 999999
 * @returns null when a part is out of its range
 */
export function composeCitizenId(parts: {
  readonly province: string;
  readonly gender: Gender;
  readonly birthYear: number;
  readonly serial: number;
}): CitizenId | null {
  const century = Math.floor((parts.birthYear - 1900) / 100);
  const marker = 2 * century + (parts.gender === 'Nam' ? 0 : 1);
  const year = String(parts.birthYear % 100).padStart(2, '0');
  const id = `${parts.province}${marker}${year}${String(parts.serial).padStart(6, '0')}`;
  return isCitizenId(id) ? id : null;
}
