/** Steps that a page can be read without; the bench switches each off to see what it brings and costs. */
export const OPTIONAL_STEPS = [
  'deskew',
  'seals',
  'background',
  'rules',
  'leaders',
  'specks',
  'upside-down',
  'codes',
  'codes-again',
  'digit-boxes',
  'glued-words',
  'reading-order',
  'letter-case',
  'words',
  'marks',
] as const;
export type OptionalStep = (typeof OPTIONAL_STEPS)[number];

/** Steps left out; nothing is in the product. */
export type Without = ReadonlySet<OptionalStep>;
export const NOTHING_LEFT_OUT: Without = new Set();
