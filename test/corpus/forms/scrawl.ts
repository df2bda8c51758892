import type { Random } from '../random.ts';

/** A pen stroke that nobody can read: waves, loops, or a large first letter and a long tail; often with a flourish. */
export function signatureScrawl(random: Random): string {
  const draw = random.pick([waves, waves, loops, loops, initial]);
  const strokes = [draw(random), ...(random.chance(0.45) ? [flourish(random)] : [])];
  const ink = random.weighted([
    ['#1d2f8f', 4],
    ['#10206a', 3],
    ['#2b44b0', 2],
    ['#222', 2.5],
  ]);
  const across = random.int(28, 52);
  const width = ((random.between(0.35, 0.75) / across) * 150).toFixed(2);
  const style = `width:${across}mm;margin-left:${-across / 2 + random.int(-5, 5)}mm;top:${random.int(0, 5)}mm;transform:rotate(${random.int(-14, 5)}deg)`;
  return `<svg class="scrawl" data-skip data-mark="signature" data-form="scrawl" viewBox="0 0 150 60" style="${style}"><g data-outline fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round">${strokes.map((path) => `<path d="${path}"/>`).join('')}</g></svg>`;
}

function waves(random: Random): string {
  let path = `M ${random.int(2, 12)} ${random.int(25, 45)}`;
  let x = 8;
  while (x < 130) {
    x += random.int(9, 24);
    path += ` C ${x - random.int(4, 22)} ${random.int(0, 20)}, ${x + random.int(-6, 14)} ${random.int(35, 60)}, ${x} ${random.int(14, 46)}`;
  }
  return path;
}

function loops(random: Random): string {
  const turns = random.int(4, 9);
  const tall = random.between(10, 20);
  const steps = turns * 14;
  const shrink = random.between(0.3, 1);
  const points = Array.from({ length: steps }, (_, step) => {
    const share = step / steps;
    const angle = share * turns * 2 * Math.PI;
    const size = tall * (1 - (1 - shrink) * share) * (0.75 + 0.25 * Math.sin(angle / 2.3));
    const x = 12 + share * 112 + size * 0.75 * Math.cos(angle);
    return `${x.toFixed(1)} ${(32 - share * 8 + size * Math.sin(angle)).toFixed(1)}`;
  });
  return `M ${points.join(' L ')}`;
}

function initial(random: Random): string {
  const top = random.int(2, 10);
  const belly = random.int(30, 48);
  let path = `M 14 ${top + 12} C 30 ${top - 4}, 46 ${top}, 34 30 C 26 56, 6 58, 8 44 C 10 30, ${belly + 20} 22, ${belly} 40`;
  let x = belly;
  for (let bump = random.int(3, 7); bump > 0; bump -= 1) {
    const next = x + random.int(6, 13);
    path += ` Q ${(x + next) / 2} ${random.int(18, 32)}, ${next} ${random.int(34, 42)}`;
    x = next;
  }
  return `${path} C ${x + 14} 30, ${x + 24} 46, ${Math.min(148, x + 45)} ${random.int(20, 40)}`;
}

/** Under or through the rest. */
function flourish(random: Random): string {
  const y = random.int(40, 54);
  return `M ${random.int(4, 40)} ${y} C 60 ${y - random.int(4, 14)}, 100 ${y + random.int(-6, 5)}, ${random.int(110, 148)} ${y - random.int(2, 20)}`;
}
