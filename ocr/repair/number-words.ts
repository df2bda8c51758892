import { plainKey } from './gazetteer.ts';

const UNITS: Readonly<Record<string, number>> = {
  khong: 0,
  mot: 1,
  mott: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  nham: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
};
function wordKey(word: string): string {
  return plainKey(word).replace(/[^a-z]/gu, '');
}

const FILLERS = new Set(['linh', 'le', 'mong', 'mung']);

/**
 * A number written in Vietnamese words ("một nghìn chín trăm tám mươi bảy" = 1987), diacritics not needed; null when
 * it holds a word that is no part of a number.
 */
export function parseNumberWords(words: readonly string[]): number | null {
  let total = 0;
  let group = 0;
  let unit: number | null = null;
  let seen = false;
  for (const word of words) {
    const key = wordKey(word);
    if (key === '' || FILLERS.has(key)) continue;
    if (key === 'nghin' || key === 'ngan') {
      total += (group + (unit ?? 0) || 1) * 1000;
      group = 0;
      unit = null;
    } else if (key === 'tram') {
      group += (unit ?? 0) * 100;
      unit = null;
    } else if (key === 'muoi') {
      group += (unit ?? 1) * 10;
      unit = null;
    } else {
      const digit = UNITS[key];
      if (digit === undefined) return null;
      // "hai không không ba": years said digit by digit.
      if (unit !== null) group = (group + unit) * 10;
      unit = digit;
    }
    seen = true;
  }
  return seen ? total + group + (unit ?? 0) : null;
}

/**
 * A date written in words ("ngày mười lăm tháng ba năm một nghìn chín trăm chín mươi chín"): YYYY-MM-DD parts, or null.
 * `năm` is both "year" and "five": the last one that leaves a number of four digits is the year's.
 */
export function parseDateWords(text: string): string | null {
  const words = text.split(/[\s,.;()]+/u).filter((word) => word !== '');
  const keys = words.map(wordKey);
  const day = keys.indexOf('ngay');
  const month = keys.indexOf('thang', day + 1);
  if (day < 0 || month < 0) return null;
  for (let year = month + 2; year < words.length - 2; year += 1) {
    if (keys[year] !== 'nam') continue;
    const parts = [words.slice(day + 1, month), words.slice(month + 1, year), words.slice(year + 1)].map(
      parseNumberWords,
    );
    const [d, m, y] = parts;
    if (d == null || m == null || y == null || d < 1 || d > 31 || m < 1 || m > 12 || y < 1000 || y > 2999) continue;
    return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  }
  return null;
}
