import type { Box } from '../../../common/domain/reading.ts';
import type { Entry } from './entry.ts';
import { findLabels, flatten, type LabelHit, type LabelSpec } from './find-labels.ts';
import { regroupTable } from './form-table.ts';
import { type Row, type Token, textOf, type View } from './page-view.ts';

const MAX_ROWS_BELOW = 6;

function right(box: Box): number {
  return box[0] + box[2];
}

/** Cuts a row where wide gaps are. */
function segmentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const token of tokens) {
    const last = segments.at(-1);
    const previous = last?.at(-1);
    if (last === undefined || previous === undefined || token.box[0] - right(previous.box) > 1.8 * token.box[3]) {
      segments.push([token]);
    } else {
      last.push(token);
    }
  }
  return segments;
}

/**
 * The rows under a label that carry its value on: the whole row as long as no label stands in it; else only the part
 * right of the label's own left edge that no label claims (the address beside a card's expiry date).
 */
function rowsBelow(
  view: View,
  hit: LabelHit,
  hits: readonly LabelHit[],
  tokens: readonly Token[],
): readonly (readonly Token[])[] {
  const opening = tokens[hit.first] as Token;
  const closing = tokens[hit.last] as Token;
  const pitch = view.pages.get(opening.page)?.pitch ?? opening.box[3] * 2;
  const claimed = new Set<Token>();
  for (const other of hits.filter((one) => !one.soft))
    for (let i = other.first; i <= other.last; i += 1) claimed.add(tokens[i] as Token);
  const found: (readonly Token[])[] = [];
  let above: Row | undefined = view.rows[closing.row];
  for (const row of view.rows.slice(closing.row + 1)) {
    if (above === undefined || row.page !== opening.page || found.length >= MAX_ROWS_BELOW) break;
    if (row.box[1] - above.box[1] > Math.max(2.1 * pitch, 2.6 * opening.box[3])) break;
    const firstClaimed = row.tokens.findIndex((token) => claimed.has(token));
    if (firstClaimed < 0) {
      found.push(ownColumn(row.tokens, opening));
      above = row;
      continue;
    }
    const before = row.tokens.slice(0, firstClaimed);
    const own = before.filter((token) => !token.bullet);
    if (own.length > 0) {
      found.push(own);
      break;
    }
    const label = row.tokens[firstClaimed] as Token;
    if (label.box[0] >= opening.box[0] - opening.box[3]) break;
    const beside = segmentsOf(row.tokens).find(
      (segment) =>
        (segment[0] as Token).box[0] >= opening.box[0] - 2 * opening.box[3] &&
        !segment.some((token) => claimed.has(token)),
    );
    if (beside === undefined) break;
    found.push(beside);
    above = row;
  }
  return found;
}

/** The segments right of the label's left edge when the row has some on either side of it; else the whole row. */
function ownColumn(tokens: readonly Token[], label: Token): readonly Token[] {
  const edge = label.box[0] - 2 * label.box[3];
  const segments = segmentsOf(tokens);
  const right = segments.filter((segment) => (segment[0] as Token).box[0] >= edge);
  return right.length > 0 && right.length < segments.length ? right.flat() : tokens;
}

const ITEM_NUMBER = /^\(?\d{1,2}[.)]$/u;

/** Reads labels and the words that belong to each, in reading order. */
export function readEntries(view: View, specs: readonly LabelSpec[]): readonly Entry[] {
  const tokens = flatten(view);
  const hits = findLabels(view, specs);
  const entries = hits.map((hit, i): Entry => {
    const closing = tokens[hit.last] as Token;
    // Words of a label in the middle of a sentence don't end what stands before them.
    const next = hits.slice(i + 1).find((other) => hit.soft || !other.soft)?.first ?? tokens.length;
    const own = tokens
      .slice(hit.last + 1, next)
      .filter((token) => token.row === closing.row && token.page === closing.page);
    const labelFollows = next < tokens.length && tokens[next - 1] === own.at(-1);
    return {
      id: hit.id,
      similarity: hit.similarity,
      label: tokens.slice(hit.first, hit.last + 1),
      beside: withoutNextNumber(closing.colon ? own : withoutLabelRest(own), labelFollows),
      below: rowsBelow(view, hit, hits, tokens),
    };
  });
  return regroupTable(entries, view, specs);
}

/** The number of the next item belongs to its label, unless it is all there is. */
function withoutNextNumber(tokens: readonly Token[], labelFollows: boolean): readonly Token[] {
  const last = tokens.at(-1);
  const drop = labelFollows && tokens.length > 1 && last !== undefined && ITEM_NUMBER.test(last.text);
  return drop ? tokens.slice(0, -1) : tokens;
}

/** Words of a label that is longer than its known wording, up to its colon: "(ghi bằng chữ in hoa):", "liên hệ:". */
function withoutLabelRest(tokens: readonly Token[]): readonly Token[] {
  const inBrackets = tokens[0]?.text.startsWith('(') === true;
  const closing = inBrackets ? tokens.slice(0, 10).findIndex((token) => /\)\W*$/u.test(token.text)) : -1;
  if (closing >= 0 && tokens[closing]?.colon === true) return tokens.slice(closing + 1);
  const colon = tokens.slice(0, 2).findIndex((token) => token.colon);
  return colon >= 0 && !/\d/u.test(textOf(tokens.slice(0, colon + 1))) ? tokens.slice(colon + 1) : tokens;
}
