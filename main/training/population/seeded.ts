/** Deterministic choices: the same seed, index and purpose always give the same value, on every machine. */

/** 32 well-mixed bits of a text (FNV-1a, then murmur3's finaliser). */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

export interface SeededChoice {
  /** An integer in [0, size). */
  below(size: number, purpose: string): number;
  pick<T>(list: readonly [T, ...T[]], purpose: string): T;
  /** True with the given probability. */
  chance(probability: number, purpose: string): boolean;
}

export function seededChoice(seed: string, index: number): SeededChoice {
  const draw = (purpose: string): number => hash32(`${seed}/${index}/${purpose}`) / 0x1_0000_0000;
  return {
    below: (size, purpose) => Math.floor(draw(purpose) * size),
    pick: (list, purpose) => list[Math.floor(draw(purpose) * list.length)] ?? list[0],
    chance: (probability, purpose) => draw(purpose) < probability,
  };
}
