import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCitizenId, isCmnd, isTrainingCitizenId } from '../../common/domain/citizen-id.ts';
import { isRealDate } from '../../common/domain/dates.ts';
import { isPlausibleName } from '../../common/domain/vietnamese-text.ts';
import { createCitizens } from '../../main/training/population/citizens.ts';

const seeds = fc.string({ maxLength: 12 });
const indexes = fc.integer({ min: 0, max: 299_999 });

describe('invented citizens', () => {
  it('are found again by their number, whatever seed and index', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        const citizens = createCitizens(seed, 300_000);
        const citizen = citizens.at(index);
        expect(citizens.byCitizenId(citizen.citizenId)).toEqual(citizen);
        if (citizen.oldId != null) expect(citizens.byOldId(citizen.oldId)).toEqual(citizen);
      }),
    );
  });

  it('lie in the training range and agree with sex and birth year of their number', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        const citizen = createCitizens(seed, 300_000).at(index);
        expect(isTrainingCitizenId(citizen.citizenId)).toBe(true);
        expect(checkCitizenId(citizen.citizenId, citizen)).toEqual([]);
        expect(isRealDate(citizen.dateOfBirth)).toBe(true);
        expect(isPlausibleName(citizen.fullName)).toBe(true);
        expect(citizen.oldId == null || isCmnd(citizen.oldId)).toBe(true);
      }),
    );
  });

  it('have numbers of their own where they share a serial', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 99_999 }), (seed, index) => {
        const citizens = createCitizens(seed, 6_300_000);
        const numbers = Array.from({ length: 63 }, (_, block) => citizens.at(index + block * 100_000).citizenId);
        expect(new Set(numbers).size).toBe(63);
      }),
      { numRuns: 20 },
    );
  });

  it('are the same for one seed and others for another', () => {
    const people = (seed: string): unknown[] =>
      Array.from({ length: 50 }, (_, index) => createCitizens(seed, 50).at(index));
    expect(people('a')).toEqual(people('a'));
    expect(people('a')).not.toEqual(people('b'));
  });

  it('do not depend on how many there are', () => {
    expect(createCitizens('a', 10).at(3)).toEqual(createCitizens('a', 100_000).at(3));
  });

  it('hold the dead and the cancelled among the first fifty', () => {
    const citizens = createCitizens('a', 50);
    const statuses = Array.from({ length: 50 }, (_, index) => citizens.at(index).status);
    expect(statuses.filter((status) => status === 'deceased')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'cancelled')).toHaveLength(1);
  });

  it('know nobody outside their number', () => {
    const citizens = createCitizens('a', 100);
    expect(citizens.byCitizenId(createCitizens('a', 101).at(100).citizenId)).toBeNull();
    expect(citizens.byCitizenId('001222000117')).toBeNull();
    expect(citizens.byCitizenId('not a number')).toBeNull();
    expect(() => citizens.at(100)).toThrow(RangeError);
    expect(() => createCitizens('a', 6_300_001)).toThrow(RangeError);
  });
});
