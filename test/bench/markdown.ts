import type { Tally } from './metrics.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function percent({ right, total }: Tally): string {
  return total === 0 ? '–' : `${((right / total) * 100).toFixed(1)} % (${right}/${total})`;
}

/** Parts of a document, empty ones left out. */
export function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
