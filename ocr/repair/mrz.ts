import { mrzCheckDigit } from '../../common/domain/mrz.ts';

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
  I: '1',
  L: '1',
  J: '1',
  T: '7',
  Z: '2',
  E: '3',
  A: '4',
  S: '5',
  G: '6',
  B: '8',
  C: '0',
  P: '9',
};
const TO_LETTER: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '8': 'B', '6': 'G' };

function digits(text: string): string {
  return [...text].map((letter) => TO_DIGIT[letter] ?? letter).join('');
}

/** Digits that print alike and are tried when a check digit fails, per digit as read. */
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

/** A possible reading of a field with its check digit. */
interface Reading {
  readonly field: string;
  readonly check: string;
  /** Characters changed. */
  readonly cost: number;
}

/** Readings of a field that make its check digit hold, with at most one digit changed. */
function readingsOf(field: string, check: string): readonly Reading[] {
  if (mrzCheckDigit(field) === check) return [{ field, check, cost: 0 }];
  const found: Reading[] = [];
  for (let i = 0; i < field.length; i += 1) {
    for (const digit of ALIKE[field[i] ?? ''] ?? '') {
      const tried = field.slice(0, i) + digit + field.slice(i + 1);
      if (mrzCheckDigit(tried) === check) found.push({ field: tried, check, cost: 1 });
    }
  }
  const own = mrzCheckDigit(field);
  if (!/\d/u.test(check) || (ALIKE[check] ?? '').includes(own)) found.push({ field, check: own, cost: 1 });
  return found;
}

/** The only reading there is, or the field as it stands. */
function onlyReading(field: string, check: string): Reading {
  const readings = readingsOf(field, check);
  return readings.length === 1 && readings[0] !== undefined ? readings[0] : { field, check, cost: 0 };
}

/** First line: IDVNM, nine digits, check, twelve digits, <<, check. */
function firstLine(text: string): string | null {
  const start = /[I1L]D?V[NMH]M?|DVNM/u.exec(text);
  if (start === null) return null;
  const body = digits(text.slice(start.index + start[0].length).replace(/^[NM]+/u, ''));
  const plain = body.replace(/[^0-9<]/gu, '<');
  const match = /^(\d{9})(\d)(\d{12})(.*)$/u.exec(plain);
  if (match === null) return null;
  const [, short = '', shortCheck = '', id = '', rest = ''] = match;
  const last = /(\d)\D*$/u.exec(rest)?.[1] ?? '';
  const tail = id.slice(3);
  // The document number is the end of the citizen number: either corrects the other by its check digit.
  if (short !== tail) {
    const shortHolds = mrzCheckDigit(short) === shortCheck;
    const idHolds = last !== '' && mrzCheckDigit(id) === last;
    if (shortHolds && !idHolds) {
      const repaired = id.slice(0, 3) + short;
      return compose(short, shortCheck, repaired, last);
    }
    if (idHolds && !shortHolds) return compose(tail, mrzCheckDigit(tail), id, last);
  }
  const only = onlyReading(short, shortCheck);
  return compose(only.field, only.check, only.field === short ? id : id.slice(0, 3) + only.field, last);
}

function compose(short: string, shortCheck: string, id: string, idCheck: string): string {
  return `IDVNM${short}${shortCheck}${id}<<${idCheck === '' ? mrzCheckDigit(id) : idCheck}`;
}

/**
 * Second line: birth, check, sex, expiry, check, VNM, fillers, composite. Where one field's check digit leaves several
 * readings, the composite digit, the birth year in the number and cards ending on a birthday settle it.
 */
function secondLine(text: string, first: string): string | null {
  const at = text.search(/V[NMH]M/u);
  if (at < 13 || at > 17) return null;
  const front = text.slice(0, at);
  const sexAt = front.slice(5, 9).search(/[MFP]/u);
  const sexIndex = sexAt < 0 ? 7 : sexAt + 5;
  const birth = digits(front.slice(0, sexIndex)).padEnd(7, '<').slice(0, 7);
  const expiry = digits(front.slice(sexIndex + 1))
    .padEnd(7, '<')
    .slice(0, 7);
  const sex = /[FP]/u.test(front[sexIndex] ?? '') ? 'F' : front[sexIndex] === 'M' ? 'M' : '<';
  const rest = digits(text.slice(at + 3).replace(/[A-Z]+/gu, (run) => (run.length > 1 ? '<' : run)));
  const composite = /(\d)\D*$/u.exec(rest)?.[1] ?? null;
  const births = orAsRead(readingsOf(birth.slice(0, 6), birth[6] ?? ''), birth);
  const expiries = orAsRead(readingsOf(expiry.slice(0, 6), expiry[6] ?? ''), expiry);
  const yearOfId = first.slice(19, 21);
  let best: { readonly line: string; readonly cost: number } | null = null;
  for (const b of births) {
    for (const e of expiries) {
      const open = `${b.field}${b.check}${sex}${e.field}${e.check}VNM${'<'.repeat(11)}`;
      const own = mrzCheckDigit(first.slice(5, 30) + open.slice(0, 7) + open.slice(8, 15) + open.slice(18, 29));
      const cost =
        b.cost +
        e.cost +
        (composite === null || own === composite ? 0 : 1.5) +
        (b.field.startsWith(yearOfId) ? 0 : 1.5) +
        (b.field.slice(2) === e.field.slice(2) ? 0 : 0.5) +
        (isMonthAndDay(b.field.slice(2)) ? 0 : 2);
      if (best === null || cost < best.cost) best = { line: `${open}${composite ?? own}`, cost };
    }
  }
  return best?.line ?? null;
}

function isMonthAndDay(text: string): boolean {
  return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(text) || text === '<<<<';
}

function orAsRead(readings: readonly Reading[], field: string): readonly Reading[] {
  return readings.length > 0 ? readings : [{ field: field.slice(0, 6), check: field[6] ?? '<', cost: 0 }];
}

/** Third line: surname, <<, given names with < between; runs of K, L, C and other fillers at the end are fillers. */
function thirdLine(text: string): string {
  const letters = [...text].map((letter) => TO_LETTER[letter] ?? letter).join('');
  const body = letters.replace(/[<KLCXSE]*(?:<|KK|LL|CC|KL|LK|<K)[<KLCXSE]*$/u, '').replace(/<+$/u, '');
  return body.slice(0, 30).padEnd(30, '<');
}

/**
 * Repairs the lines of a zone by its grammar (ICAO Doc 9303 part 5): digits where digits stand, fillers where fillers
 * stand, and single digits by their check digit. Null when the first two lines don't have the shape of a zone.
 */
export function repairMrz(read: readonly string[]): RepairedMrz | null {
  const first = firstLine(read[0] ?? '');
  const second = first === null ? null : secondLine(read[1] ?? '', first);
  if (first === null || second === null) return null;
  const third = thirdLine(read[2] ?? '');
  const lines = [first, second, third] as const;
  const changes = lines.slice(0, 2).reduce((sum, line, i) => sum + difference(line, read[i] ?? ''), 0);
  return { lines, changes };
}

function difference(a: string, b: string): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) count += 1;
  return count;
}
