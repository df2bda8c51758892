import type { Random } from '../random.ts';

/** How a paper of several pages numbers them; Decree 30/2020 wants the number alone at the top, the first page without. */
const STYLES = ['trang-of', 'trang', 'slash', 'dash', 'foot', 'top', 'none'] as const;

/** Draws a way of numbering; the result prints the mark of page `at` (1-based) of `of`. */
export function makePageMarks(random: Random): (at: number, of: number) => string {
  const style = random.pick(STYLES);
  return (at, of) => {
    switch (style) {
      case 'trang-of':
        return mark(`Trang ${at}/${of}`, 'right:15mm;bottom:6mm');
      case 'trang':
        return mark(`Trang ${at}`, 'left:0;right:0;bottom:6mm;text-align:center');
      case 'slash':
        return mark(`${at}/${of}`, 'left:0;right:0;bottom:6mm;text-align:center');
      case 'dash':
        return mark(`- ${at} -`, 'left:0;right:0;bottom:6mm;text-align:center');
      case 'foot':
        return mark(String(at), 'left:0;right:0;bottom:6mm;text-align:center');
      case 'top':
        return at === 1 ? '' : mark(String(at), 'left:0;right:0;top:8mm;text-align:center');
      case 'none':
        return '';
    }
  };
}

function mark(text: string, place: string): string {
  return `<div style="position:absolute;font-size:.86em;${place}">${text}</div>`;
}
