import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossPaperFindings, type IdentityField, type IdentityPaper } from '../../../../common/domain/identity.ts';

function paper(
  paperId: string,
  type: IdentityPaper['type'],
  values: Record<string, string>,
  confidence = 0.99,
): IdentityPaper {
  const fields: Record<string, IdentityField> = {};
  for (const [key, value] of Object.entries(values)) fields[key] = { value, confidence };
  return { paperId, type, fields };
}

const CARD = { citizenId: '001190900022', fullName: 'TRẦN THỊ MAI HƯƠNG', dateOfBirth: '1990-02-01', gender: 'Nữ' };
const card = paper('card', 'citizen-card', CARD);

function codes(...papers: readonly IdentityPaper[]): readonly string[] {
  return crossPaperFindings(papers).map((found) => `${found.code}:${found.places[1].paperId}.${found.field}`);
}

describe('crossPaperFindings', () => {
  it('flags another birth date under the same citizen number, with both values and papers', () => {
    const form = paper('form', 'residence-change-form', { ...CARD, dateOfBirth: '1990-02-10' });
    expect(crossPaperFindings([form, card])).toEqual([
      {
        code: 'birth-date-differs-across-papers',
        severity: 'error',
        message: 'Ngày sinh trên các giấy tờ không giống nhau.',
        field: 'dateOfBirth',
        places: [
          { paperId: 'card', field: 'dateOfBirth', value: '1990-02-01' },
          { paperId: 'form', field: 'dateOfBirth', value: '1990-02-10' },
        ],
      },
    ]);
  });

  it("flags a mother's name that differs from the card holder's by one word", () => {
    const birth = paper('birth', 'birth-certificate', {
      fullName: 'LÊ VĂN AN',
      motherName: 'Trần Thị Mai Hường',
      motherBirthYear: '1990',
    });
    expect(codes(card, birth)).toEqual(['name-differs-across-papers:birth.motherName']);
  });

  it('finds a householder by number, whatever the name', () => {
    const form = paper('form', 'residence-change-form', {
      fullName: 'LÊ VĂN AN',
      householderName: 'Lý Văn Tám',
      householderId: CARD.citizenId,
    });
    expect(codes(card, form)).toEqual(['name-differs-across-papers:form.householderName']);
  });

  it('flags a number with a slip when the name is the same', () => {
    const form = paper('form', 'residence-change-form', { ...CARD, citizenId: '001190900025' });
    expect(codes(card, form)).toEqual(['citizen-id-differs-across-papers:form.citizenId']);
  });

  it('flags another sex under the same number', () => {
    expect(codes(card, paper('bhyt', 'marital-status-confirmation', { ...CARD, gender: 'Nam' }))).toEqual([
      'gender-differs-across-papers:bhyt.gender',
    ]);
  });

  it('sees no difference in case, tone placement, an old number or a year for a full date', () => {
    const a = paper('a', 'citizen-card', {
      fullName: 'NGUYỄN THỊ HÒA',
      citizenId: '001190900022',
      dateOfBirth: '1990-02-01',
    });
    const b = paper('b', 'marital-status-confirmation', {
      fullName: 'Nguyễn Thị Hoà',
      citizenId: '012345678',
      dateOfBirth: '1990',
    });
    expect(crossPaperFindings([a, b])).toEqual([]);
  });

  it('takes a mark that was read with doubt for a misreading', () => {
    const form = paper('form', 'residence-change-form', { ...CARD, fullName: 'TRẦN THỊ MAI HƯỜNG' }, 0.7);
    expect(codes(card, form)).toEqual([]);
  });

  it('keeps apart people who share no more than a surname, and twins with numbers of their own', () => {
    const father = paper('birth', 'birth-certificate', {
      fullName: 'TRẦN VĂN NAM',
      fatherName: 'Trần Văn Hai',
      fatherBirthYear: '1990',
    });
    expect(codes(card, father)).toEqual([]);
    const twin = paper('twin', 'citizen-card', { ...CARD, citizenId: '001190912345', fullName: 'TRẦN THỊ MAI HOA' });
    expect(codes(card, twin)).toEqual([]);
  });

  const name = fc.constantFrom('NGUYỄN VĂN AN', 'Trần Thị Mai Hương', 'LÊ HOÀI THU', 'Phạm Thị Ý');
  const id = fc.integer({ min: 900000, max: 999999 }).map((serial) => `001190${serial}`);
  const date = fc.constantFrom('1990-02-01', '1985-11-30', '1990');
  const holder = fc.record({ fullName: name, citizenId: id, dateOfBirth: date, gender: fc.constantFrom('Nam', 'Nữ') });
  const type = fc.constantFrom<IdentityPaper['type']>(
    'citizen-card',
    'residence-change-form',
    'marital-status-confirmation',
    'death-extract',
  );

  it('never finds anything when all papers say the same', () => {
    fc.assert(
      fc.property(holder, fc.array(type, { maxLength: 6 }), (person, types) => {
        expect(crossPaperFindings(types.map((one, i) => paper(`p${i}`, one, person)))).toEqual([]);
      }),
    );
  });

  it('always finds a planted difference under one number, and names two different papers', () => {
    fc.assert(
      fc.property(holder, holder, type, type, (person, other, first, second) => {
        const found = crossPaperFindings([
          paper('a', first, person),
          paper('b', second, { ...other, citizenId: person.citizenId }),
        ]);
        const expected = (person.gender === other.gender ? 0 : 1) + (person.fullName === other.fullName ? 0 : 1);
        expect(found.filter((one) => one.code !== 'birth-date-differs-across-papers')).toHaveLength(expected);
        for (const one of found) expect(one.places[0].paperId).not.toBe(one.places[1].paperId);
      }),
    );
  });

  it('does not depend on the order of the papers', () => {
    const key = (papers: readonly IdentityPaper[]): readonly string[] =>
      crossPaperFindings(papers)
        .map((one) => one.code)
        .sort();
    fc.assert(
      fc.property(fc.array(fc.tuple(holder, type), { maxLength: 4 }), (people) => {
        const cards = people.filter(
          ([, one], i) => one !== 'citizen-card' || people.findIndex(([, other]) => other === one) === i,
        );
        const papers = cards.map(([person, one], i) => paper(`p${i}`, one, person));
        expect(key(papers.toReversed()).length > 0).toBe(key(papers).length > 0);
      }),
    );
  });
});
