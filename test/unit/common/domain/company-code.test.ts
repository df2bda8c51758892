import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyCodeCheckDigit, isCompanyCode } from '../../../../common/domain/company-code.ts';

const nineDigits = fc.stringMatching(/^\d{9}$/);

describe('companyCodeCheckDigit', () => {
  it('follows the weights', () => {
    // 1*31 + 1*29 = 60; 60 mod 11 = 5; 10 - 5 = 5
    expect(companyCodeCheckDigit('110000000')).toBe('5');
    // 3*31 + 1*29 + 9*3 = 149; 149 mod 11 = 6; 10 - 6 = 4
    expect(companyCodeCheckDigit('310000009')).toBe('4');
  });

  it('has no digit where the rule gives ten', () => {
    expect(companyCodeCheckDigit('000000000')).toBeNull();
  });

  it('wants nine digits', () => {
    expect(companyCodeCheckDigit('11000000')).toBeNull();
    expect(companyCodeCheckDigit('11000000x')).toBeNull();
  });
});

describe('isCompanyCode', () => {
  it('takes ten digits with the right last one, and a branch number', () => {
    expect(isCompanyCode('1100000005')).toBe(true);
    expect(isCompanyCode('1100000005-001')).toBe(true);
    expect(isCompanyCode('1100000004')).toBe(false);
    expect(isCompanyCode('1100000005-01')).toBe(false);
    expect(isCompanyCode('11000000050')).toBe(false);
  });

  it('takes at most one last digit for any nine', () => {
    fc.assert(
      fc.property(nineDigits, (nine) => {
        const accepted = [...'0123456789'].filter((digit) => isCompanyCode(nine + digit));
        const digit = companyCodeCheckDigit(nine);
        expect(accepted).toEqual(digit === null ? [] : [digit]);
      }),
    );
  });

  it('notices every single wrong digit among the first nine', () => {
    fc.assert(
      fc.property(nineDigits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (nine, at, shift) => {
        const digit = companyCodeCheckDigit(nine);
        fc.pre(digit !== null);
        const wrong = (Number(nine.charAt(at)) + shift) % 10;
        expect(isCompanyCode(`${nine.slice(0, at)}${wrong}${nine.slice(at + 1)}${digit}`)).toBe(false);
      }),
    );
  });
});
