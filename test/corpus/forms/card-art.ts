import type { Random } from '../random.ts';

/** Drawings on cards: security lines, emblem, portrait, chip, fingerprints. None shows anybody. */

/** Fine wavy lines behind the text, as security printing has. */
export function guilloche(random: Random, warm: string, cool: string): string {
  const lines = Array.from({ length: 26 }, (_, index) => {
    const y = index * 2.3 - 2;
    const lift = random.between(1.5, 4).toFixed(1);
    return `<path d="M0 ${y} q 11 -${lift} 22 0 t 22 0 t 22 0 t 22 0" stroke="${index % 2 === 0 ? warm : cool}" stroke-width=".16" fill="none" opacity=".55"/>`;
  }).join('');
  return `<svg class="ghost" data-skip viewBox="0 0 85.6 54">${lines}</svg>`;
}

export function emblem(left: number, top: number): string {
  return `<svg class="at" data-skip style="left:${left}mm;top:${top}mm;width:10.5mm;height:10.5mm" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="#d22630"/><circle cx="10" cy="10" r="7.6" fill="none" stroke="#f7d417" stroke-width=".8"/><polygon points="10,4 11.4,8.3 16,8.3 12.3,11 13.7,15.4 10,12.7 6.3,15.4 7.7,11 4,8.3 8.6,8.3" fill="#f7d417"/></svg>`;
}

/** Nobody's portrait: a drawn head and shoulders. */
export function portrait(random: Random, left: number, top: number, width: number): string {
  const skin = random.pick(['#d9b89c', '#c79f7f', '#e3c6ad']);
  const hair = random.pick(['#1d1a19', '#2b2320', '#3a322e']);
  const shirt = random.pick(['#f4f6f8', '#6d7f99', '#8c5a5a', '#33475b']);
  return `<svg class="at" data-skip style="left:${left}mm;top:${top}mm;width:${width}mm;height:${width * 1.33}mm" viewBox="0 0 60 80"><rect width="60" height="80" fill="#dfe7ee"/><path d="M4 80 q2 -24 26 -24 q24 0 26 24 z" fill="${shirt}"/><ellipse cx="30" cy="34" rx="13.5" ry="17.5" fill="${skin}"/><path d="M15 32 q-2 -22 15 -22 q17 0 15 22 q-3 -12 -15 -12 q-12 0 -15 12z" fill="${hair}"/><path d="M25 44 q5 3 10 0" stroke="#8a4b40" stroke-width="1.2" fill="none"/><circle cx="25" cy="33" r="1.3" fill="#222"/><circle cx="35" cy="33" r="1.3" fill="#222"/></svg>`;
}

export function chip(left: number, top: number): string {
  return `<svg class="at" data-skip style="left:${left}mm;top:${top}mm;width:12.5mm;height:10.4mm" viewBox="0 0 24 20"><rect x=".5" y=".5" width="23" height="19" rx="3" fill="#d8b45c" stroke="#9b7a2d"/><path d="M0 7h8M0 13h8M16 7h8M16 13h8M8 1v18M16 1v18M8 10h8" stroke="#9b7a2d" fill="none" stroke-width=".7"/></svg>`;
}

export function fingerprint(random: Random, left: number, top: number): string {
  const rings = Array.from(
    { length: 9 },
    (_, index) =>
      `<ellipse cx="${10 + random.between(-0.4, 0.4)}" cy="${12 + random.between(-0.4, 0.4)}" rx="${1 + index}" ry="${1.5 + index * 1.15}" fill="none" stroke="#3b3b3b" stroke-width=".55" stroke-dasharray="${random.int(5, 14)} ${random.between(0.4, 1.4).toFixed(1)}"/>`,
  ).join('');
  return `<svg class="at" data-skip style="left:${left}mm;top:${top}mm;width:15mm;height:18mm" viewBox="0 0 20 24">${rings}</svg>`;
}
