/** A stretch of text that two values share or not. */
export interface TextPiece {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * Marks to the letter what in `text` differs from `other`, by the longest common subsequence of letters (grapheme
 * clusters, so a letter and its tone are one). Case is not counted. Neighbours are joined. Dates are compared by day,
 * month and year, since 08/12 and 12/08 share letters and nothing else.
 */
export function letterDifference(text: string, other: string): readonly TextPiece[] {
  if (DATE.test(text) && DATE.test(other)) return dateDifference(text, other);
  const letters = splitLetters(text);
  const keys = letters.map((letter) => letter.toLowerCase());
  const otherKeys = splitLetters(other).map((letter) => letter.toLowerCase());
  const shared = commonPositions(keys, otherKeys);
  const pieces: TextPiece[] = [];
  for (const [index, letter] of letters.entries()) {
    const differs = !shared.has(index);
    const last = pieces.at(-1);
    if (last !== undefined && last.differs === differs)
      pieces[pieces.length - 1] = { text: last.text + letter, differs };
    else pieces.push({ text: letter, differs });
  }
  return pieces;
}

const DATE = /^\d{1,2}\/\d{1,2}\/\d{4}$/;

function dateDifference(text: string, other: string): readonly TextPiece[] {
  const others = other.split('/');
  return text
    .split('/')
    .flatMap((part, index) => [
      ...(index === 0 ? [] : [{ text: '/', differs: false }]),
      { text: part, differs: Number(part) !== Number(others[index]) },
    ]);
}

function splitLetters(text: string): readonly string[] {
  return [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text.normalize('NFC'))].map(
    (part) => part.segment,
  );
}

/** Positions in `a` that belong to one longest common subsequence of a and b. */
function commonPositions(a: readonly string[], b: readonly string[]): ReadonlySet<number> {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const shared = new Set<number>();
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      shared.add(i);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return shared;
}
