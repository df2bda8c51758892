import type { Box } from '../../common/domain/reading.ts';
import type { Blobs } from '../image/blobs.ts';
import type { VerticalRule } from './remove-rules.ts';

/** A stretch of one line of text without wide gaps. Sides in pixels of the page. */
export interface TextLine {
  /** Around its ink, marks over and under the letters included. */
  readonly box: Box;
  /** Where its letters stand, at the left and at the right end of the box. */
  readonly baseline: readonly [left: number, right: number];
  /** From the baseline to the top of most capitals and tall letters. */
  readonly height: number;
  /** The same to the top of its tallest letters, without what sticks out. */
  readonly tall: number;
  /** How far its ink reaches over the baseline and under it. */
  readonly rise: number;
  readonly drop: number;
  /** Its letters and marks, left to right. */
  readonly blobs: readonly Box[];
}

export interface FindLinesInput {
  readonly blobs: Blobs;
  /** Usual height of letters on the page. */
  readonly letter: number;
  /** Upright rules: no line runs across one. */
  readonly rules: readonly VerticalRule[];
}

/** In heights of the usual letter. */
const LETTER = { lowest: 0.45, highest: 5, widest: 14 } as const;
/** Letters side by side differ less than this in height, and share this part of the smaller's height. */
const NEIGHBOUR = { ratio: 2.1, overlap: 0.45, gap: 1.2, leastGap: 0.9 } as const;
/** How far a mark may stand over the capitals and under the baseline, in heights of the line. */
const MARK_REACH = { above: 0.75, below: 0.5, aside: 0.9 } as const;

/**
 * Finds lines on a level page from its blobs: letters are joined to the next letter on their right, marks and
 * punctuation go to the line that they stand at. Wide gaps and upright rules part lines, so that columns and fields
 * that stand side by side are read by themselves.
 */
export function findTextLines({ blobs, letter, rules }: FindLinesInput): readonly TextLine[] {
  const { letters, marks } = sortBySize(blobs, letter);
  const chains = joinNeighbours(blobs, letters, letter, rules);
  const { lines, stray } = absorbMarksOfTitles(chains.map((chain) => draftLine(blobs, chain)));
  addMarks(blobs, lines, [...marks, ...stray]);
  return lines.map((line) => finish(blobs, line)).sort((a, b) => a.box[1] - b.box[1]);
}

interface Draft {
  readonly members: number[];
  /** How many of them are letters; marks come after. */
  readonly letters: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Fitted to the bottoms of its letters: y at x. */
  readonly baseline: (x: number) => number;
  readonly height: number;
  readonly tall: number;
}

function sortBySize(blobs: Blobs, letter: number): { readonly letters: number[]; readonly marks: number[] } {
  const letters: number[] = [];
  const marks: number[] = [];
  for (let i = 0; i < blobs.count; i += 1) {
    const width = blobs.right[i]! - blobs.left[i]! + 1;
    const height = blobs.bottom[i]! - blobs.top[i]! + 1;
    if (height > LETTER.highest * letter || width > LETTER.widest * letter) continue;
    if (height >= LETTER.lowest * letter && blobs.pixels[i]! >= height) {
      // A frame or an arc of a seal: mostly empty and large.
      const share = blobs.pixels[i]! / (width * height);
      if (share < 0.06 || (width > 4 * letter && height > 1.6 * letter && share < 0.2)) continue;
      letters.push(i);
    } else if (blobs.pixels[i]! >= 4) {
      marks.push(i);
    }
  }
  return { letters, marks };
}

/** Groups of letters, each joined to its nearest neighbour on the right. */
function joinNeighbours(
  blobs: Blobs,
  letters: readonly number[],
  letter: number,
  rules: readonly VerticalRule[],
): readonly (readonly number[])[] {
  const { left, right, top, bottom } = blobs;
  const band = Math.max(8, Math.round(letter * 2));
  const bands = new Map<number, number[]>();
  const sorted = letters.toSorted((a, b) => left[a]! - left[b]!);
  for (const i of sorted) {
    for (let b = Math.floor(top[i]! / band); b <= Math.floor(bottom[i]! / band); b += 1) {
      const members = bands.get(b);
      if (members === undefined) bands.set(b, [i]);
      else members.push(i);
    }
  }
  const parent = new Map(letters.map((i) => [i, i]));
  const root = (i: number): number => {
    let at = i;
    while (parent.get(at) !== at) at = parent.get(at)!;
    parent.set(i, at);
    return at;
  };
  for (const members of bands.values()) {
    for (let a = 0; a < members.length; a += 1) {
      const i = members[a]!;
      const own = bottom[i]! - top[i]! + 1;
      let reach = Number.POSITIVE_INFINITY;
      for (let b = a + 1; b < members.length; b += 1) {
        const j = members[b]!;
        if (left[j]! > Math.min(reach, right[i]! + NEIGHBOUR.gap * Math.max(own * NEIGHBOUR.ratio, letter))) break;
        const other = bottom[j]! - top[j]! + 1;
        const taller = Math.max(own, other);
        const smaller = Math.min(own, other);
        if (taller > NEIGHBOUR.ratio * smaller) continue;
        if (left[j]! - right[i]! > Math.max(NEIGHBOUR.gap * taller, NEIGHBOUR.leastGap * letter)) continue;
        const overlap = Math.min(bottom[i]!, bottom[j]!) - Math.max(top[i]!, top[j]!) + 1;
        if (overlap < NEIGHBOUR.overlap * smaller) continue;
        // The first neighbour closes the search a little beyond itself: letters under one another share a column.
        reach = Math.min(reach, left[j]! + letter * 0.5);
        if (isParted(rules, right[i]!, left[j]!, (Math.max(top[i]!, top[j]!) + Math.min(bottom[i]!, bottom[j]!)) / 2))
          continue;
        parent.set(root(j), root(i));
      }
    }
  }
  const chains = new Map<number, number[]>();
  for (const i of sorted) {
    const home = root(i);
    const chain = chains.get(home);
    if (chain === undefined) chains.set(home, [i]);
    else chain.push(i);
  }
  return [...chains.values()];
}

function isParted(rules: readonly VerticalRule[], from: number, to: number, y: number): boolean {
  return rules.some((rule) => rule.top <= y && rule.bottom >= y && rule.x >= from - 3 && rule.x <= to + 3);
}

/** Capitals and tall letters, in heights of small ones. */
const MOST_TALL = 1.6;

function draftLine(blobs: Blobs, members: readonly number[]): Draft {
  const { left, right, top, bottom } = blobs;
  const baseline = fitBaseline(members.map((i) => [(left[i]! + right[i]!) / 2, bottom[i]! + 1] as const));
  const rises = members
    .map((i) => baseline((left[i]! + right[i]!) / 2) - top[i]!)
    .filter((rise) => rise > 0)
    .sort((a, b) => a - b);
  const height = rises[Math.floor(rises.length * 0.8)] ?? 1;
  return {
    members: [...members],
    letters: members.length,
    left: Math.min(...members.map((i) => left[i]!)),
    right: Math.max(...members.map((i) => right[i]! + 1)),
    top: Math.min(...members.map((i) => top[i]!)),
    bottom: Math.max(...members.map((i) => bottom[i]! + 1)),
    baseline,
    height,
    tall: Math.max(height, Math.min(MOST_TALL * height, rises[Math.floor(rises.length * 0.92)] ?? 1)),
  };
}

/** A line through most letters' feet: descenders and marks below pull a plain fit down. */
function fitBaseline(feet: readonly (readonly [x: number, y: number])[]): (x: number) => number {
  const middle = medianOf(feet.map(([, y]) => y));
  const [first, last] = [feet[0]![0], feet.at(-1)![0]];
  if (feet.length < 12 || last - first < 1) return () => middle;
  const third = (last - first) / 3;
  const early = feet.filter(([x]) => x <= first + third);
  const late = feet.filter(([x]) => x >= last - third);
  if (early.length < 4 || late.length < 4) return () => middle;
  const slope = (medianOf(late.map(([, y]) => y)) - medianOf(early.map(([, y]) => y))) / (last - first - third);
  // A level page's lines run level but for what a camera's lens bends.
  if (Math.abs(slope) > 0.02) return () => middle;
  const offset = medianOf(feet.map(([x, y]) => y - slope * x));
  return (x) => offset + slope * x;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Tone marks of large print are as large as letters elsewhere: they made lines of their own above the title. */
function absorbMarksOfTitles(drafts: readonly Draft[]): { readonly lines: Draft[]; readonly stray: number[] } {
  const stray: number[] = [];
  const lines = drafts.filter((draft) => {
    const own = draft.bottom - draft.top;
    const home = drafts.find(
      (other) =>
        other !== draft &&
        other.height > 1.6 * own &&
        other.members.length >= 2 &&
        draft.left >= other.left - other.height * 0.3 &&
        draft.right <= other.right + other.height * 0.3 &&
        draft.bottom >= other.top - other.height * 0.45 &&
        draft.top <= other.bottom + other.height * 0.3,
    );
    if (home !== undefined) stray.push(...draft.members);
    return home === undefined;
  });
  return { lines, stray };
}

/** Gives every small blob to the line whose letters it is nearest to. */
function addMarks(blobs: Blobs, lines: readonly Draft[], marks: readonly number[]): void {
  const index = new LineIndex(lines);
  const found: [Draft, number][] = [];
  for (const i of marks) {
    const [l, r, t, b] = [blobs.left[i]!, blobs.right[i]! + 1, blobs.top[i]!, blobs.bottom[i]! + 1];
    const [x, y] = [(l + r) / 2, (t + b) / 2];
    let best: Draft | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const line of index.near(y)) {
      const reach = MARK_REACH.aside * line.height;
      if (l > line.right + reach || r < line.left - reach) continue;
      const foot = line.baseline(x);
      const above = foot - line.height - b;
      const below = t - foot;
      if (above > MARK_REACH.above * line.height || below > MARK_REACH.below * line.height) continue;
      const aside = Math.max(0, l - line.right, line.left - r);
      // Marks under letters are rarer than marks over them.
      const distance = Math.max(0, above, below * 1.4) + aside;
      if (distance < least) {
        least = distance;
        best = line;
      }
    }
    if (best !== undefined) found.push([best, i]);
  }
  for (const [line, i] of found) {
    line.members.push(i);
    line.left = Math.min(line.left, blobs.left[i]!);
    line.right = Math.max(line.right, blobs.right[i]! + 1);
    line.top = Math.min(line.top, blobs.top[i]!);
    line.bottom = Math.max(line.bottom, blobs.bottom[i]! + 1);
  }
}

const BAND = 128;

class LineIndex {
  readonly #bands = new Map<number, Draft[]>();

  constructor(lines: readonly Draft[]) {
    for (const line of lines) {
      const from = Math.floor((line.top - line.height) / BAND);
      const to = Math.floor((line.bottom + line.height) / BAND);
      for (let band = from; band <= to; band += 1) {
        const members = this.#bands.get(band);
        if (members === undefined) this.#bands.set(band, [line]);
        else members.push(line);
      }
    }
  }

  near(y: number): readonly Draft[] {
    return this.#bands.get(Math.floor(y / BAND)) ?? [];
  }
}

/** A blob that touches the next line, a seal or a signature must not make the line taller than print is. */
const MOST = { rise: 2.1, drop: 0.75 } as const;

function finish(blobs: Blobs, { members, left, right, baseline, height, tall }: Draft): TextLine {
  const boxes = members
    .map((i): Box => {
      const [x, y] = [blobs.left[i]!, blobs.top[i]!];
      return [x, y, blobs.right[i]! + 1 - x, blobs.bottom[i]! + 1 - y];
    })
    .sort((a, b) => a[0] - b[0]);
  const foot = (box: Box): number => baseline(box[0] + box[2] / 2);
  const rise = Math.min(MOST.rise * height, Math.max(height, ...boxes.map((box) => foot(box) - box[1])));
  const drop = Math.min(MOST.drop * height, Math.max(0, ...boxes.map((box) => box[1] + box[3] - foot(box))));
  const ends = [baseline(left), baseline(right)] as const;
  const top = Math.floor(Math.min(...ends) - rise);
  const bottom = Math.ceil(Math.max(...ends) + drop);
  return { box: [left, top, right - left, bottom - top], baseline: ends, height, tall, rise, drop, blobs: boxes };
}
