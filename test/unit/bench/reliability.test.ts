import { describe, expect, it } from 'vitest';
import type { FieldOutcome, FieldScore } from '../../bench/metrics.ts';
import { reliability, reliabilityBins } from '../../bench/reliability.ts';
import { reliabilityPlot, wilson } from '../../bench/reliability-plot.ts';

function score(outcome: FieldOutcome, confidence?: number): FieldScore {
  return {
    type: 'birth-certificate',
    key: 'fullName',
    kind: 'personName',
    outcome,
    ...(confidence === undefined ? {} : { confidence }),
  };
}

const SCORES = [
  score('right', 0.98),
  score('right', 0.6),
  score('wrong', 0.99),
  score('invented', 0.2),
  score('missing'),
  score('right', 1),
];

describe('reliability', () => {
  it('counts wrong and invented fields among the trusted, and right fields that reach trust', () => {
    expect(reliability(SCORES)).toEqual({ trusted: 3, trustedWrong: 1, coverage: 2 / 3 });
    expect(reliability([score('invented', 0.975)])).toEqual({ trusted: 1, trustedWrong: 1, coverage: 0 });
  });

  it('bins every field that was read once and leaves out what was not', () => {
    const bins = reliabilityBins(SCORES);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(5);
    expect(bins.find((bin) => bin.from === 0.99)).toMatchObject({ count: 2, right: 1, meanConfidence: 0.995 });
    expect(bins.some((bin) => bin.count === 0)).toBe(false);
  });

  it('puts a confidence on an edge into the upper bin', () => {
    expect(reliabilityBins([score('right', 0.975)])).toMatchObject([{ from: 0.975, to: 0.99 }]);
  });
});

describe('reliability plot', () => {
  it('says the counts of every bin and the rule of trust', () => {
    const bins = reliabilityBins(SCORES);
    const plot = reliabilityPlot(bins, reliability(SCORES));
    expect(plot.match(/<circle/g)).toHaveLength(bins.length + 1);
    expect(plot).toContain('33.3 % wrong (1 of 3); 66.7 % of right fields reach it');
    expect(plot).toContain('trusted from 0.975');
    expect(plot).toContain('prefers-color-scheme: dark');
  });

  it('draws nothing but the frame without fields', () => {
    expect(reliabilityPlot([], reliability([]))).not.toContain('NaN');
  });

  it('gives few fields a wide interval', () => {
    expect(wilson(0, 0)).toEqual([0, 1]);
    const [low, high] = wilson(9, 10);
    expect(low).toBeCloseTo(0.596, 2);
    expect(high).toBeCloseTo(0.982, 2);
    expect(wilson(900, 1000)[0]).toBeGreaterThan(low);
  });
});
