/** Weights of the first nine digits of an enterprise code, which is also its tax number. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/**
 * Tenth digit of an enterprise code: 10 - (weighted sum of the first nine mod 11). Null when the input is not nine
 * digits, or when the rule gives two digits: such a number is never issued.
 */
export function companyCodeCheckDigit(firstNine: string): string | null {
  if (!/^\d{9}$/.test(firstNine)) return null;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(firstNine.charAt(index)), 0);
  const digit = 10 - (sum % 11);
  return digit === 10 ? null : String(digit);
}

/** True for ten digits whose last is the check digit, alone or followed by - and the three digits of a branch. */
export function isCompanyCode(text: string): boolean {
  const match = /^(\d{9})(\d)(?:-\d{3})?$/.exec(text);
  return match !== null && companyCodeCheckDigit(match[1] ?? '') === match[2];
}
