import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCardQr } from '../../../common/domain/card-qr.ts';
import { checkCitizenId, isCitizenId, isTrainingCitizenId } from '../../../common/domain/citizen-id.ts';
import { isCompanyCode } from '../../../common/domain/company-code.ts';
import { parseVietnameseDate } from '../../../common/domain/dates.ts';
import { DOCUMENT_TYPE_IDS } from '../../../common/domain/document-types.ts';
import { parseDossierCode } from '../../../common/domain/dossier-code.ts';
import { composeTd1, parseTd1 } from '../../../common/domain/mrz.ts';
import { makePaper } from '../../corpus/corpus.ts';
import { inWords, numberInWords, slashed, spoken } from '../../corpus/dates.ts';
import { PAPER_MAKERS } from '../../corpus/forms/catalogue.ts';
import { mrzLines } from '../../corpus/mrz.ts';
import { makeFamily, makePerson } from '../../corpus/people.ts';
import { Random } from '../../corpus/random.ts';
import { findRecipe, RECIPES } from '../../corpus/recipes.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const variants = PAPER_MAKERS.flatMap((maker) => maker.variants.map((variant) => [maker.type, variant.name] as const));

describe('chance', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const draw = (seed: string): number[] =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.next()
        )(new Random(seed)),
      );
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('keeps forks apart from what their parent has drawn', () => {
    const parent = new Random(7);
    const before = parent.fork('x').next();
    parent.next();
    expect(parent.fork('x').next()).toBe(before);
  });
});

describe('people', () => {
  it('have numbers of the training range that agree with sex and birth date', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const family = makeFamily(new Random(seed), '2025-03-14');
        for (const person of [family.wife, family.husband, family.baby, family.grandparent, ...family.children]) {
          expect(isCitizenId(person.citizenId) && isTrainingCitizenId(person.citizenId)).toBe(true);
          expect(checkCitizenId(person.citizenId, { dateOfBirth: person.dateOfBirth, gender: person.gender })).toEqual(
            [],
          );
          expect(person.dateOfBirth < '2025-03-14').toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have machine-readable zones that the product reads back', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const person = makePerson(new Random(seed), { on: '2025-03-14' });
        const lines = mrzLines(person, '2035-01-31');
        expect(parseTd1(lines)).toMatchObject({
          citizenId: person.citizenId,
          dateOfBirth: person.dateOfBirth,
          gender: person.gender,
          expiresOn: '2035-01-31',
          checks: { documentNumber: true, citizenId: true, dateOfBirth: true, expiry: true, composite: true },
        });
        expect(composeTd1({ ...person, expiresOn: '2035-01-31' })).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });
});

describe('dates', () => {
  it('are printed so that the product reads them back', () => {
    for (const date of ['2024-02-05', '1999-12-31', '2026-10-01', '2000-01-10']) {
      expect(parseVietnameseDate(slashed(date))).toBe(date);
      expect(parseVietnameseDate(spoken(date))).toBe(date);
    }
  });

  it('are spelled as civil-status papers spell them', () => {
    expect(inWords('1999-04-15')).toBe('Ngày mười lăm, tháng tư, năm một nghìn chín trăm chín mươi chín');
    expect(inWords('2004-01-05')).toBe('Ngày mồng năm, tháng một, năm hai nghìn không trăm linh bốn');
    expect(numberInWords(1021)).toBe('một nghìn không trăm hai mươi mốt');
  });
});

describe('papers', () => {
  it('cover every type of the station, the main ones in two forms or more', () => {
    expect(PAPER_MAKERS.map((maker) => maker.type).sort()).toEqual([...DOCUMENT_TYPE_IDS].sort());
    expect(PAPER_MAKERS.every((maker) => maker.variants.length >= 2)).toBe(true);
  });

  it.each(
    variants,
  )('%s in form %s follows from its seed, is marked and prints what its truth says', async (type, variant) => {
    const paper = await makePaper(new Random(`test/${variant}`), { type, variant });
    expect(await makePaper(new Random(`test/${variant}`), { type, variant })).toEqual(paper);
    expect(paper).toMatchObject({ type, variant });
    expect(paper.sheets.every((sheet) => sheet.html.includes('MẪU</div>'))).toBe(true);
    for (const value of Object.values(paper.fields)) expect(value).toBe(value.normalize('NFC').trim());
    const html = paper.sheets.map((sheet) => sheet.html).join('');
    const shown = [...html.matchAll(/data-field="(\w+)"/g)].map((match) => match[1]!);
    expect(Object.keys(paper.fields)).toEqual(expect.arrayContaining(shown));
  });

  it('carry card codes and numbers of their kind', async () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const card = await makePaper(new Random(seed), { type: 'citizen-card', variant: 'can-cuoc-2024-both-a4' });
      expect(parseCardQr(card.qr ?? '')).toMatchObject({
        citizenId: card.fields.citizenId,
        dateOfBirth: card.fields.dateOfBirth,
        issuedOn: card.fields.issuedOn,
        damaged: false,
      });
      const company = await makePaper(new Random(seed), { type: 'company-registration' });
      expect(isCompanyCode(company.fields.companyCode ?? '')).toBe(true);
      const slip = await makePaper(new Random(seed), { type: 'reception-slip' });
      expect(parseDossierCode(slip.fields.dossierCode ?? '')).not.toBeNull();
    }
  });
});

describe('recipes', () => {
  it('are found by name and say which there are', () => {
    expect(RECIPES.map((recipe) => findRecipe(recipe.name))).toEqual(RECIPES);
    expect(() => findRecipe('sepia')).toThrow(/photocopy/);
  });
});
