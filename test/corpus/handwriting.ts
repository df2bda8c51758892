import type { Hand } from './forms/paper.ts';

/**
 * Runs in the page: writes every value (`.v`, `.h`, the name under a citizen's signature) with a pen. Each word gets
 * its own size, place on the line and slant, its strokes tremble; printed words around stay as they are.
 */
export function writeByHand(hand: Hand): void {
  let state = hand.seed | 1;
  const draw = (low: number, high: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return low + ((state >>> 0) / 4294967296) * (high - low);
  };
  const sheet = document.querySelector<HTMLElement>('.sheet')!;
  const tremble = (0.8 + 1.4 * hand.unrest).toFixed(2);
  const filters = [0, 1, 2].map(
    (index) =>
      `<filter id="pen${index}" x="-15%" y="-25%" width="130%" height="150%"><feTurbulence type="fractalNoise" baseFrequency=".03" numOctaves="2" seed="${Math.floor(draw(1, 9999))}"/><feDisplacementMap in="SourceGraphic" scale="${tremble}" xChannelSelector="R" yChannelSelector="G"/></filter>`,
  );
  const style = `.hw{display:inline-block;line-height:1;font-family:${hand.family};font-weight:normal;color:${hand.ink};white-space:nowrap}`;
  sheet.insertAdjacentHTML(
    'afterbegin',
    `<style>${style}</style><svg data-skip width="0" height="0" style="position:absolute">${filters.join('')}</svg>`,
  );
  const write = (text: string): HTMLElement => {
    const word = document.createElement('span');
    word.className = 'hw';
    word.textContent = text;
    const size = hand.size * (1 + draw(-0.07, 0.07) * hand.unrest);
    const rise = draw(-0.7, 0.7) * hand.unrest;
    const turn = draw(-2.2, 2.2) * hand.unrest;
    const slant = -hand.slant + draw(-3, 3) * hand.unrest;
    word.style.cssText = `font-size:${size.toFixed(3)}em;opacity:${draw(0.82, 0.97).toFixed(2)};letter-spacing:${(draw(-0.035, 0.03) * hand.unrest).toFixed(3)}em;transform:translateY(${rise.toFixed(2)}mm) rotate(${turn.toFixed(2)}deg) skewX(${slant.toFixed(1)}deg);filter:url(#pen${Math.floor(draw(0, 2.999))})`;
    return word;
  };
  const places = sheet.querySelectorAll('.v,.h,.signature:not(:has(.seal)) .signer');
  for (const place of places) {
    if (place.parentElement?.closest('[data-hand]') != null) continue;
    place.setAttribute('data-hand', '');
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node as Text);
    for (const node of nodes) {
      if (node.parentElement?.closest('[data-skip],style,sup') != null) continue;
      const parts = node.data.split(/(\s+)/u).filter((part) => part !== '');
      node.replaceWith(...parts.map((part) => (/^\s/u.test(part) ? part : write(part))));
    }
  }
}
