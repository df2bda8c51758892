import { mrzCheckDigit } from '../../common/domain/mrz.ts';
import { fitToLength, leastCost, likelyRuns } from './digit-likeness.ts';
import { settleCheck } from './mrz-number.ts';

/** What the second line of a zone may hold, without its last digit. */
export interface DatesInZone {
  /** 29 characters. */
  readonly open: string;
  /** The check digit over both lines as read; empty when there is none. */
  readonly composite: string;
  readonly cost: number;
}

/** Six digits, check, sex, six digits, check. */
const FRONT = 15;
const SEX = 7;
const RUNS = 60;
/** Cuts of the line that are looked into. */
const FRONTS = 12;
const MOST = { dates: 10, lines: 40 } as const;
const COST = { issuer: 0.4, letterAsSex: 0.5, otherSex: 2, noSex: 1, law: 1 } as const;
/** Letters that M and F are taken for. */
const SEXES: Readonly<Record<string, string>> = { H: 'M', N: 'M', W: 'M', P: 'F', E: 'F', R: 'F', T: 'F' };

/** Second line: birth, check, sex, expiry, check, VNM, fillers, composite. Its likely readings, cheapest first. */
export function readDatesLine(text: string): readonly DatesInZone[] {
  const found = new Map<string, DatesInZone>();
  for (let at = FRONT - 2; at <= FRONT + 2; at += 1) {
    const issuer = differences(text.slice(at, at + 3), 'VNM');
    if (issuer > 1) continue;
    const composite = /([^<])[<KLC]?$/u.exec(text.slice(at + 5))?.[1] ?? '';
    const fronts = fitToLength(text.slice(0, at), FRONT)
      .map((front) => ({ ...front, least: front.cost + leastCost(digitsOf(front.text)) }))
      .sort((a, b) => a.least - b.least);
    for (const front of fronts.slice(0, FRONTS)) {
      for (const read of frontsIn(front.text)) {
        const cost = read.cost + front.cost + issuer * COST.issuer;
        if (cost >= (found.get(read.open)?.cost ?? Number.POSITIVE_INFINITY)) continue;
        found.set(read.open, { open: read.open, composite, cost });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST.lines);
}

/** The places of a front that hold digits unless a date isn't known. */
function digitsOf(front: string): readonly string[] {
  return [...front].filter((letter, i) => i !== SEX && letter !== '<');
}

interface Part {
  readonly text: string;
  readonly cost: number;
}

function frontsIn(front: string): readonly { readonly open: string; readonly cost: number }[] {
  const births = datesIn(front.slice(0, SEX), false);
  const expiries = datesIn(front.slice(SEX + 1), true);
  const sexes = sexesFor(front[SEX] ?? '<');
  return births.flatMap((birth) =>
    expiries.flatMap((expiry) =>
      sexes.map((sex) => ({
        open: `${birth.text}${sex.text}${expiry.text}VNM${'<'.repeat(11)}`,
        cost: birth.cost + expiry.cost + sex.cost + (endsByLaw(birth.text, expiry.text) ? 0 : COST.law),
      })),
    ),
  );
}

/** Readings of six digits and their check digit that name a day; a day that isn't known or doesn't exist is fillers. */
function datesIn(read: string, mayBeEmpty: boolean): readonly Part[] {
  const [field, check] = [read.slice(0, 6), read[6] ?? ''];
  if (mayBeEmpty && /^<{5,6}$/u.test(field)) return [{ text: `<<<<<<${/\d/u.test(check) ? '0' : '<'}`, cost: 0 }];
  const isYear = /<{3,4}$/u.test(field);
  const places = [...(isYear ? field.slice(0, 2) : field)];
  return likelyRuns(places, RUNS)
    .map(({ text, cost }) => ({ text: text.padEnd(6, '<'), cost }))
    .filter(({ text }) => isYear || isMonthAndDay(text.slice(2)))
    .map(({ text, cost }) => {
      const settled = settleCheck(check, mrzCheckDigit(text));
      return { text: text + settled.digit, cost: cost + settled.cost };
    })
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST.dates);
}

function sexesFor(read: string): readonly Part[] {
  if (read === '<') return [{ text: '<', cost: 0 }, ...['M', 'F'].map((text) => ({ text, cost: COST.noSex }))];
  return ['M', 'F'].map((text) => ({
    text,
    cost: read === text ? 0 : SEXES[read] === text ? COST.letterAsSex : COST.otherSex,
  }));
}

function isMonthAndDay(text: string): boolean {
  return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(text);
}

/** Cards end on the birthday at 14, 25, 40 or 60 years, or never (Law on Identification 2023, Art. 21). */
function endsByLaw(birth: string, expiry: string): boolean {
  const age = (Number(expiry.slice(0, 2)) - Number(birth.slice(0, 2)) + 100) % 100;
  const [born, ends] = [birth.slice(2, 6), expiry.slice(2, 6)];
  return expiry.startsWith('991231') || expiry.startsWith('<') || (born === ends && [14, 25, 40, 60].includes(age));
}

function differences(a: string, b: string): number {
  return [...b].filter((letter, i) => a[i] !== letter).length;
}
