import { provinceByIdPrefix } from '../../common/domain/administrative-units.ts';
import { mrzCheckDigit } from '../../common/domain/mrz.ts';
import { costOfDigit, fitToLength, leastCost, likelyRuns, UNREAD } from './digit-likeness.ts';
import { editDistance } from './edit-distance.ts';

/** A citizen number that the first line of a zone may hold. */
export interface NumberInZone {
  readonly line: string;
  readonly citizenId: string;
  readonly cost: number;
}

const START = 'IDVNM';
/** Nine digits, their check digit, twelve digits. */
const BODY = 22;
const MOST = 25;
/** Cuts of the line that are looked into, and how much more than the best they may cost. */
const BODIES = 24;
const BODY_SPAN = 3;
const COST = { start: 0.4, fillers: 0.3, noCheck: 0.5, wrongCheck: 1.5, province: 1.5, century: 1 } as const;
/** Worse starts belong to other lines. */
const WORST_START = 1.3;

/**
 * First line: IDVNM, nine digits, check, twelve digits, <<, check. The nine are the last of the twelve, so each digit is
 * there twice: the numbers that explain both copies and both check digits at the least cost, cheapest first.
 */
export function readNumberLine(text: string): readonly NumberInZone[] {
  const bodies = bodiesIn(text);
  const least = Math.min(...bodies.map(({ least }) => least));
  const found = new Map<string, NumberInZone>();
  for (const body of bodies.filter((one) => one.least <= least + BODY_SPAN).slice(0, BODIES)) {
    for (const read of numbersIn(body)) {
      if (read.cost < (found.get(read.line)?.cost ?? Number.POSITIVE_INFINITY)) found.set(read.line, read);
    }
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST);
}

/** The characters between start and fillers, cut to their number. */
interface Body {
  /** What was read at each place of the twelve digits: once or, for the last nine, in both copies. */
  readonly places: readonly string[];
  readonly check: string;
  readonly lastCheck: string;
  /** Of cutting it so. */
  readonly cost: number;
  /** No number in it costs less. */
  readonly least: number;
}

function bodiesIn(text: string): readonly Body[] {
  const bodies: Body[] = [];
  for (let cut = 3; cut <= Math.min(8, text.length); cut += 1) {
    const start = editDistance(text.slice(0, cut), START) * COST.start;
    if (start > WORST_START) continue;
    for (let end = BODY - 2; end <= BODY + 2 && cut + end <= text.length; end += 1) {
      const tail = /^([<KLC]{0,4})([^<]?)[<KLC]?$/u.exec(text.slice(cut + end));
      if (tail === null) continue;
      const around = start + Math.abs((tail[1]?.length ?? 0) - 2) * COST.fillers;
      for (const body of fitToLength(text.slice(cut, cut + end), BODY)) {
        const [short, check, long] = [body.text.slice(0, 9), body.text[9] ?? UNREAD, body.text.slice(10)];
        const places = [...long].map((read, i) => (i < 3 ? read : (short[i - 3] ?? UNREAD) + read));
        const cost = around + body.cost;
        bodies.push({ places, check, lastCheck: tail[2] ?? '', cost, least: cost + leastCost(places) });
      }
    }
  }
  return bodies.sort((a, b) => a.least - b.least);
}

function numbersIn({ places, check, lastCheck, cost }: Body): readonly NumberInZone[] {
  return likelyRuns(places, MOST).map((run) => {
    const [ownCheck, ownLast] = [mrzCheckDigit(run.text.slice(3)), mrzCheckDigit(run.text)];
    const digits = [settleCheck(check, ownCheck), settleCheck(lastCheck, ownLast)] as const;
    return {
      citizenId: run.text,
      line: `${START}${run.text.slice(3)}${digits[0].digit}${run.text}<<${digits[1].digit}`,
      cost:
        cost +
        run.cost +
        digits[0].cost +
        digits[1].cost +
        (provinceByIdPrefix(run.text.slice(0, 3)) === null ? COST.province : 0) +
        (Number(run.text[3]) > 3 ? COST.century : 0),
    };
  });
}

/**
 * The check digit to write and what it costs: the right one when it may have been misread, else the one that was read,
 * so that a zone whose digits don't hold says so.
 */
export function settleCheck(read: string, own: string): { readonly digit: string; readonly cost: number } {
  if (read === '' || read === UNREAD || read === '<') return { digit: own, cost: COST.noCheck };
  const cost = costOfDigit(read, own);
  return cost > COST.wrongCheck && /\d/u.test(read)
    ? { digit: read, cost: COST.wrongCheck }
    : { digit: own, cost: Math.min(cost, COST.wrongCheck) };
}
