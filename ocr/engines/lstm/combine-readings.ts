import type { EngineSymbol, OtherSymbol } from '../engine.ts';
import { align } from './align.ts';

/** Share of certainty that a reading leaves to characters that it doesn't name. */
const UNNAMED = 0.002;
/** Cost of a character that one reading has and the other lacks. */
const GAP = 0.9;

interface Slot {
  /** Sum over the readings of how likely each text is; '' = nothing stands here. */
  readonly votes: Map<string, number>;
  readonly left: number;
  readonly right: number;
}

/**
 * One reading out of several of the same line, character by character (after ROVER: Fiscus, A post-processing system to
 * yield reduced word error rates, 1997, with likelihoods for votes). A character's confidence is its mean likelihood:
 * where readings contradict each other it falls, whatever each of them thinks of itself.
 */
export function combineReadings(readings: readonly (readonly EngineSymbol[])[]): readonly EngineSymbol[] {
  const [first, ...rest] = readings;
  if (first === undefined) return [];
  if (rest.length === 0) return first;
  let slots = first.map((symbol) => openSlot(symbol, 0));
  for (const [i, reading] of rest.entries()) slots = merge(slots, reading, i + 1);
  return slots.flatMap((slot) => settle(slot, readings.length));
}

function openSlot(symbol: EngineSymbol, before: number): Slot {
  const slot = { votes: new Map<string, number>(), left: symbol.left, right: symbol.right };
  // Readings that came before saw nothing here.
  if (before > 0) slot.votes.set('', before);
  vote(slot, symbol);
  return slot;
}

function vote({ votes }: Slot, symbol: EngineSymbol): void {
  add(votes, spelt(symbol.text), symbol.confidence);
  let rest = 1 - symbol.confidence;
  for (const other of symbol.others ?? []) {
    add(votes, spelt(other.text), other.confidence);
    rest -= other.confidence;
  }
  if (rest > 0) add(votes, '', rest * 0.5);
}

/** Eth looks like the letter Đ, which alone is Vietnamese. */
function spelt(text: string): string {
  return text === 'Ð' ? 'Đ' : text === 'ð' ? 'đ' : text;
}

function add(votes: Map<string, number>, text: string, weight: number): void {
  votes.set(text, (votes.get(text) ?? 0) + weight);
}

/** Aligns a reading with the slots so far at the least cost and lets it vote. */
function merge(slots: readonly Slot[], reading: readonly EngineSymbol[], before: number): Slot[] {
  const costOf = (i: number, j: number): number => distance(slots[i]!, reading[j]!, before);
  return align(slots.length, reading.length, costOf, GAP).map(([i, j]) => {
    if (i === undefined) return openSlot(reading[j!]!, before);
    const slot = slots[i]!;
    if (j === undefined) add(slot.votes, '', 1);
    else vote(slot, reading[j]!);
    return slot;
  });
}

/** 0 for the same character in the same place, up to about 1.6 for another one elsewhere. */
function distance(slot: Slot, symbol: EngineSymbol, before: number): number {
  const likeness = (slot.votes.get(spelt(symbol.text)) ?? 0) / before;
  const middle = (symbol.left + symbol.right) / 2;
  const width = Math.max(1, slot.right - slot.left);
  const away = Math.max(0, slot.left - middle, middle - slot.right) / width;
  return 1 - likeness + Math.min(0.6, away * 0.4);
}

function settle({ votes, left, right }: Slot, count: number): readonly EngineSymbol[] {
  const ranked = [...votes].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (best === undefined || best[0] === '') return [];
  const others: OtherSymbol[] = ranked
    .slice(1)
    .filter(([text, weight]) => text !== '' && weight / count >= UNNAMED)
    .map(([text, weight]) => ({ text, confidence: weight / count }));
  return [{ text: best[0], left, right, confidence: Math.min(1, best[1] / count), others }];
}
