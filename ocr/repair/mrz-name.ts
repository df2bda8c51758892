import { GIVEN_NAMES, SURNAMES } from './gazetteer.ts';

const TO_LETTER: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '6': 'G', '8': 'B' };
const WIDTH = 30;

/**
 * Third line: surname, <<, given names with < between. What stands after them is filler, also where it was read as K, L
 * or C; one such letter before a filler is the end of a name (LOC<<).
 */
export function repairNameLine(text: string): string {
  const letters = [...text].map((letter) => TO_LETTER[letter] ?? letter).join('');
  const [, surname = letters, given = ''] = /^([A-Z<]*?)<<(.*)$/u.exec(letters) ?? [];
  const names = given.replace(/(?:<<|<[KLC]{2}|[KLC]{3}).*$/u, '').replace(/<[KLC]?$/u, '');
  return `${withoutStray(surname)}<<${withoutStray(names)}`.replace(/<+$/u, '').slice(0, WIDTH).padEnd(WIDTH, '<');
}

/** Fillers are taken for a letter more (VANS<NGHIA): at the end of a word that no name ends with, it goes. */
function withoutStray(words: string): string {
  return words
    .split('<')
    .map((word) => (isKnown(word) || !/[SKLCX]$/u.test(word) || !isKnown(word.slice(0, -1)) ? word : word.slice(0, -1)))
    .join('<');
}

function isKnown(word: string): boolean {
  const key = word.toLowerCase();
  return GIVEN_NAMES.has(key) || SURNAMES.has(key);
}
