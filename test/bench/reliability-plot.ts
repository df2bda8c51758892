import { type Reliability, type ReliabilityBin, TRUSTED } from './reliability.ts';
import { bar, dot, line, polyline, svg, text } from './svg.ts';

const [WIDTH, HEIGHT] = [720, 560];
const PLOT = { left: 64, top: 62, width: 620, height: 330 };
const COUNTS = { top: 424, height: 74 };

/**
 * Share of right fields by confidence, a bin a column of equal width, so that the bins near 1 where nearly all fields
 * lie can be told apart: dots are the share that was right, the stair is the confidence that was claimed, bars below
 * count the fields.
 */
export function reliabilityPlot(bins: readonly ReliabilityBin[], trust: Reliability): string {
  const column = PLOT.width / Math.max(1, bins.length);
  const middle = (index: number): number => PLOT.left + (index + 0.5) * column;
  const height = (share: number): number => PLOT.top + (1 - share) * PLOT.height;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const parts = [
    text(PLOT.left, 28, 'Share of fields that are right, by claimed confidence', { kind: 'ink title' }),
    text(PLOT.left, 48, summary(trust), { kind: 'soft' }),
  ];
  for (let tenth = 0; tenth <= 10; tenth += 2) {
    const y = height(tenth / 10);
    parts.push(line(PLOT.left, y, PLOT.left + PLOT.width, y, tenth === 0 ? 'axis' : 'grid'));
    parts.push(text(PLOT.left - 8, y + 4, `${tenth * 10} %`, { kind: 'soft', anchor: 'end' }));
  }
  const firstTrusted = bins.findIndex((bin) => bin.from >= TRUSTED);
  if (firstTrusted >= 0) {
    const x = PLOT.left + firstTrusted * column;
    parts.push(line(x, PLOT.top, x, COUNTS.top + COUNTS.height, 'rule'));
    parts.push(text(x - 6, PLOT.top + PLOT.height - 10, `trusted from ${TRUSTED}`, { kind: 'warn', anchor: 'end' }));
  }
  parts.push(
    polyline(
      bins.flatMap((bin, index) => {
        const y = height(bin.meanConfidence);
        return [[PLOT.left + index * column, y] as const, [PLOT.left + (index + 1) * column, y] as const];
      }),
      'second',
    ),
  );
  for (const [index, bin] of bins.entries()) {
    const share = bin.right / bin.count;
    const [low, high] = wilson(bin.right, bin.count);
    const x = middle(index);
    parts.push(line(x, height(low), x, height(high), 'axis'));
    parts.push(dot(x, height(share), 5, 'main'));
    const tall = (bin.count / most) * COUNTS.height;
    parts.push(bar(x - column * 0.35, COUNTS.top + COUNTS.height - tall, column * 0.7, tall));
    parts.push(text(x, COUNTS.top + COUNTS.height - 6, String(bin.count), { anchor: 'middle' }));
    parts.push(text(x, COUNTS.top + COUNTS.height + 18, `${bin.from}–${bin.to}`, { kind: 'soft', anchor: 'middle' }));
  }
  parts.push(line(PLOT.left, COUNTS.top + COUNTS.height, PLOT.left + PLOT.width, COUNTS.top + COUNTS.height, 'axis'));
  parts.push(text(PLOT.left - 8, COUNTS.top + COUNTS.height - 6, 'fields', { kind: 'soft', anchor: 'end' }));
  parts.push(dot(PLOT.left + 6, 541, 5, 'main'), text(PLOT.left + 18, 545, 'were right (bar: 95 % interval)'));
  parts.push(
    polyline(
      [
        [PLOT.left + 250, 541],
        [PLOT.left + 276, 541],
      ],
      'second',
    ),
    text(PLOT.left + 284, 545, 'claimed, mean of the bin'),
  );
  return svg(WIDTH, HEIGHT, 'Reliability of confidences', parts);
}

function summary({ trusted, trustedWrong, coverage }: Reliability): string {
  const share = trusted === 0 ? '–' : `${((trustedWrong / trusted) * 100).toFixed(1)} %`;
  return `At ${TRUSTED} or more: ${share} wrong (${trustedWrong} of ${trusted}); ${(coverage * 100).toFixed(1)} % of right fields reach it`;
}

/** Wilson score interval of a share at 95 %. */
export function wilson(right: number, count: number): readonly [low: number, high: number] {
  if (count === 0) return [0, 1];
  const z = 1.96;
  const share = right / count;
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half = (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
