import { mrzCheckDigit } from '../../common/domain/mrz.ts';
import { editDistance } from './edit-distance.ts';
import { readDatesLine } from './mrz-dates.ts';
import { repairNameLine } from './mrz-name.ts';
import { readNumberLine, settleCheck } from './mrz-number.ts';

/** Three lines of a TD1 zone after repair. */
export interface RepairedMrz {
  readonly lines: readonly [string, string, string];
  /** Characters that differ from what was read. */
  readonly changes: number;
}

/** A reading of both lines together. */
interface Zone {
  readonly first: string;
  readonly second: string;
  readonly cost: number;
}

/** More than this much repair is guessing, and so is one of two readings that cost about the same. */
const MAX_COST = 5;
/** Lines of 30 characters with some read twice; longer ones are no zone's. */
const LONGEST = 40;
const LEAST_LEAD = 0.4;
/** With more characters than this put right, the check digits hold by chance. */
const MAX_CHANGES = 4;
/** What it costs when the number tells another year of birth or sex than the second line. */
const COST = { year: 2, sex: 1.5 } as const;

/**
 * Repairs the lines of a zone by its grammar (ICAO Doc 9303 part 5): of all readings of what may have been misread the
 * one that explains the characters, both copies of the number, the check digits of number, dates and zone, the year and
 * sex in the number and cards ending on a birthday at the least cost. Null when the first two lines don't have the shape
 * of a zone or when no reading leads.
 */
export function repairMrz(read: readonly string[]): RepairedMrz | null {
  const [one = '', two = '', three = ''] = read;
  const numbers = readNumberLine(one.slice(0, LONGEST));
  if (numbers.length === 0) return null;
  const dates = readDatesLine(two.slice(0, LONGEST));
  const zones = numbers.flatMap((number) =>
    dates.map(({ open, composite, cost }): Zone => {
      const own = mrzCheckDigit(number.line.slice(5) + open.slice(0, 7) + open.slice(8, 15) + open.slice(18));
      const settled = settleCheck(composite, own);
      const disagreement =
        (/^\d/u.test(open) && open.slice(0, 2) !== number.citizenId.slice(4, 6) ? COST.year : 0) +
        (open[7] === '<' || (open[7] === 'F') === (Number(number.citizenId[3]) % 2 === 1) ? 0 : COST.sex);
      const total = number.cost + cost + settled.cost + disagreement;
      return { first: number.line, second: open + settled.digit, cost: total };
    }),
  );
  const [best, next] = twoCheapest(zones);
  if (best === undefined || best.cost > MAX_COST) return null;
  if (next !== undefined && best.cost > 0 && next.cost - best.cost < LEAST_LEAD) return null;
  const lines = [best.first, best.second, repairNameLine(three)] as const;
  const changes = difference(best.first, one) + difference(best.second, two);
  return changes > MAX_CHANGES ? null : { lines, changes };
}

function twoCheapest(zones: readonly Zone[]): readonly [Zone?, Zone?] {
  let [best, next]: [Zone?, Zone?] = [];
  for (const zone of zones) {
    if (best === undefined || zone.cost < best.cost) [best, next] = [zone, best];
    else if (next === undefined || zone.cost < next.cost) next = zone;
  }
  return [best, next].filter((zone) => zone !== undefined) as [Zone?, Zone?];
}

/** Characters to change, fillers aside: neither how many stand in a row nor which letter they were read as tells much. */
function difference(line: string, read: string): number {
  const flat = (text: string): string => text.replace(/[<KLC]+/gu, '<');
  return editDistance(flat(line), flat(read));
}
