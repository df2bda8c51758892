import { CURRENT_PROVINCE_ROWS, LEGACY_PROVINCE_ROWS } from './administrative-units-data.ts';

/** A province as it was up to 30 June 2025. */
export interface LegacyProvince {
  /** First three digits of a citizen number, '001' … '096'. */
  readonly prefix: string;
  /** NFC, without Tỉnh or Thành phố. */
  readonly name: string;
  /** Two-digit code of the current province that holds its area. */
  readonly currentCode: string;
}

/** A province since 1 July 2025. */
export interface CurrentProvince {
  /** Two digits, '01' … '96'. */
  readonly code: string;
  /** Prefix of citizen numbers registered in it: '0' + code. */
  readonly prefix: string;
  readonly name: string;
  readonly kind: 'Tỉnh' | 'Thành phố';
  /** Kind and name, as a letterhead prints it. */
  readonly fullName: string;
  /** Prefixes of the legacy provinces merged into it, its own included. */
  readonly mergedFrom: readonly string[];
}

/** First day of the 34 provinces (Resolution 202/2025/QH15). */
export const MERGER_DATE = '2025-07-01';

/** The prefix of Thừa Thiên Huế, renamed Huế half a year before the merger. */
const HUE_PREFIX = '046';
const HUE_RENAMED_ON = '2025-01-01';

export const CURRENT_PROVINCES: readonly CurrentProvince[] = CURRENT_PROVINCE_ROWS.map(
  ([code, name, kind, mergedFrom]) => ({
    code,
    prefix: `0${code}`,
    name,
    kind,
    fullName: `${kind} ${name}`,
    mergedFrom,
  }),
);

const currentByLegacyPrefix = new Map(
  CURRENT_PROVINCES.flatMap((province) => province.mergedFrom.map((prefix) => [prefix, province] as const)),
);
const currentByPrefix = new Map(CURRENT_PROVINCES.map((province) => [province.prefix, province] as const));

export const LEGACY_PROVINCES: readonly LegacyProvince[] = LEGACY_PROVINCE_ROWS.map(([prefix, name]) => ({
  prefix,
  name,
  currentCode: currentByLegacyPrefix.get(prefix)?.code ?? '',
}));

const legacyByPrefix = new Map(LEGACY_PROVINCES.map((province) => [province.prefix, province] as const));

/**
 * The province whose code opens a citizen number. All 63 legacy codes stay valid for ever, since the number of a person
 * does not change with a merger. Null for a prefix that is no province (it may be a country code).
 */
export function provinceByIdPrefix(prefix: string): LegacyProvince | null {
  return legacyByPrefix.get(prefix) ?? null;
}

/** The current province that holds the area of a legacy prefix; null for an unknown prefix. */
export function currentProvinceOf(prefix: string): CurrentProvince | null {
  return currentByLegacyPrefix.get(prefix) ?? null;
}

/**
 * Name that the code bore on a day: 015 is Yên Bái on a card of 2021 and Lào Cai on one of 2026.
 *
 * @param prefix three digits
 * @param isoDate YYYY-MM-DD or YYYY, day on which the paper was issued; a bare year counts from its first day
 * @returns null when no province had the code on that day
 */
export function provinceNameAt(prefix: string, isoDate: string): string | null {
  const legacy = legacyByPrefix.get(prefix);
  if (legacy === undefined) return null;
  const day = isoDate.length === 4 ? `${isoDate}-01-01` : isoDate;
  if (prefix === HUE_PREFIX && day >= HUE_RENAMED_ON) return currentByPrefix.get(prefix)?.name ?? legacy.name;
  if (day < MERGER_DATE) return legacy.name;
  return currentByPrefix.get(prefix)?.name ?? null;
}
