/**
 * A whole number as hands type it, thousands parted by dots or spaces or not: `10.000`, `10 000`.
 *
 * @returns null for nothing typed, false for what is none or lies outside the limits
 */
export function wholeNumber(typed: string, least: number, most: number): number | null | false {
  const text = typed.trim();
  if (text === '') return null;
  if (!/^\d{1,3}(?:[. ]\d{3})+$|^\d{1,9}$/.test(text)) return false;
  const value = Number(text.replace(/[. ]/g, ''));
  return value >= least && value <= most ? value : false;
}
