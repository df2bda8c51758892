import { line, polyline, svg, text } from './svg.ts';

/** Memory of every worker after so many pages. */
export interface MemorySample {
  readonly pages: number;
  readonly nowMb: readonly number[];
  readonly peakMb: readonly number[];
}

const [WIDTH, HEIGHT] = [720, 380];
const PLOT = { left: 64, top: 50, width: 620, height: 270 };
const LIMIT_MB = 350;

/** Resident memory of the largest worker and the most any ever had, by pages read. */
export function memoryPlot(samples: readonly MemorySample[]): string {
  const last = samples.at(-1)?.pages ?? 1;
  const top = Math.ceil(Math.max(LIMIT_MB * 1.1, ...samples.flatMap((sample) => sample.peakMb)) / 100) * 100;
  const x = (pages: number): number => PLOT.left + (pages / last) * PLOT.width;
  const y = (mb: number): number => PLOT.top + (1 - mb / top) * PLOT.height;
  const step = top > 600 ? 200 : 100;
  const parts = [text(PLOT.left, 28, `Memory of the workers over ${last} pages`, { kind: 'ink title' })];
  for (let mb = 0; mb <= top; mb += step) {
    parts.push(line(PLOT.left, y(mb), PLOT.left + PLOT.width, y(mb), mb === 0 ? 'axis' : 'grid'));
    parts.push(text(PLOT.left - 8, y(mb) + 4, `${mb} MB`, { kind: 'soft', anchor: 'end' }));
  }
  for (let part = 0; part <= 4; part += 1) {
    const pages = Math.round((last * part) / 4);
    parts.push(text(x(pages), PLOT.top + PLOT.height + 20, String(pages), { kind: 'soft', anchor: 'middle' }));
  }
  parts.push(text(PLOT.left + PLOT.width / 2, HEIGHT - 16, 'pages', { kind: 'soft', anchor: 'middle' }));
  parts.push(line(PLOT.left, y(LIMIT_MB), PLOT.left + PLOT.width, y(LIMIT_MB), 'rule'));
  parts.push(text(PLOT.left + PLOT.width, y(LIMIT_MB) - 6, `goal ${LIMIT_MB} MB`, { kind: 'warn', anchor: 'end' }));
  const curve = (of: (sample: MemorySample) => readonly number[]): (readonly [number, number])[] =>
    samples.map((sample) => [x(sample.pages), y(Math.max(0, ...of(sample)))] as const);
  parts.push(
    polyline(
      curve((sample) => sample.peakMb),
      'second',
    ),
  );
  parts.push(
    polyline(
      curve((sample) => sample.nowMb),
      'main',
    ),
  );
  parts.push(text(PLOT.left + 8, PLOT.top + PLOT.height - 10, 'blue: now, largest worker · orange: its most so far'));
  return svg(WIDTH, HEIGHT, 'Memory of the workers', parts);
}

/** What the middle of the run and its end have; warming up counts for nothing. */
export function growthMb(samples: readonly MemorySample[]): number {
  const mean = (part: readonly MemorySample[]): number =>
    part.reduce((sum, sample) => sum + Math.max(0, ...sample.nowMb), 0) / Math.max(1, part.length);
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  return mean(samples.slice(-fifth)) - mean(samples.slice(fifth, 2 * fifth));
}

export function describeGrowth(samples: readonly MemorySample[]): string {
  const peak = Math.max(0, ...samples.flatMap((sample) => sample.peakMb));
  const growth = growthMb(samples);
  return `Most memory of a worker: ${Math.round(peak)} MB. From the second fifth of the run to its last, the largest worker ${growth < 0 ? 'shrank' : 'grew'} by ${Math.abs(growth).toFixed(0)} MB. Processes are not replaced in this run.`;
}
