/** Letters that a zone's digits are taken for, with the digit. */
const TO_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  C: '0',
  I: '1',
  L: '1',
  J: '1',
  Z: '2',
  E: '3',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
  P: '9',
};

/** Digits that print alike in OCR-B, likelier first: 5 and 3 most of all. */
const ALIKE: Readonly<Record<string, string>> = {
  '0': '689',
  '1': '74',
  '2': '7',
  '3': '589',
  '4': '19',
  '5': '368',
  '6': '058',
  '7': '12',
  '8': '0369',
  '9': '0348',
};

/** Stands where a character is missing. */
export const UNREAD = '?';

const COST = { letter: 0.25, fiveAsThree: 0.5, alike: 1, any: 2.5 } as const;

/** What it costs to take a character that was read for a digit; 0 for the digit itself and where nothing was read. */
export function costOfDigit(read: string, digit: string): number {
  if (read === digit || read === UNREAD) return 0;
  const letter = TO_DIGIT[read];
  const base = letter === undefined ? 0 : COST.letter;
  const own = letter ?? read;
  if (own === digit) return base;
  if (own === '5' && digit === '3') return base + COST.fiveAsThree;
  return base + (ALIKE[own]?.includes(digit) === true ? COST.alike : COST.any);
}

/** What it costs to read a run of digits as another of the same length. */
function costOfRun(read: string, meant: string): number {
  let cost = 0;
  for (let i = 0; i < meant.length; i += 1) {
    const own = costOfDigit(read[i] ?? '', meant[i] ?? '');
    cost += own >= COST.any ? Number.POSITIVE_INFINITY : own;
  }
  return cost;
}

/** Whether two runs of digits differ by look-alikes alone, so that one may be the other misread. */
export function looksAlike(a: string, b: string): boolean {
  return a.length === b.length && Math.min(costOfRun(a, b), costOfRun(b, a)) <= 3;
}

/** Some digits and what it cost to read them so. */
export interface DigitRun {
  readonly text: string;
  readonly cost: number;
}

interface Choice {
  readonly digit: string;
  readonly cost: number;
}

/** A digit that costs this much more than the cheapest of its place isn't tried. */
const FAR = 3;
/** By what was read: there are few such pairs, and every zone asks for them again and again. */
const known = new Map<string, readonly Choice[]>();

/** The digits that a place may hold, cheapest first, given what its copies were read as. */
function choicesFor(copies: string): readonly Choice[] {
  const before = known.get(copies);
  if (before !== undefined) return before;
  const all = [...'0123456789']
    .map((digit) => ({ digit, cost: [...copies].reduce((sum, read) => sum + costOfDigit(read, digit), 0) }))
    .sort((a, b) => a.cost - b.cost);
  const near = all.filter(({ cost }) => cost < all[0]!.cost + FAR);
  if (known.size < 5000) known.set(copies, near);
  return near;
}

/** The least that a run of digits costs. */
export function leastCost(places: readonly string[]): number {
  return places.reduce((sum, copies) => sum + choicesFor(copies)[0]!.cost, 0);
}

/** The cheapest runs of digits, given the characters read at each place in one or more copies of it. */
export function likelyRuns(places: readonly string[], most: number): readonly DigitRun[] {
  let runs: readonly DigitRun[] = [{ text: '', cost: 0 }];
  for (const copies of places) {
    const worst = (runs.at(-1)?.cost ?? 0) + FAR;
    runs = runs
      .flatMap(({ text, cost }) =>
        choicesFor(copies)
          .filter((choice) => cost + choice.cost <= worst)
          .map((choice) => ({ text: text + choice.digit, cost: cost + choice.cost })),
      )
      .sort((a, b) => a.cost - b.cost)
      .slice(0, most);
  }
  return runs;
}

/** A text cut to a length. */
export interface FittedText {
  readonly text: string;
  readonly cost: number;
}

/** What a character too many costs where it repeats its neighbour (O0), elsewhere, and what a missing one costs. */
const SLIP = { twin: 0.5, surplus: 1, missing: 1 } as const;

/**
 * All ways to give a text a length: characters left out one by one, or places for missing ones put in. At most two either
 * way; none when it is further off.
 */
export function fitToLength(text: string, length: number): readonly FittedText[] {
  let fitted: readonly FittedText[] = [{ text, cost: 0 }];
  const off = text.length - length;
  if (Math.abs(off) > 2) return [];
  for (let step = 0; step < Math.abs(off); step += 1) fitted = fitted.flatMap(off > 0 ? oneLess : oneMore);
  const cheapest = new Map<string, number>();
  for (const { text: own, cost } of fitted) cheapest.set(own, Math.min(cost, cheapest.get(own) ?? cost));
  return [...cheapest].map(([own, cost]) => ({ text: own, cost }));
}

function oneLess({ text, cost }: FittedText): readonly FittedText[] {
  return [...text].map((letter, i) => {
    const digit = TO_DIGIT[letter] ?? letter;
    const isTwin = [text[i - 1], text[i + 1]].some((other) => (TO_DIGIT[other ?? ''] ?? other) === digit);
    return { text: text.slice(0, i) + text.slice(i + 1), cost: cost + (isTwin ? SLIP.twin : SLIP.surplus) };
  });
}

function oneMore({ text, cost }: FittedText): readonly FittedText[] {
  return Array.from({ length: text.length + 1 }, (_, i) => ({
    text: text.slice(0, i) + UNREAD + text.slice(i),
    cost: cost + SLIP.missing,
  }));
}
