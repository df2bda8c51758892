import type { Random } from './random.ts';

/** YYYY-MM-DD. */
export type IsoDate = string;

export function isoDate(year: number, month: number, day: number): IsoDate {
  return `${year}-${two(month)}-${two(day)}`;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function randomDate(random: Random, from: IsoDate, to: IsoDate): IsoDate {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return addDays(from, random.int(0, Math.max(0, Math.floor(days))));
}

export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** dd/MM/yyyy */
export function slashed(date: IsoDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** ddMMyyyy, as in the QR code of a citizen card. */
export function compact(date: IsoDate): string {
  return `${date.slice(8, 10)}${date.slice(5, 7)}${date.slice(0, 4)}`;
}

/** "ngày 01 tháng 02 năm 2024": official papers pad days below 10 and months 1 and 2. */
export function spoken(date: IsoDate): string {
  const month = Number(date.slice(5, 7));
  return `ngày ${date.slice(8, 10)} tháng ${month < 3 ? two(month) : month} năm ${date.slice(0, 4)}`;
}

const UNITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

/** 1..9999 in words, as civil-status papers write them: 15 "mười lăm", 21 "hai mươi mốt", 2004 "hai nghìn không trăm linh bốn". */
export function numberInWords(value: number): string {
  if (value < 10) return UNITS[value]!;
  if (value < 20) return `mười${value === 10 ? '' : ` ${value === 15 ? 'lăm' : UNITS[value - 10]!}`}`;
  if (value < 100) return `${UNITS[Math.floor(value / 10)]!} mươi${lastWord(value % 10)}`;
  if (value < 1000) return `${UNITS[Math.floor(value / 100)]!} trăm${rest(value % 100)}`;
  const below = value % 1000;
  const head = `${UNITS[Math.floor(value / 1000)]!} nghìn`;
  return below === 0 ? head : `${head} ${UNITS[Math.floor(below / 100)]!} trăm${rest(below % 100)}`;
}

function rest(value: number): string {
  if (value === 0) return '';
  return value < 10 ? ` linh ${UNITS[value]!}` : ` ${numberInWords(value)}`;
}

function lastWord(digit: number): string {
  if (digit === 0) return '';
  if (digit === 1) return ' mốt';
  return ` ${digit === 5 ? 'lăm' : UNITS[digit]!}`;
}

/** "Ngày mười lăm, tháng hai, năm một nghìn chín trăm chín mươi chín" */
export function inWords(date: IsoDate): string {
  const month = Number(date.slice(5, 7));
  const monthWord = month === 4 ? 'tư' : month === 1 ? 'một' : numberInWords(month);
  const day = Number(date.slice(8, 10));
  const dayWord = day <= 10 ? `mồng ${numberInWords(day)}` : numberInWords(day);
  return `Ngày ${dayWord}, tháng ${monthWord}, năm ${numberInWords(yearOf(date))}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
