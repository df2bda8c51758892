import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Faces that corpus papers are set in, from packages, so that every machine prints the same and no letter of
 * Vietnamese comes from another face. Tinos, Arimo and Cousine have the widths of Times New Roman, Arial and Courier
 * New, which the rules on official papers ask for (Decree 30/2020/NĐ-CP, annex I).
 */

const PRINT_STYLES = ['400', '400-italic', '700', '700-italic'] as const;

/** Family, its package, its style sheets. */
const FACES: Readonly<Record<string, readonly [pack: string, styles: readonly string[]]>> = {
  Tinos: ['tinos', PRINT_STYLES],
  Arimo: ['arimo', PRINT_STYLES],
  Cousine: ['cousine', PRINT_STYLES],
  'Noto Serif': ['noto-serif', PRINT_STYLES],
  'Be Vietnam Pro': ['be-vietnam-pro', PRINT_STYLES],
  'Patrick Hand': ['patrick-hand', ['400']],
  'Dancing Script': ['dancing-script', ['400', '600']],
  Mali: ['mali', ['400', '400-italic']],
  Itim: ['itim', ['400']],
  Pangolin: ['pangolin', ['400']],
  Sriracha: ['sriracha', ['400']],
  'Playpen Sans': ['playpen-sans', ['400']],
};

/** Faces that look written. */
export const HANDS = [
  'Patrick Hand',
  'Dancing Script',
  'Mali',
  'Itim',
  'Pangolin',
  'Sriracha',
  'Playpen Sans',
] as const;

const SUBSETS = /-(?:latin|latin-ext|vietnamese)-\d+-(?:normal|italic)\.woff2$/;

const sheets = new Map<string, string>();

/** `@font-face` rules of every face that a piece of CSS or HTML names, with the fonts inside. */
export function fontCss(...texts: readonly string[]): string {
  const named = Object.keys(FACES).filter((family) => texts.some((text) => text.includes(family)));
  return named.map(faceCss).join('\n');
}

function faceCss(family: string): string {
  const known = sheets.get(family);
  if (known !== undefined) return known;
  const [pack, styles] = FACES[family]!;
  const folder = new URL(`../../node_modules/@fontsource/${pack}/`, import.meta.url).pathname;
  const css = styles
    .flatMap((style) => readFileSync(join(folder, `${style}.css`), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [])
    .flatMap((rule) => {
      const file = /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(rule)?.[1];
      if (file === undefined || !SUBSETS.test(file)) return [];
      const font = readFileSync(join(folder, file)).toString('base64');
      return [
        rule
          .replace(/src:[^;]*;/, `src: url(data:font/woff2;base64,${font}) format('woff2');`)
          .replace(/font-display: \w+;/, 'font-display: block;'),
      ];
    })
    .join('\n');
  sheets.set(family, css);
  return css;
}
