/** The little that hand-made charts need. Colours follow the viewer's light or dark setting. */

export const STYLE = `
  .paper { fill: #ffffff } .ink { fill: #1f2933 } .soft { fill: #5b6672 } .axis { stroke: #5b6672; stroke-width: 1 }
  .grid { stroke: #d8dee4; stroke-width: 1 } .main { fill: #1864ab; stroke: #1864ab } .line { fill: none; stroke-width: 2 }
  .second { fill: #b35900; stroke: #b35900 } .area { fill: #1864ab; opacity: .18; stroke: none } .rule { stroke: #c92a2a; stroke-width: 1.5; stroke-dasharray: 6 4 }
  .warn { fill: #c92a2a }
  text { font: 13px "Liberation Sans", Arial, sans-serif } .title { font-size: 16px; font-weight: bold }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14181c } .ink { fill: #e6eaee } .soft { fill: #a4afba } .axis { stroke: #a4afba } .grid { stroke: #343c44 }
    .main { fill: #74b9f5; stroke: #74b9f5 } .second { fill: #ffb066; stroke: #ffb066 } .area { fill: #74b9f5 }
    .rule { stroke: #ff8787 } .warn { fill: #ff8787 }
  }`;

export function svg(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

export interface TextPlace {
  readonly kind?: 'ink' | 'soft' | 'warn' | 'ink title';
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function text(x: number, y: number, words: string, { kind = 'ink', anchor = 'start' }: TextPlace = {}): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeXml(words)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: 'axis' | 'grid' | 'rule'): string {
  return `<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

export function polyline(points: readonly (readonly [x: number, y: number])[], kind: 'main' | 'second'): string {
  return `<polyline class="${kind} line" style="fill:none" points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}"/>`;
}

export function dot(x: number, y: number, radius: number, kind: 'main' | 'second'): string {
  return `<circle class="${kind}" cx="${round(x)}" cy="${round(y)}" r="${radius}"/>`;
}

export function bar(x: number, y: number, width: number, height: number): string {
  return `<rect class="area" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
