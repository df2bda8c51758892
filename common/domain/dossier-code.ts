import { isRealDate } from './dates.ts';

/**
 * Codes of Circular 01/2018/TT-VPCP Art. 19 (000.17.22.H56-210531-0001) and with the agency codes of Decision
 * 20/2020/QĐ-TTg (H56.25.5-240617-0001): unit, day of reception as YYMMDD, number in the day.
 */
export const DOSSIER_CODE_PATTERN =
  /^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})-(\d{6})-(\d{4,6})$/;

const UNIT_PATTERN = /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})$/;

export interface DossierCode {
  /** The whole code. */
  readonly code: string;
  readonly unit: string;
  /** Day of reception, YYYY-MM-DD, in this century. */
  readonly date: string;
  /** Number in the day. */
  readonly serial: number;
}

/** Parts of a dossier code; null when the pattern or the day does not hold. Spaces around it are ignored. */
export function parseDossierCode(text: string): DossierCode | null {
  const match = DOSSIER_CODE_PATTERN.exec(text.trim());
  if (match === null) return null;
  const [code, unit = '', day = '', serial = ''] = match;
  const date = `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4, 6)}`;
  return isRealDate(date) ? { code, unit, date, serial: Number(serial) } : null;
}

/**
 * Builds a dossier code; the number in the day has four digits, more where a unit receives over 9,999 a day.
 *
 * @param parts unit: agency code in either style; date: YYYY-MM-DD between 2000 and 2099; serial: 0 to 999999
 * @throws RangeError when a part is out of its form: codes are made from settings and the clock, never from papers
 */
export function composeDossierCode(parts: {
  readonly unit: string;
  readonly date: string;
  readonly serial: number;
}): string {
  const { unit, date, serial } = parts;
  if (!UNIT_PATTERN.test(unit)) throw new RangeError('The unit of a dossier code is no agency code.');
  if (!/^20\d{2}-/.test(date) || !isRealDate(date)) throw new RangeError('The day of a dossier code does not exist.');
  if (!Number.isInteger(serial) || serial < 0 || serial > 999_999) {
    throw new RangeError('The number of a dossier code must lie between 0 and 999999.');
  }
  return `${unit}-${date.slice(2).replaceAll('-', '')}-${String(serial).padStart(4, '0')}`;
}
