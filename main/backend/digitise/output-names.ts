import { extname } from 'node:path';

/** File systems take names of 255 bytes; `.json` and a number must still fit. */
const LONGEST_BYTES = 240;

/**
 * The NAME of NAME.json and NAME.pdf for each input: its name without extension. Where several inputs would have the
 * same, also on file systems that don't tell capitals apart, the first keeps it and the others get `-2`, `-3`, …
 */
export function outputNames(names: readonly string[]): readonly string[] {
  const stems = names.map(stemOf);
  const taken = new Set<string>();
  const plain = new Set(stems.map(fold));
  return stems.map((stem) => {
    let name = stem;
    for (let number = 2; taken.has(fold(name)) || (name !== stem && plain.has(fold(name))); number += 1) {
      name = `${stem}-${number}`;
    }
    taken.add(fold(name));
    return name;
  });
}

function stemOf(name: string): string {
  let stem = name.slice(0, name.length - extname(name).length);
  while (Buffer.byteLength(stem) > LONGEST_BYTES) stem = [...stem].slice(0, -1).join('');
  return stem;
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
