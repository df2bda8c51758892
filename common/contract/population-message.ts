import { z } from 'zod';

/** What the station and the population database say to each other (domain reference 6.1; field names are theirs). */

/** `error_code` of a reply; with 0 the message is the XML of one citizen as held, else it is a sentence. */
export const POPULATION_CODES = {
  found: 0,
  notFound: 1,
  invalid: 2,
  deceased: 4,
  cancelled: 5,
  busy: 9,
} as const;

/** Number, name and full date or year must be sent; the last three say on whose behalf and go into the log. */
export const populationRequest = z.looseObject({
  HoVaTen: z.string(),
  SoDinhDanh: z.string().nullish(),
  SoCMND: z.string().nullish(),
  /** `yyyyMMdd`; empty when only the year is known. */
  NgayThangNam: z.string().nullish(),
  Nam: z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().nullish()),
  MaTichHop: z.string().nullish(),
  /** Procedure code. */
  MaDVC: z.string().nullish(),
  /** Officer code. */
  MaCanBo: z.string().nullish(),
  /** Id of this request. */
  MaYeuCau: z.string().nullish(),
});
export type PopulationRequest = z.infer<typeof populationRequest>;

export const populationReply = z.object({
  error_code: z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ]),
  message: z.string(),
});

/**
 * A date of the wire as `YYYY-MM-DD`: takes `yyyyMMdd`, `ddMMyyyy`, `dd/MM/yyyy` and ISO; a bare year stays `YYYY`;
 * null when it is none of these or not a real date. Years lie in 1900..2099, so the 8-digit forms cannot be confused.
 */
export function parseWireDate(text: string): string | null {
  const trimmed = text.trim();
  if (/^(19|20)\d{2}$/.test(trimmed)) return trimmed;
  const byYear = /^((?:19|20)\d{2})-?(\d{2})-?(\d{2})$/.exec(trimmed);
  if (byYear !== null && isDate(byYear[1]!, byYear[2]!, byYear[3]!)) return `${byYear[1]}-${byYear[2]}-${byYear[3]}`;
  const byDay = /^(\d{2})\/?(\d{2})\/?((?:19|20)\d{2})$/.exec(trimmed);
  if (byDay !== null && isDate(byDay[3]!, byDay[2]!, byDay[1]!)) return `${byDay[3]}-${byDay[2]}-${byDay[1]}`;
  return null;
}

function isDate(year: string, month: string, day: string): boolean {
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(`${year}-${month}-${day}`);
}
