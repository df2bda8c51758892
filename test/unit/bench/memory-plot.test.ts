import { describe, expect, it } from 'vitest';
import { describeGrowth, growthMb, memoryPlot } from '../../bench/memory-plot.ts';

const sample = (pages: number, mb: number) => ({ pages, nowMb: [mb, mb - 50], peakMb: [mb + 20, mb] });

describe('memory over pages', () => {
  it('leaves warming up out of the growth and looks at the largest worker', () => {
    const flat = [100, 300, 300, 300, 300, 300, 300, 300, 300, 300].map((mb, index) => sample(index + 1, mb));
    expect(growthMb(flat)).toBe(0);
    const growing = [100, 200, 210, 220, 230, 240, 250, 260, 270, 280].map((mb, index) => sample(index + 1, mb));
    expect(growthMb(growing)).toBe(60);
    expect(describeGrowth(growing)).toContain('Most memory of a worker: 300 MB');
  });

  it('draws both curves within the frame', () => {
    const plot = memoryPlot([sample(10, 200), sample(1000, 700)]);
    expect(plot.match(/<polyline/g)).toHaveLength(2);
    expect(plot).toContain('goal 350 MB');
    expect(memoryPlot([])).not.toContain('NaN');
  });
});
