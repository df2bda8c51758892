import { parseCardQr } from '../../common/domain/card-qr.ts';
import type { PageReading } from '../../common/domain/reading.ts';
import { stripDiacritics } from '../../common/domain/vietnamese-text.ts';
import { findMrz } from './mrz-lines.ts';

type Side = 'front' | 'back' | 'both';
type Form = 'chip' | 'new' | 'old';

/** What a page of a card says about which card it is. */
interface CardPage {
  readonly index: number;
  /** Null when neither side shows. */
  readonly side: Side | null;
  readonly form: Form | null;
  /** Citizen numbers from the code, a zone whose check digits hold, or the print. */
  readonly numbers: ReadonlySet<string>;
  /** Names from code and zone, letters alone without marks. */
  readonly names: readonly string[];
  /** All letters of the page in the same form. */
  readonly letters: string;
  /** Codes of the card that were read. */
  readonly codes: number;
}

/** Words of either side without diacritics, as photocopies leave them. */
const FRONT = /ho va ten|ho, chu dem va ten|full name|ngay sinh|date of birth|gioi tinh|nguyen quan/u;
const BACK =
  /dac diem|personal identification(?! n)|ngon tro|index finger|vnm[\w<]{6}|<<<|date of (?:issue|expiry)\b.*\n?.*bo cong an|place of birth|noi dang ky khai sinh|dau vet|cuc truong|ton giao/u;
const FORMS: readonly (readonly [Form, RegExp])[] = [
  ['old', /chung minh nhan dan|dau vet rieng|di hinh|nguyen quan|dkhk|giam doc ca/u],
  [
    'chip',
    /can cuoc cong dan|citizen identity|cuc truong|dac diem nhan dang|personal identification(?! n)|ngon tro|index finger/u,
  ],
  [
    'new',
    /noi dang ky khai sinh|place of birth|bo cong an|ministry of public|so dinh danh ca nhan|identification number/u,
  ],
];

function describe(page: PageReading): CardPage {
  const text = stripDiacritics(page.text).toLowerCase();
  const [front, back] = [FRONT.test(text), BACK.test(text)];
  const coded = page.codes.map((code) => parseCardQr(code.text)).filter((card) => card !== null);
  const found = findMrz(page);
  const zone = found?.td1;
  const isSound = found !== null && found.changes <= MOST_CHANGES && found.td1.checks.citizenId;
  const zoneNumber = isSound ? [found.td1.citizenId] : [];
  const certain = [...coded.map((card) => card.citizenId), ...zoneNumber];
  const printed = certain.length > 0 ? [] : (page.text.match(/(?<!\d)\d{12}(?!\d)/gu) ?? []);
  const names = [
    ...coded.map((card) => card.fullName),
    ...(zone === undefined ? zoneNames(page) : [`${zone.surname} ${zone.givenNames}`]),
  ];
  return {
    index: page.index,
    side: front && back ? 'both' : front ? 'front' : back ? 'back' : null,
    form: FORMS.find(([, words]) => words.test(text))?.[0] ?? null,
    codes: coded.length,
    numbers: new Set([...certain, ...printed]),
    names: names.map(lettersOf).filter((name) => name.length > 5),
    letters: lettersOf(page.text),
  };
}

/** The name line of a zone whose other lines can't be made to parse. */
function zoneNames(page: PageReading): readonly string[] {
  return page.text
    .split('\n')
    .map((line) => line.replace(/\s/gu, ''))
    .filter((line) => /^[A-Z]{2,}<{1,2}[A-Z]+(?:<[A-Z]+)*<{2,}/u.test(line));
}

function lettersOf(text: string): string {
  return stripDiacritics(text)
    .toUpperCase()
    .replace(/[^A-Z]/gu, '');
}

/** The name in the code or zone of one page stands on the other. */
function sharesName(a: CardPage, b: CardPage): boolean {
  return a.names.some((name) => b.letters.includes(name)) || b.names.some((name) => a.letters.includes(name));
}

/** Digits that differ between the closest two numbers; null when a page has none. */
function distance(a: CardPage, b: CardPage): number | null {
  const all = [...a.numbers].flatMap((one) =>
    [...b.numbers].map((other) => [...one].filter((digit, i) => digit !== other[i]).length),
  );
  return all.length === 0 ? null : Math.min(...all);
}

/** A zone in which more letters had to be changed says a name perhaps, no number. */
const MOST_CHANGES = 4;
const DIGITS = 12;
/** Printed numbers may be a digit or two off; people in one file differ in more. */
const MOST_APART = 2;

/** Different sides of the same form. */
function fitsTogether(a: CardPage, b: CardPage): boolean {
  if (a.side === 'both' || b.side === 'both' || (a.side !== null && a.side === b.side)) return false;
  return a.form === null || b.form === null || a.form === b.form;
}

/** Whether two pages can be front and back of one card. */
function canPair(a: CardPage, b: CardPage): boolean {
  return fitsTogether(a, b) && (distance(a, b) ?? 0) <= MOST_APART;
}

/**
 * Which pages of citizen cards are two sides of one card: those with the same number or name wherever they lie; then,
 * where no number says otherwise, neighbours, in whichever order they were laid.
 *
 * @param pages that show a card, in order
 * @returns pairs of page indexes, the smaller first
 */
export function pairCards(pages: readonly PageReading[]): readonly (readonly [number, number])[] {
  const cards = pages.map(describe);
  const paired = new Set<number>();
  const pairs: [number, number][] = [];
  const join = (a: CardPage, b: CardPage): void => {
    pairs.push([Math.min(a.index, b.index), Math.max(a.index, b.index)]);
    paired.add(a.index).add(b.index);
  };
  const free = (card: CardPage): boolean => !paired.has(card.index);
  const proofs: readonly ((a: CardPage, b: CardPage) => boolean)[] = [
    (a, b) => distance(a, b) === 0,
    (a, b) => canPair(a, b) && sharesName(a, b),
    (a, b) => (distance(a, b) ?? DIGITS) <= MOST_APART,
  ];
  for (const proves of proofs) {
    for (const card of cards.filter(free)) {
      const near = cards
        .filter((other) => other !== card && free(other) && fitsTogether(card, other) && proves(card, other))
        .sort((a, b) => Math.abs(a.index - card.index) - Math.abs(b.index - card.index));
      if (free(card) && near[0] !== undefined) join(card, near[0]);
    }
  }
  for (const run of runsOf(cards)) joinNeighbours(run, free, join);
  return pairs;
}

/** Cards that lie directly one after another. */
function runsOf(cards: readonly CardPage[]): readonly (readonly CardPage[])[] {
  const runs: CardPage[][] = [];
  for (const [i, card] of cards.entries()) {
    const before = cards[i - 1];
    if (before !== undefined && card.index - before.index <= 2) runs.at(-1)?.push(card);
    else runs.push([card]);
  }
  return runs;
}

/** Pairs what is left of a run, when its order leaves one way only: neighbours two by two. */
function joinNeighbours(
  run: readonly CardPage[],
  free: (card: CardPage) => boolean,
  join: (a: CardPage, b: CardPage) => void,
): void {
  const left = run.filter(free);
  const [first, second, ...more] = run;
  // A front and a back alone are laid as one card: that their numbers differ is for a person to see.
  if (first !== undefined && second !== undefined && more.length === 0 && left.length === 2) {
    if (fitsTogether(first, second) && (first.codes === 0 || second.codes === 0)) join(first, second);
    return;
  }
  for (let i = 0; i + 1 < left.length; i += 1) {
    const [a, b] = [left[i], left[i + 1]] as [CardPage, CardPage];
    if (!canPair(a, b) || !isOnlyChoice(left, i)) continue;
    join(a, b);
    i += 1;
  }
}

/** Two fronts before two backs without numbers may belong together either way: nobody can say, so none is joined. */
function isOnlyChoice(left: readonly CardPage[], at: number): boolean {
  const [before, a, b, after] = [left[at - 1], left[at], left[at + 1], left[at + 2]];
  if (a === undefined || b === undefined) return false;
  const same = (one: CardPage | undefined, other: CardPage): boolean =>
    one !== undefined && one.side !== null && one.side === other.side;
  return !(same(before, a) && same(after, b) && canPair(before as CardPage, b) && canPair(a, after as CardPage));
}
