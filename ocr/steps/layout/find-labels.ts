import { mayHold } from './approximate.ts';
import { labelKey, type Row, type Token, type View } from './page-view.ts';

/** One thing that a form asks for, with the wordings under which it is printed. */
export interface LabelSpec {
  readonly id: string;
  /** As printed, without colon; diacritics, dots and footnote marks don't matter. */
  readonly texts: readonly string[];
  /**
   * Where it counts: `start` (default) = begins a row or column or has a colon; `opening` = begins a row or column;
   * `colon` = needs the colon; `any`.
   */
  readonly where?: 'start' | 'opening' | 'colon' | 'any';
}

interface Wording {
  readonly text: string;
  readonly wording: string;
}

const WORDINGS = new WeakMap<LabelSpec, readonly Wording[]>();

/** Texts of a spec with their keys, which are made once. */
function wordingsOf(spec: LabelSpec): readonly Wording[] {
  const known = WORDINGS.get(spec);
  if (known !== undefined) return known;
  const made = [...new Map(spec.texts.map((text) => [labelKey(text), text]))].map(([wording, text]) => ({
    text,
    wording,
  }));
  WORDINGS.set(spec, made);
  return made;
}

/** A label found on the paper: tokens first..last of the flattened view. */
export interface LabelHit {
  readonly id: string;
  /** The wording of the spec that was found, as a key. */
  readonly wording: string;
  readonly first: number;
  readonly last: number;
  /** 1 = letter by letter. */
  readonly similarity: number;
  /** Length of the matched wording in letters. */
  readonly length: number;
  /** Found in the middle of a sentence: no gap before, no colon after. */
  readonly soft: boolean;
}

interface Stream {
  readonly text: string;
  /** Position in the flattened tokens, per letter. */
  readonly token: readonly number[];
  /** The letter is the first of its token. */
  readonly opens: readonly boolean[];
  /** The letter is the last of its token, or the next one is no letter. */
  readonly closes: readonly boolean[];
}

/** Below this engine confidence a colon within a label may be a speck. */
const SURE = 0.6;

/** All tokens of a view in reading order. */
export function flatten(view: View): readonly Token[] {
  return view.rows.flatMap((row: Row) => row.tokens);
}

function streamOf(tokens: readonly Token[]): Stream {
  let text = '';
  const token: number[] = [];
  const opens: boolean[] = [];
  const closes: boolean[] = [];
  for (const [index, { key, bullet }] of tokens.entries()) {
    if (bullet) continue;
    for (let i = 0; i < key.length; i += 1) {
      token.push(index);
      opens.push(i === 0);
      closes.push(i === key.length - 1 || (/[a-z]/u.test(key[i] ?? '') && /\d/u.test(key[i + 1] ?? '')));
    }
    text += key;
  }
  return { text, token, opens, closes };
}

/** Wrong letters that a wording of this length may have; a colon after it makes up for one more. */
function tolerance(length: number, colon: boolean): number {
  if (length < 6) return colon && length === 5 ? 1 : 0;
  if (length < 9) return 1;
  const letters = length < 12 ? 1 : Math.floor(length * 0.17);
  return letters + (colon ? 1 : 0);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly distance: number;
}

/** Stretches of the text that can hold the wording: with k wrong letters one of k + 1 parts of it stands unharmed. */
function windowsFor(text: string, wording: string, limit: number): readonly (readonly [from: number, to: number])[] {
  const windows: [number, number][] = [];
  const size = wording.length / (limit + 1);
  for (let part = 0; part <= limit; part += 1) {
    const offset = Math.floor(part * size);
    const piece = wording.slice(offset, Math.floor((part + 1) * size));
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
      windows.push([Math.max(0, at - offset - limit), Math.min(text.length, at - offset + wording.length + limit)]);
    }
  }
  windows.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of windows) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Every place where the wording occurs within its tolerance, from the first letter of a word to the last of one. */
function occurrences(stream: Stream, wording: string): readonly Span[] {
  // One more error than a label without colon may have; findLabels decides which it is.
  const limit = tolerance(wording.length, true);
  if (limit === 0) return exactOccurrences(stream, wording);
  return windowsFor(stream.text, wording, limit)
    .filter(([from, to]) => mayHold(stream.text, from, to, wording, limit))
    .flatMap(([from, to]) => align(stream, wording, limit, from, to));
}

/** Approximate search after Sellers, with the start of each alignment carried along. */
function align(stream: Stream, wording: string, limit: number, from: number, to: number): readonly Span[] {
  const size = wording.length;
  let cost = new Int32Array(size + 1).map((_, i) => i);
  let start = new Int32Array(size + 1).fill(from);
  let nextCost = new Int32Array(size + 1);
  let nextStart = new Int32Array(size + 1);
  const found: Span[] = [];
  for (let at = from; at < to; at += 1) {
    // A label may only begin with a word: elsewhere the free start costs a letter.
    nextCost[0] = stream.opens[at + 1] === false ? 1 : 0;
    nextStart[0] = at + 1;
    const letter = stream.text.charCodeAt(at);
    for (let i = 1; i <= size; i += 1) {
      const swap = (cost[i - 1] ?? 0) + (wording.charCodeAt(i - 1) === letter ? 0 : 1);
      const skipText = (cost[i] ?? 0) + 1;
      const skipWording = (nextCost[i - 1] ?? 0) + 1;
      const best = Math.min(swap, skipText, skipWording);
      nextCost[i] = best;
      nextStart[i] =
        best === swap ? (start[i - 1] ?? 0) : best === skipText ? (start[i] ?? 0) : (nextStart[i - 1] ?? 0);
    }
    const distance = nextCost[size] ?? size;
    const begin = nextStart[size] ?? 0;
    if (distance <= limit && stream.closes[at] === true && stream.opens[begin] === true) {
      found.push({ start: begin, end: at, distance });
    }
    [cost, nextCost] = [nextCost, cost];
    [start, nextStart] = [nextStart, start];
  }
  return found;
}

function exactOccurrences(stream: Stream, wording: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = stream.text.indexOf(wording); at >= 0; at = stream.text.indexOf(wording, at + 1)) {
    const end = at + wording.length - 1;
    if (stream.opens[at] === true && stream.closes[end] === true) found.push({ start: at, end, distance: 0 });
  }
  return found;
}

function isPlacedLikeALabel(spec: LabelSpec, first: Token, colon: boolean): boolean {
  switch (spec.where ?? 'start') {
    case 'any':
      return true;
    case 'colon':
      return colon;
    case 'opening':
      return first.opensSegment;
    case 'start':
      return first.opensSegment || colon;
  }
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

/** A colon follows, perhaps after a footnote mark. */
function hasColon(last: Token, next: Token | undefined): boolean {
  return last.colon || (next !== undefined && next.row === last.row && next.colon && next.key.length <= 2);
}

/**
 * Finds the labels of a form, whatever the engine did to their diacritics and dots. Where wordings compete for the
 * same words the longer and cleaner one wins. In reading order.
 */
export function findLabels(view: View, specs: readonly LabelSpec[]): readonly LabelHit[] {
  const tokens = flatten(view);
  const stream = streamOf(tokens);
  const hits: LabelHit[] = [];
  for (const spec of specs) {
    for (const { text, wording } of wordingsOf(spec)) {
      for (const span of occurrences(stream, wording)) {
        const first = stream.token[span.start] ?? 0;
        const last = stream.token[span.end] ?? 0;
        const opening = tokens[first];
        const closing = tokens[last];
        if (opening === undefined || closing === undefined) continue;
        // Mẫu CT07 is not a misread Mẫu CT01: digits tell forms apart.
        if (digitsOf(stream.text.slice(span.start, span.end + 1)) !== digitsOf(wording)) continue;
        // What follows a colon is a value.
        if (tokens.slice(first, last).some((token) => token.colon && token.confidence >= SURE)) continue;
        // A wording may run on into the next row of a narrow column, never further, and then it must be read well.
        const rows = closing.row - opening.row;
        if (closing.page !== opening.page || rows > 1) continue;
        if (rows === 1 && span.distance > (wording.length < 12 ? 0 : wording.length * 0.08)) continue;
        const colon = hasColon(closing, tokens[last + 1]);
        if (span.distance > tolerance(wording.length, colon) || !isPlacedLikeALabel(spec, opening, colon)) continue;
        // Names stand in capitals: NGUYỄN VĂN must not pass for "Nguyên quán".
        if (span.distance > wording.length * 0.08 && isShouted(tokens.slice(first, last + 1), text)) continue;
        hits.push({
          id: spec.id,
          wording,
          first,
          last,
          similarity: 1 - span.distance / wording.length,
          length: wording.length,
          soft: !colon && spec.where === 'any' && (!opening.opensSegment || carriesOn(view, opening)),
        });
      }
    }
  }
  return withoutOverlaps(hits);
}

/** The row above is full, so a row that begins with these words carries its sentence on. */
function carriesOn(view: View, token: Token): boolean {
  const above = view.rows[token.row - 1];
  const width = view.pages.get(token.page)?.width ?? 0;
  if (above === undefined || above.page !== token.page || view.rows[token.row]?.tokens[0] !== token) return false;
  const right = Math.max(...view.rows.filter((row) => row.page === token.page).map((row) => row.box[0] + row.box[2]));
  return above.box[0] + above.box[2] > right - 0.12 * width;
}

function isShouted(tokens: readonly Token[], label: string): boolean {
  return label !== label.toUpperCase() && tokens.every((token) => token.text === token.text.toUpperCase());
}

function withoutOverlaps(hits: readonly LabelHit[]): readonly LabelHit[] {
  const weight = (hit: LabelHit): number => hit.length * (1 - 3 * (1 - hit.similarity));
  const chosen: LabelHit[] = [];
  for (const hit of [...hits].sort((a, b) => weight(b) - weight(a))) {
    if (chosen.every((other) => hit.last < other.first || hit.first > other.last)) chosen.push(hit);
  }
  return chosen.sort((a, b) => a.first - b.first);
}
