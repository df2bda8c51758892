import { provinceByIdPrefix } from '../../common/domain/administrative-units.ts';
import { mrzCheckDigit } from '../../common/domain/mrz.ts';
import { editDistance } from './edit-distance.ts';

/** Three lines of a TD1 zone after repair. */
export interface RepairedMrz {
  readonly lines: readonly [string, string, string];
  /** Characters that differ from what was read. */
  readonly changes: number;
}

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
const TO_LETTER: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '6': 'G', '8': 'B' };

function digits(text: string): string {
  return [...text].map((letter) => TO_DIGIT[letter] ?? letter).join('');
}

/** Digits that print alike in OCR-B, with what it costs to take one for the other. */
const ALIKE: Readonly<Record<string, readonly (readonly [digit: string, cost: number])[]>> = {
  '0': [
    ['6', 1],
    ['8', 1],
    ['9', 1],
  ],
  '1': [
    ['7', 1],
    ['4', 1],
  ],
  '2': [['7', 1]],
  '3': [
    ['5', 1],
    ['8', 1],
    ['9', 1],
  ],
  '4': [
    ['1', 1],
    ['9', 1],
  ],
  '5': [
    ['3', 0.5],
    ['6', 1],
    ['8', 1],
  ],
  '6': [
    ['0', 1],
    ['5', 1],
    ['8', 1],
  ],
  '7': [
    ['1', 1],
    ['2', 1],
  ],
  '8': [
    ['0', 1],
    ['3', 1],
    ['6', 1],
    ['9', 1],
  ],
  '9': [
    ['0', 1],
    ['3', 1],
    ['4', 1],
    ['8', 1],
  ],
};
/** More than this much repair is guessing. */
const MAX_COST = 2;
/** With more characters than this put right, the check digits hold by chance. */
const MAX_CHANGES = 4;

/** A possible reading of some digits. */
interface Reading {
  readonly text: string;
  readonly cost: number;
}

/** All readings of a run of digits within a cost, the run itself first. */
function variants(text: string, budget: number): readonly Reading[] {
  let found: readonly Reading[] = [{ text: '', cost: 0 }];
  for (const digit of text) {
    const choices: readonly (readonly [string, number])[] = [[digit, 0], ...(ALIKE[digit] ?? [])];
    found = found.flatMap(({ text: head, cost }) =>
      choices.filter(([, own]) => cost + own <= budget).map(([own, more]) => ({ text: head + own, cost: cost + more })),
    );
  }
  return found.toSorted((a, b) => a.cost - b.cost);
}

/** Whether two runs of digits differ by look-alikes alone, so that one may be the other misread. */
export function looksAlike(a: string, b: string): boolean {
  return a.length === b.length && Math.min(costOf(a, b), costOf(b, a)) <= 3;
}

/** What it costs to read one run of digits as another of the same length; infinite when they don't look alike. */
function costOf(read: string, meant: string): number {
  let cost = 0;
  for (let i = 0; i < meant.length; i += 1) {
    if (read[i] === meant[i]) continue;
    cost += ALIKE[read[i] ?? '']?.find(([digit]) => digit === meant[i])?.[1] ?? Number.POSITIVE_INFINITY;
  }
  return cost;
}

/**
 * First line: IDVNM, nine digits, check, twelve digits, <<, check. The nine are the last of the twelve, so each digit
 * is there twice; the reading that costs least and makes both check digits hold is taken.
 */
function firstLine(text: string): string | null {
  const start = /[I1L]D?V[NMH]M?|DVNM/u.exec(text);
  if (start === null) return null;
  const body = digits(text.slice(start.index + start[0].length).replace(/^[NM]+/u, ''));
  const match = /^(\d{9})(\d)(\d{12})(.*)$/u.exec(body.replace(/[^0-9<]/gu, '<'));
  if (match === null) return null;
  const [, short = '', shortCheck = '', id = '', rest = ''] = match;
  const idCheck = /(\d)\D*$/u.exec(rest)?.[1] ?? '';
  let best: { readonly id: string; readonly cost: number } | null = null;
  for (const source of new Set([id, id.slice(0, 3) + short])) {
    for (const { text: tried } of variants(source, MAX_COST)) {
      const tail = tried.slice(3);
      const cost =
        costOf(id.slice(0, 3), tried.slice(0, 3)) +
        Math.min(costOf(short, tail), MAX_COST) / 2 +
        Math.min(costOf(id.slice(3), tail), MAX_COST) / 2 +
        (mrzCheckDigit(tail) === shortCheck ? 0 : 1) +
        (mrzCheckDigit(tried) === idCheck ? 0 : 1) +
        (provinceByIdPrefix(tried.slice(0, 3)) === null ? 1 : 0) +
        (Number(tried[3]) > 3 ? 0.5 : 0);
      if (best === null || cost < best.cost) best = { id: tried, cost };
    }
  }
  const settled = best !== null && best.cost < MAX_COST ? best.id : id;
  const holds = settled !== id || mrzCheckDigit(id) === idCheck;
  return `IDVNM${settled.slice(3)}${mrzCheckDigit(settled.slice(3))}${settled}<<${holds ? mrzCheckDigit(settled) : idCheck || '<'}`;
}

/** A date field with its check digit. */
interface DateField {
  readonly field: string;
  readonly check: string;
  readonly cost: number;
}

/** Readings of six digits and their check digit that hold; one digit too many is left out. */
function dateReadings(read: string): readonly DateField[] {
  const runs = read.length > 7 ? [...read].map((_, i) => read.slice(0, i) + read.slice(i + 1)) : [read.padEnd(7, '<')];
  const found: DateField[] = [];
  for (const run of runs) {
    const [field, check] = [run.slice(0, 6), run[6] ?? '<'];
    if (!/^\d{6}$/u.test(field)) continue;
    for (const { text, cost } of variants(field, 1.5)) {
      const own = mrzCheckDigit(text);
      const checkCost = own === check ? 0 : costOf(check, own);
      const total = cost + checkCost + (runs.length > 1 ? 1 : 0);
      if (total <= MAX_COST) found.push({ field: text, check: own, cost: total });
    }
  }
  return found.length > 0 ? found : [{ field: read.slice(0, 6).padEnd(6, '<'), check: read[6] ?? '<', cost: 0 }];
}

function isMonthAndDay(text: string): boolean {
  return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(text) || text === '<<<<';
}

/** Cards end on the birthday at 14, 25, 40 or 60 years, or never (Law on Identification 2023, Art. 21). */
function endsByLaw(birth: string, expiry: string): boolean {
  const age = (Number(expiry.slice(0, 2)) - Number(birth.slice(0, 2)) + 100) % 100;
  return expiry === '991231' || (birth.slice(2) === expiry.slice(2) && [14, 25, 40, 60].includes(age));
}

/**
 * Second line: birth, check, sex, expiry, check, VNM, fillers, composite. Where one field's check digit leaves several
 * readings, the composite digit, the birth year in the number and cards ending on a birthday settle it.
 */
function secondLine(text: string, first: string): string | null {
  const at = text.search(/V[NMH]M/u);
  if (at < 13 || at > 17) return null;
  const front = text.slice(0, at);
  const sexAt = front.slice(5, 10).search(/[MFP]/u);
  const sexIndex = sexAt < 0 ? 7 : sexAt + 5;
  const sex = /[FP]/u.test(front[sexIndex] ?? '') ? 'F' : front[sexIndex] === 'M' ? 'M' : '<';
  const rest = digits(text.slice(at + 3).replace(/[A-Z]+/gu, (run) => (run.length > 1 ? '<' : run)));
  const composite = /(\d)\D*$/u.exec(rest)?.[1] ?? null;
  const yearOfId = first.slice(19, 21);
  let best: { readonly line: string; readonly cost: number } | null = null;
  for (const birth of dateReadings(digits(front.slice(0, sexIndex)))) {
    for (const expiry of dateReadings(digits(front.slice(sexIndex + 1)))) {
      const open = `${birth.field}${birth.check}${sex}${expiry.field}${expiry.check}VNM${'<'.repeat(11)}`;
      const own = mrzCheckDigit(first.slice(5, 30) + open.slice(0, 7) + open.slice(8, 15) + open.slice(18, 29));
      const cost =
        birth.cost +
        expiry.cost +
        (composite === null || own === composite ? 0 : 1) +
        (birth.field.startsWith(yearOfId) ? 0 : 1.5) +
        (endsByLaw(birth.field, expiry.field) ? 0 : 1) +
        (isMonthAndDay(birth.field.slice(2)) && isMonthAndDay(expiry.field.slice(2)) ? 0 : 2);
      if (best === null || cost < best.cost) best = { line: `${open}${composite ?? own}`, cost };
    }
  }
  return best?.line ?? null;
}

/**
 * Third line: surname, <<, given names with < between. What stands after them is filler, also where it was read as K, L
 * or C; one such letter before a filler is the end of a name (LOC<<).
 */
function thirdLine(text: string): string {
  const letters = [...text].map((letter) => TO_LETTER[letter] ?? letter).join('');
  const [, surname = letters, given = ''] = /^([A-Z<]*?)<<(.*)$/u.exec(letters) ?? [];
  const names = given.replace(/(?:<<|<[KLC]{2}|[KLC]{3}).*$/u, '').replace(/<[KLC]?$/u, '');
  return `${surname}<<${names}`.replace(/<+$/u, '').slice(0, 30).padEnd(30, '<');
}

/**
 * Repairs the lines of a zone by its grammar (ICAO Doc 9303 part 5): digits where digits stand, fillers where fillers
 * stand, and misread digits by the check digits. Null when the first two lines don't have the shape of a zone.
 */
export function repairMrz(read: readonly string[]): RepairedMrz | null {
  const first = firstLine(read[0] ?? '');
  const second = first === null ? null : secondLine(read[1] ?? '', first);
  if (first === null || second === null) return null;
  const third = thirdLine(read[2] ?? '');
  const lines = [first, second, third] as const;
  const changes = lines.slice(0, 2).reduce((sum, line, i) => sum + difference(line, read[i] ?? ''), 0);
  return changes > MAX_CHANGES ? null : { lines, changes };
}

/** Characters to change, fillers aside: neither how many stand in a row nor which letter they were read as tells much. */
function difference(line: string, read: string): number {
  const flat = (text: string): string => text.replace(/[<KLC]+/gu, '<');
  return editDistance(flat(line), flat(read));
}
